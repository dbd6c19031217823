// setitimer, getitimer, and POSIX timers for system calls.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Time;

/// <summary>Which interval timer.</summary>
public enum IntervalTimer
{
    /// <summary>ITIMER_REAL: wall time, SIGALRM.</summary>
    Real = 0,

    /// <summary>ITIMER_VIRTUAL: user CPU time, SIGVTALRM.</summary>
    Virtual = 1,

    /// <summary>ITIMER_PROF: CPU time, SIGPROF.</summary>
    Profile = 2,
}

/// <summary>Timers of the current process. All times in nanoseconds.</summary>
public static class IntervalTimers
{
    /// <summary>getitimer.</summary>
    public static void Get(Process process, IntervalTimer timer, out long left, out long interval)
    {
        CpuTimers timers = process.CpuTimers;
        switch (timer)
        {
            case IntervalTimer.Real:
                RealTimer? real = timers.Real;
                left = real != null && real.IsArmed ? System.Math.Max(real.Deadline - Clock.Monotonic, 1000) : 0;
                interval = real?.Interval ?? 0;
                break;
            case IntervalTimer.Virtual:
                left = timers.VirtualLeft;
                interval = timers.VirtualInterval;
                break;
            default:
                left = timers.ProfileLeft;
                interval = timers.ProfileInterval;
                break;
        }
    }

    /// <summary>setitimer: 0 disarms.</summary>
    public static void Set(Process process, IntervalTimer timer, long value, long interval)
    {
        CpuTimers timers = process.CpuTimers;
        using Mutex.Guard guard = process.Timers.Serialize();
        switch (timer)
        {
            case IntervalTimer.Real:
                RealTimer real = timers.Real ??= new RealTimer(process);
                real.Interval = 0;
                real.Cancel();
                real.Interval = interval;
                if (value != 0)
                {
                    real.Start(Clock.DeadlineIn(value));
                }

                break;
            case IntervalTimer.Virtual:
                timers.VirtualInterval = interval;
                timers.VirtualLeft = value;
                break;
            default:
                timers.ProfileInterval = interval;
                timers.ProfileLeft = value;
                break;
        }
    }

    /// <summary>timer_create. EAGAIN, EINVAL when the thread to notify is not of this process.</summary>
    /// <param name="process">The current process.</param>
    /// <param name="clock">Its clock, which may be a CPU clock.</param>
    /// <param name="signal">Signal to send; None only counts.</param>
    /// <param name="threadId">Thread to notify, 0 for the process.</param>
    /// <param name="value">si_value.</param>
    /// <param name="valueIsId">Whether si_value is the timer's id (no sigevent given).</param>
    public static Result<int> Create(Process process, ClockId clock, Signal signal, int threadId, ulong value, bool valueIsId)
    {
        Thread? thread = null;
        if (threadId != 0)
        {
            thread = ProcessTable.FindThread(threadId);
            if (thread == null || !ReferenceEquals(thread.Process, process))
            {
                return Errno.EINVAL;
            }
        }

        bool isCpuClock = clock is ClockId.ProcessCpuTime or ClockId.ThreadCpuTime || clock < 0;
        Result<CpuClock> cpuClock = isCpuClock ? CpuClock.Find(Thread.Current, (int)clock) : default;
        if (cpuClock.IsError)
        {
            return cpuClock.Error;
        }

        PosixTimer timer = new(process, thread, clock, isCpuClock ? cpuClock.Value : null, signal, value) { UsesIdAsValue = valueIsId };
        return process.Timers.Add(timer, process.Limits[ResourceLimit.PendingSignals]);
    }

    /// <summary>timer_settime. EINVAL for an unknown id.</summary>
    public static Errno SetPosix(Process process, int id, bool isAbsolute, long value, long interval, out long oldLeft, out long oldInterval)
    {
        oldLeft = oldInterval = 0;
        PosixTimer? timer = process.Timers.Find(id);
        if (timer == null)
        {
            return Errno.EINVAL;
        }

        using Mutex.Guard guard = process.Timers.Serialize();
        timer.GetRemaining(out oldLeft, out oldInterval);
        if (value == 0)
        {
            timer.Disarm();
            return Errno.None;
        }

        if (timer.CpuClock is { } cpuClock)
        {
            timer.Arm(isAbsolute ? value : Clock.Later(cpuClock.Now, value), interval);
            return Errno.None;
        }

        bool isWall = timer.Clock is ClockId.Realtime or ClockId.RealtimeAlarm or ClockId.Tai;
        long deadline = !isAbsolute ? Clock.DeadlineIn(value) : isWall ? value - Clock.RealtimeOffset : value;
        timer.Arm(deadline, interval);
        return Errno.None;
    }

    /// <summary>timer_gettime. EINVAL.</summary>
    public static Errno GetPosix(Process process, int id, out long left, out long interval)
    {
        left = interval = 0;
        PosixTimer? timer = process.Timers.Find(id);
        if (timer == null)
        {
            return Errno.EINVAL;
        }

        timer.GetRemaining(out left, out interval);
        return Errno.None;
    }

    /// <summary>timer_getoverrun. EINVAL.</summary>
    public static Result<int> GetOverrun(Process process, int id)
    {
        PosixTimer? timer = process.Timers.Find(id);
        return timer == null ? Errno.EINVAL : timer.Overrun;
    }

    /// <summary>timer_delete. EINVAL.</summary>
    public static Errno Delete(Process process, int id) => process.Timers.Delete(id);
}
