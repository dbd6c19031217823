// Lock depth for all builds; the order of ranks in debug builds.

using System.Runtime.CompilerServices;

namespace Lume.Hal;

/// <summary>What the locks that this hart holds forbid.</summary>
public static unsafe class LockOrder
{
    /// <summary>Whether this build checks the order in which locks are taken.</summary>
#if DEBUG
    public static bool IsChecked => true;
#else
    public static bool IsChecked => false;
#endif

    /// <summary>Spinlocks that this hart holds.</summary>
    public static int Depth => HartBlock.Current->LockDepth;

    /// <summary>Stops the kernel when a spinlock is held: called by everything that may sleep or give way.</summary>
    public static void AssertMaySleep()
    {
        if (HartBlock.Current->LockDepth != 0)
        {
            Fail("giving way under a spinlock");
        }
    }

    /// <summary>
    /// An interrupt starts in kernel code. It may take any lock that masks interrupts, whatever the interrupted code
    /// holds: that code cannot hold the same one. Returns what <see cref="EndInterrupt"/> needs.
    /// </summary>
    public static ulong BeginInterrupt()
    {
        HartBlock* hart = HartBlock.Current;
        ulong held = hart->HeldRanks;
        hart->HeldRanks = 0;
        return held;
    }

    /// <summary>The interrupt is over: the interrupted code holds again what it held.</summary>
    public static void EndInterrupt(ulong held) => HartBlock.Current->HeldRanks = held;

    internal static void Check<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
#if DEBUG
        ulong above = hart->HeldRanks >> TClass.Rank;
        if (TClass.AllowsSameRank)
        {
            above &= ~1UL;
        }

        if (above != 0)
        {
            Fail("locks taken out of order");
        }
#endif
    }

    internal static void Entered<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
        hart->LockDepth++;
#if DEBUG
        hart->HeldRanks |= 1UL << TClass.Rank;
#endif
    }

    internal static void Left<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
        hart->LockDepth--;
#if DEBUG
        // The inner one of two of the same rank clears the bit early: the check gets weaker, never wrong.
        hart->HeldRanks &= ~(1UL << TClass.Rank);
#endif
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Fail(string what) => Panic.Stop(what);
}
