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

    private const long LongestUptime = 30L * 365 * 24 * 3600 * Second;

    // Source: Linux timespec64_valid_settod.
    private const long LatestRealtime = long.MaxValue - (long.MaxValue % Second) - LongestUptime;

    private static long s_realtimeOffset;

    /// <summary>Nanoseconds since the machine started; never goes back. CLOCK_MONOTONIC, and BOOTTIME too: the machine never suspends.</summary>
    public static long Monotonic => (long)Hal.Clock.Nanoseconds;

    /// <summary>Nanoseconds since 1970-01-01 UTC. CLOCK_REALTIME.</summary>
    public static long Realtime => Monotonic + Volatile.Read(ref s_realtimeOffset);

    /// <summary>Realtime minus monotonic, nanoseconds; not negative.</summary>
    public static long RealtimeOffset => Volatile.Read(ref s_realtimeOffset);

    /// <summary>CLOCK_REALTIME as a timespec, for file times.</summary>
    public static Timespec Now => Timespec.FromNanoseconds(Realtime);

    /// <summary>Counts changes of the wall clock, so that absolute sleeps on it can be computed anew.</summary>
    public static int Adjustments => Volatile.Read(ref s_adjustments);

    private static int s_adjustments;

    /// <summary>Sleepers until a moment of the wall clock; woken when the clock is set.</summary>
    internal static WaitQueue RealtimeSleepers { get; } = new();

    /// <summary>Sets the wall clock (clock_settime, and the real-time clock's driver at boot).</summary>
    /// <param name="nanoseconds">Nanoseconds since 1970-01-01 UTC.</param>
    /// <returns>EINVAL for a time before <see cref="Monotonic"/>, or so late that it would overflow within thirty years.</returns>
    public static Errno SetRealtime(long nanoseconds)
    {
        long now = Monotonic;
        if (nanoseconds < now || nanoseconds >= LatestRealtime)
        {
            return Errno.EINVAL;
        }

        Volatile.Write(ref s_realtimeOffset, nanoseconds - now);
        Interlocked.Increment(ref s_adjustments);
        VdsoPage.PublishRealtime();
        RealtimeSleepers.WakeAll();
        TimerFile.OnClockSet();
        return Errno.None;
    }

    /// <summary>A deadline that far from now, saturated.</summary>
    /// <param name="nanoseconds">Not negative.</param>
    public static long DeadlineIn(long nanoseconds) => Later(Monotonic, nanoseconds);

    /// <summary>A moment that much after another, saturated to <see cref="WaitQueue.Forever"/>.</summary>
    /// <param name="moment">Of any clock, in nanoseconds.</param>
    /// <param name="nanoseconds">Not negative.</param>
    internal static long Later(long moment, long nanoseconds) =>
        moment > WaitQueue.Forever - nanoseconds ? WaitQueue.Forever : moment + nanoseconds;

    /// <summary>
    /// When a periodic timer expires next: a whole number of periods after its deadline, so that the period does not drift, and after now, so that
    /// there is no backlog; saturated.
    /// </summary>
    /// <param name="deadline">When it expired.</param>
    /// <param name="interval">Its period, positive.</param>
    /// <param name="now">Taken for the deadline when it is before it.</param>
    /// <param name="missed">Periods that ended meanwhile.</param>
    internal static long NextPeriod(long deadline, long interval, long now, out long missed)
    {
        now = System.Math.Max(now, deadline);
        ulong late = (ulong)(now - deadline);
        missed = (long)System.Math.Min(late / (ulong)interval, long.MaxValue);
        return Later(now, interval - (long)(late % (ulong)interval));
    }

    // The register counts from the same zero as the monotonic clock; saturated far in the future.
    internal static ulong ToMachineTicks(long deadline) => deadline <= 0 ? 0 : Hal.Clock.ToTicks((ulong)deadline);
}
