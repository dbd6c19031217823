// Sleeps of programs, their restart, and interval timers.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Time;

/// <summary>nanosleep and its relatives for the current thread. Source: nanosleep(2), clock_nanosleep(2), restart_syscall(2).</summary>
public static class Sleeping
{
    /// <summary>Sleeps until a monotonic moment. ERESTART_RESTARTBLOCK when a signal came first; then restart_syscall goes on with the same moment.</summary>
    public static Errno SleepRelative(long deadline)
    {
        Thread thread = Thread.Current;
        Errno error = Scheduler.SleepUntil(deadline);
        if (error == Errno.None)
        {
            return error;
        }

        thread.Restart = new RestartBlock { Kind = RestartKind.Sleep, Deadline = deadline };
        return Errno.ERESTART_RESTARTBLOCK;
    }

    /// <summary>TIMER_ABSTIME: sleeps until a moment of a clock; setting the wall clock is noticed. ERESTARTNOHAND for a signal.</summary>
    public static Errno SleepAbsolute(ClockId clock, long moment)
    {
        bool isWall = clock is ClockId.Realtime or ClockId.RealtimeAlarm or ClockId.Tai;
        if (!isWall)
        {
            return Scheduler.SleepUntil(moment) == Errno.None ? Errno.None : Errno.ERESTARTNOHAND;
        }

        WaitQueue queue = Clock.RealtimeSleepers;
        Errno error;
        while (true)
        {
            queue.Prepare(SleepMode.Interruptible);
            if (Clock.Realtime >= moment)
            {
                error = Errno.None;
                break;
            }

            error = queue.Sleep(moment - Clock.RealtimeOffset);
            if (error == Errno.ERESTARTSYS)
            {
                error = Errno.ERESTARTNOHAND;
                break;
            }
        }

        queue.Finish();
        return error;
    }

    /// <summary>
    /// Sleeps on a clock of processor time. EINVAL for a clock that there is not and for the sleeper's own; ERESTARTNOHAND or
    /// ERESTART_RESTARTBLOCK for a signal.
    /// </summary>
    /// <param name="clock">The clock's id.</param>
    /// <param name="moment">Nanoseconds of the clock, or from now on.</param>
    /// <param name="isAbsolute">TIMER_ABSTIME.</param>
    public static Errno SleepOnCpuClock(ClockId clock, long moment, bool isAbsolute)
    {
        Thread thread = Thread.Current;
        Result<CpuClock> found = CpuClock.Find(thread, (int)clock);
        if (found.IsError || ReferenceEquals(found.Value.Thread, thread))
        {
            return Errno.EINVAL;
        }

        long expiry = isAbsolute ? moment : Clock.Later(found.Value.Now, moment);
        if (new CpuSleep(found.Value).Sleep(expiry) == Errno.None)
        {
            return Errno.None;
        }

        if (isAbsolute)
        {
            return Errno.ERESTARTNOHAND;
        }

        thread.Restart = new RestartBlock { Kind = RestartKind.CpuSleep, Clock = clock, Deadline = expiry };
        return Errno.ERESTART_RESTARTBLOCK;
    }

    /// <summary>Nanoseconds left of the sleep that was interrupted last.</summary>
    public static long GetRemaining(Thread thread)
    {
        ref RestartBlock block = ref thread.Restart;
        Result<CpuClock> clock = block.Kind == RestartKind.CpuSleep ? CpuClock.Find(thread, (int)block.Clock) : Errno.EINVAL;
        return System.Math.Max(block.Deadline - (clock.IsOk ? clock.Value.Now : Clock.Monotonic), 0);
    }

    /// <summary>Notes a futex wait for restart_syscall.</summary>
    public static Errno NoteFutex(Thread thread, ulong address, uint value, uint bits, bool isPrivate, long deadline)
    {
        thread.Restart = new RestartBlock
        {
            Kind = RestartKind.Futex,
            Deadline = deadline,
            Argument0 = address,
            Argument1 = value,
            Argument2 = bits,
            Argument3 = isPrivate ? 1UL : 0,
        };
        return Errno.ERESTART_RESTARTBLOCK;
    }

    /// <summary>restart_syscall(2): goes on with what a signal interrupted. EINTR when there is nothing.</summary>
    public static Errno Restart(Thread thread)
    {
        RestartBlock block = thread.Restart;
        thread.Restart.Kind = RestartKind.None;
        switch (block.Kind)
        {
            case RestartKind.Sleep:
                return SleepRelative(block.Deadline);
            case RestartKind.CpuSleep:
                Errno slept = SleepOnCpuClock(block.Clock, block.Deadline, isAbsolute: true);
                if (slept == Errno.ERESTARTNOHAND)
                {
                    thread.Restart = block;
                    return Errno.ERESTART_RESTARTBLOCK;
                }

                return slept;
            case RestartKind.Futex:
                Errno error = Futex.Wait(
                    block.Argument0, (uint)block.Argument1, (uint)block.Argument2, block.Argument3 != 0, block.Deadline);
                return error == Errno.ERESTARTSYS
                    ? NoteFutex(thread, block.Argument0, (uint)block.Argument1, (uint)block.Argument2, block.Argument3 != 0, block.Deadline)
                    : error;
            default:
                return Errno.EINTR;
        }
    }
}
