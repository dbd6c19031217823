// Pages that the kernel cannot reach.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Memory;

public sealed class SecretMemoryTests : IDisposable
{
    private const ulong Page = PageMath.Size;
    private const ulong At = 0x40_0000;
    private readonly AddressSpace _space;
    private readonly SecretMemory _secret = new();

    public SecretMemoryTests()
    {
        TestMachine.Enter();
        _space = TestMachine.NewSpace();
        TestMachine.Run(_space);
    }

    public void Dispose()
    {
        TestMachine.Run(null);
        _space.Release();
        _secret.FreePages();
    }

    [Fact]
    public void It_gets_its_length_once()
    {
        Assert.Equal(Errno.None, _secret.SetLength(0));
        Assert.Equal(Errno.None, _secret.SetLength(5000));
        Assert.Equal(Errno.EINVAL, _secret.SetLength(5000));
        Assert.Equal(Errno.EINVAL, _secret.SetLength(0));
        Assert.Equal(5000UL, _secret.Length);
        Assert.Equal(Errno.ENXIO, _secret.GetPage(2, PageIntent.Write, out _));
    }

    [Fact]
    public void The_kernel_cannot_open_a_page_until_it_is_cleared_and_given_back()
    {
        _secret.SetLength(2 * Page);
        Assert.Equal(Errno.None, _secret.GetPage(1, PageIntent.Write, out Frame frame));
        Assert.Throws<InvalidOperationException>(() => { _ = PageLease.Open(frame); });
        _secret.FreePages();
        Assert.Equal(1, FrameAllocator.CountReferences(frame));
        Assert.Equal(-1, PageLease.Open(frame).Bytes.IndexOfAnyExcept((byte)0));
        FrameAllocator.Release(frame);
    }

    [Fact]
    public void Only_the_program_itself_reaches_what_it_mapped()
    {
        _secret.SetLength(2 * Page);
        MapRequest request = new()
        {
            Address = At, Length = 2 * Page, Protection = Protection.Read | Protection.Write, Flags = MapFlags.Shared | MapFlags.Fixed,
            Object = _secret, ExtraFlags = AreaFlags.Secret,
        };
        Assert.Equal(At, _space.Map(in request).Value);
        Assert.Equal(Errno.None, new UserOut<int>(At + Page - 2).Write(0x01020304));
        Assert.Equal(0x01020304, new UserIn<int>(At + Page - 2).Read().Value);
        Assert.Equal(0, _space.ReadForeign(At, new byte[8]));
        Assert.Equal(0, _space.WriteForeign(At, new byte[8]));
        Assert.Equal(0UL, _space.CountPlain(At, 8));
        Assert.Equal(8UL, _space.CountPlain(At - 8, 16));
        Assert.Equal(Errno.ENOMEM, _space.Lock(At, Page, isLocked: true, isUnlimited: true, onFault: false));
        Assert.Equal(0UL, _space.GetStatistics().Locked);
    }
}
