// A piece of the fake machine's RAM with the allocators started over it.

using System;
using Lume.Hal;
using Lume.Hal.Fake;
using Xunit;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Lume.Heap.Tests;

internal sealed unsafe class Arena : IDisposable
{
    private const int Capacity = 8192;

    /// <summary>The same RAM serves all tests, one after the other.</summary>
    public static readonly ulong Base = FakeMachine.TakeRam(Capacity * 4096).Value;

    public Arena(int frames, params MemoryRange[] reserved)
        : this(frames, [Frames(0, (uint)frames)], reserved)
    {
    }

    public Arena(int frames, MemoryRange[] ram, MemoryRange[] reserved)
    {
        Machine = new FakeMachine(2);
        new Span<byte>(PhysicalMemory.Pointer(new PhysicalAddress(Base)), frames * 4096).Fill(0xA5);
        Assert.True(FrameAllocator.Initialize(ram, reserved));
    }

    public FakeMachine Machine { get; }

    public void StartHeap(HeapOptions options = default)
    {
        Assert.True(ManagedHeap.Initialize(options));
        ManagedHeap.EnableCollection();
    }

    public void Dispose() => FrameSource.Install(null, null);

    public static MemoryRange Frames(uint first, uint count) => new(Base + ((ulong)first * 4096), (ulong)count * 4096);

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
