// Where the hal gets frames for page tables and kernel stacks. The heap installs itself here.

namespace Lume.Hal;

/// <summary>The hook through which the room above gives frames to the hal. Function pointers: the hook must work before the first object exists.</summary>
public static unsafe class FrameSource
{
    private static delegate*<int, Frame> s_allocate;
    private static delegate*<Frame, int, void> s_free;

    /// <summary>Installs the allocator. Both functions take an order (2^order contiguous frames); frames come back with any content. Called once, by the heap, with interrupts off.</summary>
    public static void Install(delegate*<int, Frame> allocate, delegate*<Frame, int, void> free)
    {
        s_allocate = allocate;
        s_free = free;
    }

    /// <summary>One frame full of zeros, or <see cref="Frame.None"/> when memory is out.</summary>
    public static Frame AllocateZeroed()
    {
        Frame frame = Allocate(0);
        if (!frame.IsNone)
        {
            PhysicalMemory.Clear(frame, 1);
        }

        return frame;
    }

    /// <summary>2^order contiguous frames with any content, or <see cref="Frame.None"/>.</summary>
    public static Frame Allocate(int order) => s_allocate == null ? Cpu.EarlyFrame(order) : s_allocate(order);

    /// <summary>Gives 2^order frames back. No hart may have them in its TLB any more.</summary>
    public static void Free(Frame frame, int order)
    {
        if (s_free == null)
        {
            Cpu.EarlyFree(frame, order);
            return;
        }

        s_free(frame, order);
    }
}
