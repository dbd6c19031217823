// What the heap asks of the hal, in one place.

using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Lume.Hal;

namespace Lume.Heap;

internal static class HeapPlatform
{
    private static OwnLine<SpinLock<PagesLock>> s_pages;
    private static OwnLine<SpinLock<SlabLock>> s_slabs;
    private static bool s_collections;

    /// <summary>Number of the calling hart, from 0.</summary>
    public static int HartIndex => Hart.Index;

    /// <summary>
    /// Whether the caller is where the world may be stopped. False at start until <see cref="AllowCollections"/>: before
    /// that the runtime's statics are not all in the root tables.
    /// </summary>
    public static bool MayCollect => Volatile.Read(ref s_collections) && LockOrder.Depth == 0;

    /// <summary>Lets collections happen, or not.</summary>
    public static void AllowCollections(bool allow) => Volatile.Write(ref s_collections, allow);

    /// <summary>Stops the kernel: memory is corrupt or somebody broke a contract.</summary>
    [DoesNotReturn]
    public static void Bug(string message)
    {
        Panic.Stop(message);
        while (true)
        {
        }
    }

    // Handlers allocate and free nothing, but others allocate under locks that handlers take: a holder that a handler interrupted would wait
    // for a hart that waits for the holder. So both locks mask interrupts.

    /// <summary>Takes the lock of the frame depot, innermost of all. Returns what <see cref="LeaveFrames"/> needs.</summary>
    public static bool EnterFrames() => s_pages.Value.EnterManually();

    /// <summary>Leaves the lock of the frame depot.</summary>
    public static void LeaveFrames(bool interrupts) => s_pages.Value.Exit(interrupts);

    /// <summary>Takes the lock of the managed heap's span lists; the depot's may be taken inside it. Returns what <see cref="LeaveHeap"/> needs.</summary>
    public static bool EnterHeap() => s_slabs.Value.EnterManually();

    /// <summary>Leaves the lock of the managed heap's span lists.</summary>
    public static void LeaveHeap(bool interrupts) => s_slabs.Value.Exit(interrupts);

    private struct PagesLock : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "frames"u8;

        public static int Rank => LockRank.Pages;

        public static bool MasksInterrupts => true;
    }

    private struct SlabLock : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "heap"u8;

        public static int Rank => LockRank.Slab;

        public static bool MasksInterrupts => true;
    }
}
