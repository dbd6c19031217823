// How much of a hart real-time threads may take from the others.
using System.Threading;
using Lume.Abi;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// The part of each period that real-time threads may run while ordinary ones wait, on one hart: a real-time thread that never sleeps must not
/// take the machine from those who would end it. A hart without ordinary work is not limited. Source: sched(7), /proc/sys/kernel/sched_rt_*.
/// </summary>
internal struct RealTimeBudget
{
    private const int DefaultPeriod = 1_000_000;
    private const int DefaultRuntime = 950_000;
    private const long Microsecond = 1000;

    private static int s_period = DefaultPeriod;
    private static int s_runtime = DefaultRuntime;

    private long _end;
    private long _used;

    /// <summary>Length of a period, microseconds.</summary>
    public static int Period => Volatile.Read(ref s_period);

    /// <summary>The part of it, microseconds; -1 for no limit.</summary>
    public static int Runtime => Volatile.Read(ref s_runtime);

    /// <summary>Whether ordinary threads have to be let in before the period ends.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Sets both. EINVAL when the part is more than the whole, or the whole is nothing.</summary>
    public static Errno Configure(int period, int runtime)
    {
        if (period <= 0 || runtime < -1 || runtime > period)
        {
            return Errno.EINVAL;
        }

        Volatile.Write(ref s_period, period);
        Volatile.Write(ref s_runtime, runtime);
        return Errno.None;
    }

    /// <summary>
    /// Begins a new period when the last one is over. Whoever runs: only real-time threads use the budget up, but who waits for the next period
    /// waits while ordinary ones run. This hart, interrupts off.
    /// </summary>
    /// <param name="now">The time register.</param>
    public void Renew(long now)
    {
        if (now >= _end)
        {
            _end = now + Ticks(Period);
            _used = 0;
            IsSpent = false;
        }
    }

    /// <summary>Real-time threads ran for some ticks of the time register, in this period. This hart, interrupts off.</summary>
    public void Charge(long ran)
    {
        _used += ran;
        int runtime = Runtime;
        IsSpent = runtime >= 0 && _used >= Ticks(runtime);
    }

    private static long Ticks(int microseconds) => (long)Hal.Clock.ToTicks((ulong)(microseconds * Microsecond));
}
