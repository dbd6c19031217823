// How often harts met at the spinlocks of each class, and how long they waited. Only those who wait pay for it; checked builds also count
// who did not have to wait, and how long locks were held.

using System;
using System.Threading;

namespace Lume.Hal;

/// <summary>What is known of one class of locks. Times in nanoseconds.</summary>
public readonly ref struct LockClassFigures
{
    /// <summary>The class's name.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Whether interrupts are off while one is held.</summary>
    public bool MasksInterrupts { get; init; }

    /// <summary>Times that one was taken; -1 in builds that do not count.</summary>
    public long Taken { get; init; }

    /// <summary>Times that a hart had to wait for one.</summary>
    public long Contended { get; init; }

    /// <summary>How long harts waited altogether.</summary>
    public long Waited { get; init; }

    /// <summary>The longest of these waits.</summary>
    public long LongestWait { get; init; }

    /// <summary>How long one was held at most; -1 in builds that do not measure.</summary>
    public long LongestHold { get; init; }
}

/// <summary>Contention by class of lock. A class is known once a hart has waited for one of its locks (checked builds: once one was taken).</summary>
public static unsafe class LockStatistics
{
    /// <summary>Classes have ranks below this.</summary>
    public const int RankLimit = 64;

    /// <summary>Return addresses that a hart leaves when it waits for long.</summary>
    public const int TraceLength = 16;

    private static ClassTable s_classes;
    private static TraceTable s_traces;
#if LUME_CHECKED
    private static HoldTable s_holds;
#endif

    /// <summary>Ranks of known classes that mask interrupts, as bits.</summary>
    internal static ulong MaskingRanks => (ulong)Volatile.Read(ref s_classes.Masking);

    /// <summary>The figures of the class with this rank, 0 to <see cref="RankLimit"/> - 1. False when none is known. Takes no lock.</summary>
    public static bool TryGet(int rank, out LockClassFigures figures)
    {
        byte* name = (byte*)Volatile.Read(ref s_classes.Name[rank]);
        figures = default;
        if (name == null)
        {
            return false;
        }

        figures = new LockClassFigures
        {
            // Sound: the address and length of a literal, which is never moved or freed (Register).
            Name = new ReadOnlySpan<byte>(name, (int)s_classes.NameLength[rank]),
            MasksInterrupts = (MaskingRanks >> rank & 1) != 0,
            Taken = LockOrder.IsChecked ? Volatile.Read(ref s_classes.Taken[rank]) : -1,
            Contended = Volatile.Read(ref s_classes.Contended[rank]),
            Waited = Nanoseconds(ref s_classes.Waited[rank]),
            LongestWait = Nanoseconds(ref s_classes.LongestWait[rank]),
            LongestHold = LockOrder.IsChecked ? Nanoseconds(ref s_classes.LongestHold[rank]) : -1,
        };
        return true;
    }

    /// <summary>Where a hart that has waited for a spinlock for more than a second came from, innermost first. Returns how many addresses; 0 when it does not wait so long.</summary>
    public static int GetTrace(int hart, Span<ulong> addresses)
    {
        int count = Math.Min(Volatile.Read(ref s_traces.Length[hart]), addresses.Length);
        for (int i = 0; i < count; i++)
        {
            addresses[i] = s_traces.Addresses[(hart * TraceLength) + i];
        }

        return count;
    }

    /// <summary>The wait has taken more than a second: leaves a trace for whoever looks for the reason.</summary>
    internal static void LeaveTrace(HartBlock* hart)
    {
        Span<ulong> addresses = stackalloc ulong[TraceLength];
        int count = Cpu.WalkHere(addresses);
        for (int i = 0; i < count; i++)
        {
            s_traces.Addresses[(hart->Index * TraceLength) + i] = addresses[i];
        }

        Volatile.Write(ref s_traces.Length[hart->Index], count);
    }

    internal static void EndWait<TClass>(HartBlock* hart, ulong ticks)
        where TClass : struct, ILockClass
    {
        hart->AwaitedRank = 0;
        hart->AwaitedOwner = 0;
        Volatile.Write(ref s_traces.Length[hart->Index], 0);
        Interlocked.Increment(ref s_classes.Contended[TClass.Rank]);
        Interlocked.Add(ref s_classes.Waited[TClass.Rank], (long)ticks);
        Raise(ref s_classes.LongestWait[TClass.Rank], (long)ticks);
    }

    internal static void Taken<TClass>(int hart)
        where TClass : struct, ILockClass
    {
#if LUME_CHECKED
        Register<TClass>();
        Interlocked.Increment(ref s_classes.Taken[TClass.Rank]);
        s_holds.Since[(hart * RankLimit) + TClass.Rank] = (long)Clock.Ticks;
#endif
    }

    internal static void Left<TClass>(int hart)
        where TClass : struct, ILockClass
    {
#if LUME_CHECKED
        Raise(ref s_classes.LongestHold[TClass.Rank], (long)Clock.Ticks - s_holds.Since[(hart * RankLimit) + TClass.Rank]);
#endif
    }

    /// <summary>Makes the class known. A report of a wait names it, so before the wait, not after.</summary>
    internal static void Register<TClass>()
        where TClass : struct, ILockClass
    {
        ReadOnlySpan<byte> name = TClass.Name;
        // Sound: the name is a literal, so its bytes lie in the image and stay where they are.
        fixed (byte* bytes = name)
        {
            long known = s_classes.Name[TClass.Rank];
            if (known == (long)bytes)
            {
                return;
            }

            if (known != 0)
            {
                LockOrder.Fail("two classes of locks have one rank");
            }

            s_classes.NameLength[TClass.Rank] = name.Length;
            if (TClass.MasksInterrupts)
            {
                Interlocked.Or(ref s_classes.Masking, 1L << TClass.Rank);
            }

            Volatile.Write(ref s_classes.Name[TClass.Rank], (long)bytes);
        }
    }

    private static void Raise(ref long most, long value)
    {
        long seen = Volatile.Read(ref most);
        while (value > seen)
        {
            long before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private static long Nanoseconds(ref long ticks) => (long)Clock.ToNanoseconds((ulong)Volatile.Read(ref ticks));

    // No references: locks are taken before the runtime has statics that may hold them.
    private struct ClassTable
    {
        public long Masking;
        public fixed long Name[RankLimit];
        public fixed long NameLength[RankLimit];
        public fixed long Taken[RankLimit];
        public fixed long Contended[RankLimit];
        public fixed long Waited[RankLimit];
        public fixed long LongestWait[RankLimit];
        public fixed long LongestHold[RankLimit];
    }

    private struct TraceTable
    {
        public fixed int Length[HartSet.Capacity];
        public fixed ulong Addresses[HartSet.Capacity * TraceLength];
    }

#if LUME_CHECKED
    // When each hart took its lock of each rank.
    private struct HoldTable
    {
        public fixed long Since[HartSet.Capacity * RankLimit];
    }
#endif
}
