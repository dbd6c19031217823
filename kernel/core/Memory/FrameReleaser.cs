// Gives back the frames of unmapped pages.
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Memory;

/// <summary>Drops the page table's reference of each frame; the shoot-down is over when it is called.</summary>
internal struct FrameReleaser : IFrameSink
{
    /// <summary>Counted pages seen.</summary>
    public int Count;

    /// <inheritdoc/>
    public void Release(VirtualAddress address, PageTableEntry entry)
    {
        if (!entry.IsUncounted)
        {
            Count++;
            FrameAllocator.Release(entry.Frame);
        }
    }
}

/// <summary>Takes a reference for each page that fork copies.</summary>
internal struct FrameSharer : IFrameSharer
{
    /// <summary>Counted pages seen.</summary>
    public int Count;

    /// <inheritdoc/>
    public void Share(VirtualAddress address, PageTableEntry entry)
    {
        if (!entry.IsUncounted)
        {
            Count++;
            FrameAllocator.AddReference(entry.Frame);
        }
    }
}
