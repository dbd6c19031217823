// The interval timers of a process (setitimer) and its CPU time limit.
using Lume.Abi;
using Lume.Kernel.Signals;
using Lume.Kernel.Time;

namespace Lume.Kernel.Processes;

/// <summary>ITIMER_REAL by a kernel timer; ITIMER_VIRTUAL, ITIMER_PROF and RLIMIT_CPU by the tick. Armed under the process's signal lock.</summary>
internal sealed class CpuTimers
{
    private long _virtualLeft;
    private long _profileLeft;
    private long _used;
    private CpuAlarmList? _alarms;

    /// <summary>Periods of the two tick-driven timers, nanoseconds.</summary>
    public long VirtualInterval, ProfileInterval;

    /// <summary>Nanoseconds left of ITIMER_VIRTUAL; 0 is disarmed.</summary>
    public long VirtualLeft
    {
        get => _virtualLeft;
        set => _virtualLeft = value;
    }

    /// <summary>Nanoseconds left of ITIMER_PROF; 0 is disarmed.</summary>
    public long ProfileLeft
    {
        get => _profileLeft;
        set => _profileLeft = value;
    }

    /// <summary>ITIMER_REAL; made when first used.</summary>
    public RealTimer? Real { get; set; }

    /// <summary>POSIX timers and sleeps on its CPU clocks; made when first used.</summary>
    public CpuAlarmList Alarms
    {
        get
        {
            CpuAlarmList? alarms = System.Threading.Volatile.Read(ref _alarms);
            if (alarms != null)
            {
                return alarms;
            }

            CpuAlarmList made = new();
            return System.Threading.Interlocked.CompareExchange(ref _alarms, made, null) ?? made;
        }
    }

    /// <summary>The scheduler's tick met this process. In an interrupt, no lock held.</summary>
    public void OnTick(Process process, bool fromUser, long period)
    {
        if (fromUser && Count(ref _virtualLeft, VirtualInterval, period))
        {
            SignalSender.SendToProcess(process, Signal.SIGVTALRM);
        }

        if (Count(ref _profileLeft, ProfileInterval, period))
        {
            SignalSender.SendToProcess(process, Signal.SIGPROF);
        }

        System.Threading.Volatile.Read(ref _alarms)?.OnTick(process);
        _used += period;
        if (process.Limits[ResourceLimit.Cpu] != ResourceLimitValue.Infinity)
        {
            CheckLimit(process, process.Limits.Get(ResourceLimit.Cpu));
        }
    }

    // Threads of one process on two harts may lose a tick to each other here; the timers are defined by samples anyway.
    private static bool Count(ref long left, long interval, long period)
    {
        if (left == 0)
        {
            return false;
        }

        left -= period;
        if (left > 0)
        {
            return false;
        }

        left = interval == 0 ? 0 : System.Math.Max(left + interval, 1);
        return true;
    }

    // SIGKILL at the hard limit, SIGXCPU at the soft one, which then grows by a second (getrlimit(2)).
    private void CheckLimit(Process process, ResourceLimitValue limit)
    {
        ulong seconds = (ulong)(_used / Clock.Second);
        if (seconds >= limit.Maximum)
        {
            SignalSender.SendToProcess(process, Signal.SIGKILL);
        }
        else if (seconds >= limit.Current)
        {
            SignalSender.SendToProcess(process, Signal.SIGXCPU);
            process.Limits.Set(ResourceLimit.Cpu, limit with { Current = limit.Current + 1 });
        }
    }
}

/// <summary>ITIMER_REAL of one process.</summary>
internal sealed class RealTimer : KernelTimer
{
    private readonly Process _process;

    public RealTimer(Process process) => _process = process;

    /// <summary>Period in nanoseconds; 0 fires once.</summary>
    public long Interval { get; set; }

    protected internal override void OnExpire()
    {
        SignalSender.SendToProcess(_process, Signal.SIGALRM);
        if (Interval != 0)
        {
            Repeat(Interval);
        }
    }
}
