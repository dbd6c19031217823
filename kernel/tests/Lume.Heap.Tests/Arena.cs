// A piece of host memory that plays the machine's RAM, with the allocators started over it.

using System;
using System.Runtime.InteropServices;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Lume.Heap.Tests;

internal sealed unsafe class Arena : IDisposable
{
    /// <summary>Physical address of the first byte: where QEMU's virt machine has its RAM.</summary>
    public const ulong Base = 0x8000_0000;

    private readonly void* _memory;

    public Arena(int frames, params PhysicalRange[] reserved)
        : this(frames, [new PhysicalRange(Base, (ulong)frames * 4096)], reserved)
    {
    }

    public Arena(int frames, PhysicalRange[] ram, PhysicalRange[] reserved)
    {
        _memory = NativeMemory.AlignedAlloc((nuint)frames * 4096, 4096);
        new Span<byte>(_memory, frames * 4096).Fill(0xA5);
        Assert.True(FrameAllocator.Initialize(ram, reserved, (nint)_memory - (nint)Base, 2));
    }

    public void StartHeap(HeapOptions options = default) => Assert.True(ManagedHeap.Initialize(options));

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    public static PhysicalRange Frames(uint first, uint count) => new(Base + ((ulong)first * 4096), (ulong)count * 4096);

    public static long[] BlocksByOrder()
    {
        long[] blocks = new long[19];
        for (int order = 0; order < blocks.Length; order++)
        {
            blocks[order] = FrameAllocator.CountFreeBlocks(order);
        }

        return blocks;
    }
}
