// What held locks forbid: giving way in every build; in checked builds (LUME_CHECKED) also a wrong order, a wrong interrupt policy, and
// what interrupt handlers must not do.

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Lume.Hal;

/// <summary>What the locks that this hart holds forbid. A broken rule stops the kernel with a backtrace.</summary>
public static unsafe class LockOrder
{
    private const string CheckedBuild = "LUME_CHECKED";

    /// <summary>Whether this build checks the order in which locks are taken, and the rest that costs time.</summary>
#if LUME_CHECKED
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

        AssertNotInInterrupt();
    }

    /// <summary>Checked builds: stops the kernel in an interrupt handler. For what handlers must not do: sleep, allocate, free.</summary>
    [Conditional(CheckedBuild)]
    public static void AssertNotInInterrupt()
    {
        if (HartBlock.Current->InterruptDepth != 0)
        {
            Fail("an interrupt handler sleeps or allocates");
        }
    }

    /// <summary>Checked builds: stops the kernel in an interrupt handler or under a spinlock. For the allocation of objects, which may fail with an exception.</summary>
    [Conditional(CheckedBuild)]
    public static void AssertMayAllocate()
    {
        AssertNotInInterrupt();
        if (HartBlock.Current->LockDepth != 0)
        {
            Fail("an object is made under a spinlock");
        }
    }

    /// <summary>Checked builds: stops the kernel unless this is the hart and cannot stop being it: interrupts are off, or a spinlock is held.</summary>
    [Conditional(CheckedBuild)]
    public static void AssertLocal(int hart)
    {
        HartBlock* here = HartBlock.Current;
        if (here->Index != hart || (here->LockDepth == 0 && Interrupts.AreEnabled))
        {
            Fail("per-hart data used on another hart, or with interrupts on");
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

    /// <summary>Checked builds: an interrupt handler starts, in kernel or user code.</summary>
    [Conditional(CheckedBuild)]
    public static void EnterHandler() => HartBlock.Current->InterruptDepth++;

    /// <summary>Checked builds: the handler is done.</summary>
    [Conditional(CheckedBuild)]
    public static void LeaveHandler() => HartBlock.Current->InterruptDepth--;

    /// <summary>Checked builds: this hart may run another thread after this, or this thread on another hart.</summary>
    [Conditional(CheckedBuild)]
    internal static void GivesWay(HartBlock* hart) => hart->WaysGiven++;

    // A lock that handlers leave alone stays held while its holder runs a handler. If the handler waits for a lock of theirs, and the holder of
    // that one waits for the first, both wait for ever: so none of the first kind is taken under one of the second, nor in a handler.
    [Conditional(CheckedBuild)]
    internal static void Check<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
        ulong above = hart->HeldRanks >> TClass.Rank;
        if (TClass.AllowsSameRank)
        {
            above &= ~1UL;
        }

        if (above != 0)
        {
            Fail("locks taken out of order");
        }

        if (!TClass.MasksInterrupts && hart->InterruptDepth != 0)
        {
            Fail("a lock that does not mask interrupts is taken in one");
        }

        if (!TClass.MasksInterrupts && (hart->HeldRanks & LockStatistics.MaskingRanks) != 0)
        {
            Fail("a lock that does not mask interrupts is taken under one that does");
        }
    }

    internal static void Entered<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
        hart->LockDepth++;
        NoteEntered<TClass>(hart);
    }

    internal static void Left<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
        hart->LockDepth--;
        NoteLeft<TClass>(hart);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Fail(string what) => Panic.Stop(what);

    [Conditional(CheckedBuild)]
    private static void NoteEntered<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
        hart->HeldRanks |= 1UL << TClass.Rank;
        LockStatistics.Taken<TClass>(hart->Index);
    }

    // The inner one of two of the same rank clears the bit early: the check gets weaker, never wrong.
    [Conditional(CheckedBuild)]
    private static void NoteLeft<TClass>(HartBlock* hart)
        where TClass : struct, ILockClass
    {
        ulong bit = 1UL << TClass.Rank;
        if ((hart->HeldRanks & bit) == 0 && !TClass.AllowsSameRank)
        {
            Fail("a spinlock is left by a hart that does not hold it");
        }

        hart->HeldRanks &= ~bit;
        LockStatistics.Left<TClass>(hart->Index);
    }
}
