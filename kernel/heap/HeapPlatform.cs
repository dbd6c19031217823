// What the heap asks of the hal, in one place.

using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Lume.Heap;

internal static class HeapPlatform
{
    private static int s_frameLock;
    private static int s_heapLock;

    /// <summary>Number of the calling hart, from 0.</summary>
    public static int HartIndex => 0;

    /// <summary>Stops the kernel: memory is corrupt or somebody broke a contract.</summary>
    [DoesNotReturn]
    public static void Bug(string message) => throw new InvalidOperationException(message);

    /// <summary>Takes the lock of the buddy allocator, innermost of all.</summary>
    public static void EnterFrames() => Enter(ref s_frameLock);

    /// <summary>Leaves the lock of the buddy allocator.</summary>
    public static void LeaveFrames() => Volatile.Write(ref s_frameLock, 0);

    /// <summary>Takes the lock of the managed heap's span lists; the buddy allocator's may be taken inside it.</summary>
    public static void EnterHeap() => Enter(ref s_heapLock);

    /// <summary>Leaves the lock of the managed heap's span lists.</summary>
    public static void LeaveHeap() => Volatile.Write(ref s_heapLock, 0);

    /// <summary>Whether the caller is where the world may be stopped.</summary>
    public static bool MayCollect => true;

    /// <summary>Returns when no other hart runs kernel code.</summary>
    public static void StopWorld()
    {
    }

    /// <summary>Lets the other harts go on.</summary>
    public static void ResumeWorld()
    {
    }

    /// <summary>Nanoseconds since start.</summary>
    public static ulong Nanoseconds => (ulong)Environment.TickCount64 * 1000000;

    private static void Enter(ref int word)
    {
        while (Interlocked.CompareExchange(ref word, 1, 0) != 0)
        {
        }
    }
}
