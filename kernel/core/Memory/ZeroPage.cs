// The one frame of zeroes that loads from untouched anonymous memory share.
using System.Threading;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Memory;

/// <summary>A frame that is never written and never freed; entries that map it are marked uncounted.</summary>
internal static class ZeroPage
{
    private static ulong s_number;

    /// <summary>The frame. False while memory for it is out.</summary>
    public static bool TryGet(out Frame frame)
    {
        ulong number = Volatile.Read(ref s_number);
        if (number == 0)
        {
            return TryCreate(out frame);
        }

        frame = new Frame(number);
        return true;
    }

    private static bool TryCreate(out Frame frame)
    {
        if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out frame))
        {
            return false;
        }

        ulong winner = Interlocked.CompareExchange(ref s_number, frame.Number, 0);
        if (winner != 0)
        {
            FrameAllocator.Release(frame);
            frame = new Frame(winner);
        }

        return true;
    }
}
