// Time slices and balancing: the periodic work of a hart that is busy. An idle hart has no tick.
using Lume.Hal;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

public static partial class Scheduler
{
    /// <summary>Period of the tick of a busy hart, nanoseconds.</summary>
    public const long TickPeriod = 4_000_000;

    private const long BalancePeriod = 250_000;

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

        Logging.KernelLog.Announce();
        LoadAverage.Update();
        current.Process.CpuTimers.OnTick(current.Process, fromUser, TickPeriod);
        long ran = (long)Hal.Clock.Ticks - queue.SwitchedAt;
        bool isFifo = current.Policy == 1;
        if (queue.Count != 0 && !isFifo && current.SliceLeft - ran <= 0)
        {
            current.AddWork(ThreadWork.Reschedule);
        }
    }

    // A thread has waited since the balance was armed and nobody has switched: an idle hart can have it.
    private static void Balance(RunQueue queue)
    {
        if (queue.Count == 0)
        {
            return;
        }

        if (queue.Switches == queue.SwitchesAtBalance)
        {
            CallIdleHart();
        }

        StartBalance(queue);
    }

    // Interrupts off.
    private static void StartBalance(RunQueue queue)
    {
        TimerQueue timers = TimerQueue.Local;
        if (timers.BalanceDeadline != TimerQueue.Never || System.Threading.Volatile.Read(ref s_idleHarts) == 0)
        {
            return;
        }

        queue.SwitchesAtBalance = queue.Switches;
        timers.BalanceDeadline = Time.Clock.Monotonic + BalancePeriod;
        timers.Arm();
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

    // In ticks of the time register: 4 ms at nice 0, 16 ms at -20, half a millisecond at 19.
    private static long SliceOf(Thread thread)
    {
        int nice = thread.Nice;
        long nanoseconds = nice <= 0 ? TickPeriod + (TickPeriod * 3 * -nice / 20) : TickPeriod * (22 - nice) / 22;
        return (long)Hal.Clock.ToTicks((ulong)nanoseconds);
    }
}
