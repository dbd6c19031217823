// Time slices and balancing: the periodic work of a hart that is busy. An idle hart has no tick.
using Lume.Hal;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

public static partial class Scheduler
{
    /// <summary>Period of the tick of a busy hart, nanoseconds.</summary>
    public const long TickPeriod = 4_000_000;

    /// <summary>Called from the timer interrupt after expired timers: accounts, ends slices, balances.</summary>
    /// <param name="fromUser">Whether user code was interrupted.</param>
    internal static void Tick(bool fromUser)
    {
        RunQueue queue = Local;
        Thread current = queue.Current;
        TimerQueue timers = TimerQueue.Local;
        if (ReferenceEquals(current, queue.Idle))
        {
            timers.TickDeadline = TimerQueue.Never;
            timers.BalanceDeadline = TimerQueue.Never;
            return;
        }

        long now = Time.Clock.Monotonic;
        if (now >= timers.BalanceDeadline)
        {
            timers.BalanceDeadline = TimerQueue.Never;
            Balance(queue);
        }

        if (now >= timers.TickDeadline)
        {
            timers.TickDeadline = now + TickPeriod;
            Sample(queue, current, fromUser);
        }
    }

    private static void Sample(RunQueue queue, Thread current, bool fromUser)
    {
        if (fromUser)
        {
            current.UserSamples++;
            queue.UserTicks++;
        }
        else
        {
            current.KernelSamples++;
            queue.KernelTicks++;
        }

        Watchdog.OnTick(queue, current, fromUser);
        Logging.KernelLog.Announce();
        LoadAverage.Update();
        current.Process.CpuTimers.OnTick(current.Process, fromUser, TickPeriod);
        EndTurn(queue, current);
    }

    private static void EndTurn(RunQueue queue, Thread current)
    {
        queue.Lock.EnterManually();
        Account(queue, current, (long)Hal.Clock.Ticks);
        bool isOver = queue.Next is { } next && GoesBefore(queue, next, current, yields: false);
        queue.Lock.Exit(false);
        if (isOver)
        {
            current.AddWork(ThreadWork.Reschedule);
        }

        if (queue.Count != 0)
        {
            StartBalance(queue);
        }

        if (!isOver && s_queues.Length > 1)
        {
            PullFor(queue, current);
        }
    }

    // Interrupts off. The tick runs on while the hart is busy and ends by itself when it next finds it idle.
    private static void StartTick(RunQueue queue)
    {
        TimerQueue timers = TimerQueue.Local;
        if (timers.TickDeadline == TimerQueue.Never)
        {
            timers.TickDeadline = Time.Clock.Monotonic + TickPeriod;
            timers.Arm();
        }
    }

    private static long RoundRobinTicks() => (long)Hal.Clock.ToTicks(TickPeriod);
}
