// What queued messages, semaphores and their like may take of the kernel's own memory.
using System.Threading;
using Lume.Abi;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Ipc;

/// <summary>
/// Objects of IPC outlive the programs that made them, and nothing else limits them that is small beside memory. So together they get a
/// sixteenth of it, and segments of shared memory half of it, as a tmpfs does. Source: docs/memory.md.
/// </summary>
internal static class IpcMemory
{
    private const int ShareOfHeap = 16;
    private const int ShareOfPages = 2;

    private static readonly long s_byteLimit = (FrameAllocator.Statistics.Total << PageMath.Shift) / ShareOfHeap;
    private static readonly long s_pageLimit = FrameAllocator.Statistics.Total / ShareOfPages;

    private static long s_bytes;
    private static long s_pages;

    /// <summary>Takes heap memory into account, or ENOMEM.</summary>
    public static Errno Charge(long bytes)
    {
        if (Interlocked.Add(ref s_bytes, bytes) <= s_byteLimit)
        {
            return Errno.None;
        }

        Release(bytes);
        return Errno.ENOMEM;
    }

    /// <summary>Ends <see cref="Charge"/>.</summary>
    public static void Release(long bytes) => Interlocked.Add(ref s_bytes, -bytes);

    /// <summary>Takes one page of a segment into account, unless there are too many.</summary>
    public static bool TryChargePage()
    {
        if (Interlocked.Increment(ref s_pages) <= s_pageLimit)
        {
            return true;
        }

        ReleasePage();
        return false;
    }

    /// <summary>Ends <see cref="TryChargePage"/>.</summary>
    public static void ReleasePage() => Interlocked.Decrement(ref s_pages);
}
