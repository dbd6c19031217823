// The timers of one hart, and its timer interrupt.
using System.Threading;
using Lume.Hal;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Time;

/// <summary>Armed timers of one hart. The hardware is set to the earliest of timers, tick and balance, and left alone when nothing waits.</summary>
internal sealed class TimerQueue
{
    /// <summary>A deadline that never comes.</summary>
    public const long Never = long.MaxValue;

    // Between two timer interrupts, nanoseconds: an interrupt on a processor that the host of an emulator did not run may have taken long.
    private const long LongestPause = 4_000_000;

    private static TimerQueue[] s_queues = [];

    private readonly int _index;
    private SpinLock<TimerLock> _lock;
    private TimerHeap _heap;
    private long _armed = Never;

    private TimerQueue(int index) => _index = index;

    /// <summary>This hart's queue; interrupts are off.</summary>
    public static TimerQueue Local => s_queues[Hart.Index];

    /// <summary>Next tick of the scheduler; this hart only, interrupts off.</summary>
    public long TickDeadline { get; set; } = Never;

    /// <summary>Next look at whether a waiting thread should go to an idle hart; this hart only, interrupts off.</summary>
    public long BalanceDeadline { get; set; } = Never;

    public static TimerQueue Of(int hart) => s_queues[hart];

    public static void Initialize(int harts)
    {
        TimerQueue[] queues = new TimerQueue[harts];
        for (int i = 0; i < harts; i++)
        {
            queues[i] = new TimerQueue(i);
        }

        s_queues = queues;
    }

    /// <summary>Arms a timer on this hart, whose queue this is. Interrupts off.</summary>
    public void Add(KernelTimer timer, long deadline)
    {
        LockOrder.AssertLocal(_index);
        bool isFirst;
        using (_lock.Enter())
        {
            timer.Deadline = deadline;
            timer.HartIndex = _index;
            timer.IsPending = true;
            _heap.Add(timer);
            isFirst = ReferenceEquals(_heap.First, timer);
        }

        if (isFirst)
        {
            Arm();
        }
    }

    /// <summary>Disarms a timer, from any hart. False if it had expired meanwhile. The hardware keeps its deadline: one idle interrupt is cheaper.</summary>
    public bool Remove(KernelTimer timer)
    {
        using (_lock.Enter())
        {
            if (!timer.IsPending || timer.HartIndex != _index)
            {
                return false;
            }

            _heap.Remove(timer);
            timer.IsPending = false;
            return true;
        }
    }

    /// <summary>Sets the hardware if the earliest deadline is before the one that it is set to. This hart, interrupts off.</summary>
    /// <param name="notBefore">No interrupt comes before this moment, whatever is due.</param>
    public void Arm(long notBefore = 0)
    {
        LockOrder.AssertLocal(_index);
        long earliest = System.Math.Min(TickDeadline, BalanceDeadline);
        KernelTimer? first = _heap.First;
        if (first != null)
        {
            earliest = System.Math.Min(earliest, first.Deadline);
        }

        if (earliest < _armed)
        {
            _armed = System.Math.Max(earliest, notBefore);
            Hal.Timer.SetDeadline(Clock.ToMachineTicks(_armed));
        }
    }

    /// <summary>
    /// The timer interrupt: runs what has expired, ticks, sets the hardware anew. What comes due meanwhile waits for the next one, and that one leaves
    /// the hart as much time as this one took: however many timers programs have, their threads go on. This hart, interrupts off, no lock held.
    /// </summary>
    public void OnInterrupt(bool fromUser)
    {
        long begin = Clock.Monotonic;
        while (TakeExpired(begin) is { } timer)
        {
            timer.OnExpire();
            Volatile.Write(ref timer.IsFiring, false);
        }

        Scheduler.Tick(fromUser);
        _armed = Never;
        long end = Clock.Monotonic;
        Arm(notBefore: end + System.Math.Min(end - begin, LongestPause));
        if (_armed == Never)
        {
            Hal.Timer.Disarm();
        }
    }

    private KernelTimer? TakeExpired(long now)
    {
        using (_lock.Enter())
        {
            KernelTimer? first = _heap.First;
            if (first == null || first.Deadline > now)
            {
                return null;
            }

            _heap.Remove(first);
            first.IsFiring = true;
            first.IsPending = false;
            return first;
        }
    }
}
