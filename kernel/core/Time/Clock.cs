// The kernel's clocks in nanoseconds, all from the one time register of the machine.
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes.Exec;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Time;

/// <summary>Readings of the clocks. All are cheap, allocate nothing and may be used in interrupts.</summary>
public static class Clock
{
    /// <summary>Nanoseconds in a second.</summary>
    public const long Second = 1_000_000_000;

    /// <summary>Nanoseconds in a millisecond.</summary>
    public const long Millisecond = 1_000_000;

    /// <summary>clock_getres of the fine clocks: they are interpolated to a nanosecond as in Linux.</summary>
    public const long Resolution = 1;

    private static long s_realtimeOffset;

    /// <summary>Nanoseconds since the machine started; never goes back. CLOCK_MONOTONIC, and BOOTTIME too: the machine never suspends.</summary>
    public static long Monotonic => (long)Hal.Clock.Nanoseconds;

    /// <summary>Nanoseconds since 1970-01-01 UTC. CLOCK_REALTIME.</summary>
    public static long Realtime => Monotonic + Volatile.Read(ref s_realtimeOffset);

    /// <summary>Realtime minus monotonic, nanoseconds.</summary>
    public static long RealtimeOffset => Volatile.Read(ref s_realtimeOffset);

    /// <summary>CLOCK_REALTIME as a timespec, for file times.</summary>
    public static Timespec Now => Timespec.FromNanoseconds(Realtime);

    /// <summary>Counts changes of the wall clock, so that absolute sleeps on it can be computed anew.</summary>
    public static int Adjustments => Volatile.Read(ref s_adjustments);

    private static int s_adjustments;

    /// <summary>Sleepers until a moment of the wall clock; woken when the clock is set.</summary>
    internal static WaitQueue RealtimeSleepers { get; } = new();

    /// <summary>Sets the wall clock (clock_settime, and the real-time clock's driver at boot).</summary>
    /// <param name="nanoseconds">Nanoseconds since 1970-01-01 UTC, not negative.</param>
    public static void SetRealtime(long nanoseconds)
    {
        Volatile.Write(ref s_realtimeOffset, nanoseconds - Monotonic);
        Interlocked.Increment(ref s_adjustments);
        VdsoPage.PublishRealtime();
        RealtimeSleepers.WakeAll();
        TimerFile.OnClockSet();
    }

    /// <summary>A deadline that far from now, saturated.</summary>
    /// <param name="nanoseconds">Not negative.</param>
    public static long DeadlineIn(long nanoseconds)
    {
        long now = Monotonic;
        return nanoseconds > WaitQueue.Forever - now ? WaitQueue.Forever : now + nanoseconds;
    }

    // The register counts from the same zero as the monotonic clock; saturated far in the future.
    internal static ulong ToMachineTicks(long deadline) => deadline <= 0 ? 0 : Hal.Clock.ToTicks((ulong)deadline);
}
