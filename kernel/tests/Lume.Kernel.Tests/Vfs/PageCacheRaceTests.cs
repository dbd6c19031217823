// A fault takes no inode lock: what truncation does meanwhile must hold.
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class PageCacheRaceTests
{
    public PageCacheRaceTests() => TestMachine.Enter();

    [Fact]
    public void A_page_that_is_faulted_in_while_the_file_is_cut_does_not_stay_beyond_its_end()
    {
        long before = TestMachine.FramesInUse;
        CutDuringFault pages = new();
        Assert.Equal(Errno.None, pages.SetLength(3 * MemoryLayout.PageSize));
        pages.CutsNext = true;
        Assert.Equal(Errno.ENXIO, pages.GetPage(2, PageIntent.Read, out Frame frame));
        Assert.True(frame.IsNone);
        Assert.Equal(0, pages.PageCount);
        Assert.Equal(0, pages.Reserved);
        Assert.Equal(before, TestMachine.FramesInUse);
    }

    [Fact]
    public void Pages_allocated_beyond_the_end_are_not_for_mappings()
    {
        CutDuringFault pages = new();
        Assert.Equal(Errno.None, pages.Allocate(0, 2 * MemoryLayout.PageSize, grow: false));
        Assert.Equal(Errno.ENXIO, pages.GetPage(1, PageIntent.Read, out _));
        pages.Clear();
    }

    private sealed class CutDuringFault : PageCache
    {
        public bool CutsNext { get; set; }

        public long Reserved { get; private set; }

        protected override bool TryReserve(long pages)
        {
            Reserved += pages;
            if (CutsNext)
            {
                CutsNext = false;
                SetLength(0);
            }

            return true;
        }

        protected override void Unreserve(long pages) => Reserved -= pages;
    }
}
