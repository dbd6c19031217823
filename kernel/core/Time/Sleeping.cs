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

    /// <summary>Nanoseconds left of the sleep that was interrupted last.</summary>
    public static long GetRemaining(Thread thread) => System.Math.Max(thread.Restart.Deadline - Clock.Monotonic, 0);

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
