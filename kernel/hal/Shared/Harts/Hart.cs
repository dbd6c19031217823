// Harts: numbering, starting, per-hart data, messages between them.

using System;
using System.Threading;

namespace Lume.Hal;

/// <summary>The harts of the machine. An index is dense, 0 is the boot hart.</summary>
public static unsafe class Hart
{
    /// <summary>Harts that the kernel uses, whether started yet or not.</summary>
    public static int Count => Cpu.HartCount;

    /// <summary>The index of the hart this runs on. Only valid until the next point of giving way.</summary>
    public static int Index => HartBlock.Current->Index;

    /// <summary>mvendorid of this hart, 0 when the firmware does not say.</summary>
    public static ulong VendorId => Cpu.MachineId(0);

    /// <summary>marchid of this hart.</summary>
    public static ulong ArchitectureId => Cpu.MachineId(1);

    /// <summary>mimpid of this hart.</summary>
    public static ulong ImplementationId => Cpu.MachineId(2);

    /// <summary>Harts that are started.</summary>
    public static HartSet Online => Cpu.OnlineHarts;

    /// <summary>The hardware's number of a hart.</summary>
    public static ulong IdOf(int index) => Cpu.HartAt(index)->HartId;

    /// <summary>The index of a hardware number; -1 when the kernel does not use that hart.</summary>
    public static int IndexOf(ulong id)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Cpu.HartAt(i)->HartId == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>How many spinlocks a hart holds now, and the ranks of them as bits (checked builds only): for dumps of a kernel that may hang.</summary>
    public static int CountSpinLocks(int index, out ulong ranks)
    {
        HartBlock* hart = Cpu.HartAt(index);
        ranks = Volatile.Read(ref hart->HeldRanks);
        return Volatile.Read(ref hart->LockDepth);
    }

    /// <summary>The rank of the spinlock that a hart waits for, and the hart that holds it (-1 when it was free just now). False when it waits for none.</summary>
    public static bool TryGetAwaited(int index, out int rank, out int holder)
    {
        HartBlock* hart = Cpu.HartAt(index);
        rank = Volatile.Read(ref hart->AwaitedRank) - 1;
        holder = Volatile.Read(ref hart->AwaitedOwner) - 1;
        return rank >= 0;
    }

    /// <summary>Whether a hart runs kernel code: not a program, not idle, not waiting for the collector. A hint, it may change at once.</summary>
    public static bool IsInKernel(int index) => Volatile.Read(ref Cpu.HartAt(index)->State) == (int)HartState.Kernel;

    /// <summary>
    /// Returns when the processor of another hart has run: its firmware has answered, which it does even where its kernel has interrupts off.
    /// Tells a hart that is stuck from one whose emulator gets no time.
    /// </summary>
    public static void AwaitProgress(int index) => Cpu.RemoteFenceI(HartSet.Of(index));

    /// <summary>Return addresses from here, through an interrupt into what it interrupted, innermost first. Returns how many.</summary>
    public static int WalkHere(Span<ulong> addresses) => Cpu.WalkHere(addresses);

    /// <summary>Starts all other harts; each arrives in <c>lume_secondary_main</c> on a stack of its own. Returns how many harts run then. Call once, when the heap works.</summary>
    public static int StartOthers() => Cpu.StartOtherHarts();

    /// <summary>Waits until an interrupt is pending: see <see cref="SafePoint.Idle"/>.</summary>
    public static void Idle() => SafePoint.Idle();

    /// <summary>Tells all harts that new code was written: they run fence.i before this returns. For user code, PageTable.FlushInstructionCache disturbs fewer.</summary>
    public static void FlushInstructionCache()
    {
        Cpu.FenceI();
        Cpu.RemoteFenceI(Online.Without(Index));
    }
}

/// <summary>What one hart tells another.</summary>
[Flags]
public enum IpiMessages : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Look at the run queue.</summary>
    Reschedule = 1 << 0,

    /// <summary>Look around: a stop or a signal waits.</summary>
    Nudge = 1 << 1,

    /// <summary>Core's own use.</summary>
    Core = 1 << 2,
}

/// <summary>Interrupts between harts.</summary>
public static unsafe class Ipi
{
    /// <summary>Sends messages to one hart. Messages that it has not taken yet are merged.</summary>
    public static void Send(int hart, IpiMessages messages)
    {
        long before = Interlocked.Or(ref Cpu.HartAt(hart)->Messages, (long)messages);
        if (before == 0)
        {
            Cpu.SendIpi(HartSet.Of(hart));
        }
    }

    /// <summary>Takes the messages for this hart: on a software interrupt.</summary>
    public static IpiMessages Take() => (IpiMessages)Interlocked.Exchange(ref HartBlock.Current->Messages, 0);
}
