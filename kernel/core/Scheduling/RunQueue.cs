// The threads that one hart has to run: real-time ones by priority, then the others by virtual time.
using System.Threading;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// One hart's queue. Invariant, under the lock: a runnable thread whose <see cref="Thread.HartIndex"/> names this queue is either
/// <see cref="Current"/>, or queued, or in the hands of the one hart that is about to put it here. What decides its place, its priority above all,
/// changes under the lock of the queue that it names.
/// </summary>
internal sealed class RunQueue
{
    /// <summary>A thread that slept is at most this far before the others when it wakes, one that comes from elsewhere at most this far behind. Nanoseconds of virtual time.</summary>
    private const ulong WakeAdvance = 4_000_000, MoveDistance = 64_000_000;

    /// <summary>What a thread may be behind the others after it ran. Nanoseconds of virtual time: more than a tick of SCHED_IDLE (1.4 s).</summary>
    private const ulong MostDebt = 2_000_000_000;

    internal SpinLock<RunQueueLock> Lock;

    /// <summary>What real-time threads may still take; this hart only.</summary>
    internal RealTimeBudget Budget;

    private readonly long _wakeAdvance = (long)Hal.Clock.ToTicks(WakeAdvance);
    private readonly long _moveDistance = (long)Hal.Clock.ToTicks(MoveDistance);
    private readonly long _mostDebt = (long)Hal.Clock.ToTicks(MostDebt);
    private ThreadList _realTime;
    private ThreadList _fair;
    private long _floor;
#pragma warning disable CS0169, IDE0051 // the last field: keeps the next hart's queue off the cache lines of this one
    private CacheLine _after;
#pragma warning restore CS0169, IDE0051

    public RunQueue(int index) => Index = index;

    /// <summary>The hart.</summary>
    public int Index { get; }

    /// <summary>Threads waiting; read without the lock as a hint.</summary>
    public int Count => _realTime.Count + _fair.Count;

    /// <summary>The thread on the hart.</summary>
    public Thread Current { get; set; } = null!;

    /// <summary>What runs when nothing else does.</summary>
    public Thread Idle { get; set; } = null!;

    /// <summary>Whether the hart has nothing to run; a hint without the lock.</summary>
    public bool IsIdle => ReferenceEquals(Current, Idle);

    /// <summary>The thread that was left last, if it is dead or has to move, until the switch is complete; touched by this hart only.</summary>
    public Thread? Departing { get; set; }

    /// <summary>Time register when <see cref="Current"/> began to run, or was last accounted; this hart only.</summary>
    public long SwitchedAt { get; set; }

    /// <summary>Number of switches, for the balancer and /proc/stat.</summary>
    public long Switches { get; set; }

    /// <summary><see cref="Switches"/> when the balancer was armed; this hart only.</summary>
    public long SwitchesAtBalance { get; set; }

    /// <summary>Samples of the tick: user, kernel, idle time for /proc/stat comes from ticks too.</summary>
    public long UserTicks, KernelTicks;

    /// <summary>Time register ticks spent idle.</summary>
    public long IdleTime;

    /// <summary>Priority of the first waiting real-time thread, 0 if only others wait, -1 if none does.</summary>
    public int FirstPriority => _realTime.First is { } first ? first.RealTimePriority : _fair.Count != 0 ? 0 : -1;

    /// <summary>The first waiting thread that is not real-time, or null. A hint without the lock.</summary>
    public Thread? FirstFair => _fair.First;

    /// <summary>The thread that would run next, or null.</summary>
    public Thread? Next => _fair.First is { } fair && (_realTime.First == null || Budget.IsSpent) ? fair : _realTime.First;

    /// <summary>Adds a thread: in front of its equals when it was preempted before its turn was over, else behind them.</summary>
    public void Enqueue(Thread thread, bool front = false)
    {
        if (thread.RealTimePriority != 0)
        {
            Thread? after = _realTime.Last;
            int priority = thread.RealTimePriority;
            while (after != null && (after.RealTimePriority < priority || (front && after.RealTimePriority == priority)))
            {
                after = after.PreviousQueued;
            }

            _realTime.Insert(thread, after);
        }
        else
        {
            _fair.Insert(thread, FindFairPlace(thread.VirtualTime));
        }

        thread.IsQueued = true;
    }

    /// <summary>Adds a thread that slept or is new: it has not saved up much of the time that it did not use, nor does it pay here for what it had elsewhere.</summary>
    public void Enter(Thread thread, bool isFromElsewhere = false)
    {
        FollowIfEmpty(thread);
        long least = _floor - _wakeAdvance;
        long most = isFromElsewhere ? _floor + _moveDistance : long.MaxValue;
        thread.VirtualTime = System.Math.Clamp(thread.VirtualTime, least, System.Math.Max(least, most));
        Enqueue(thread);
    }

    /// <summary>Adds a thread that waited on another hart for its turn.</summary>
    public void EnterFromQueue(Thread thread)
    {
        FollowIfEmpty(thread);
        thread.VirtualTime = System.Math.Clamp(thread.VirtualTime, _floor - _moveDistance, _floor + _moveDistance);
        Enqueue(thread);
    }

    /// <summary>Takes out the thread to run next, or null.</summary>
    public Thread? Dequeue()
    {
        Thread? thread = Next;
        if (thread != null)
        {
            Remove(thread);
        }

        return thread;
    }

    /// <summary>Takes out the first thread that another hart may run: it has left this hart for good and its affinity allows it.</summary>
    public Thread? TakeFor(int hart) => TakeFor(hart, _realTime.First) ?? TakeFor(hart, _fair.First);

    /// <summary>The harts that could run one of the waiting threads.</summary>
    public HartSet WhoCouldHelp()
    {
        ulong harts = 0;
        for (Thread? thread = _realTime.First; thread != null; thread = thread.NextQueued)
        {
            harts |= thread.Affinity.Bits;
        }

        for (Thread? thread = _fair.First; thread != null; thread = thread.NextQueued)
        {
            harts |= thread.Affinity.Bits;
        }

        return new HartSet(harts).Without(Index);
    }

    /// <summary>
    /// Virtual time moves on: for the running thread by what it ran, for the queue to what that one has, or who waits before it. However long and
    /// with however little weight it ran, kernel code included, it is not so far behind that its turn does not come. This hart, interrupts off.
    /// </summary>
    /// <param name="running">The thread that ran.</param>
    /// <param name="ran">Ticks of the time register.</param>
    public void Charge(Thread running, long ran)
    {
        long time = running.VirtualTime + VirtualTime.Scale(running, ran);
        long least = _fair.First is { } first ? System.Math.Min(first.VirtualTime, time) : time;
        if (least > _floor)
        {
            Volatile.Write(ref _floor, least);
        }

        running.VirtualTime = System.Math.Min(time, _floor + _mostDebt);
    }

    public void Remove(Thread thread)
    {
        if (thread.RealTimePriority != 0)
        {
            _realTime.Remove(thread);
        }
        else
        {
            _fair.Remove(thread);
        }

        thread.IsQueued = false;
    }

    // Time stood still here while the hart had nothing to run: the first who comes brings the time of the hart that it comes from, so that
    // virtual times of different harts can be compared (Scheduler.PullFor).
    private void FollowIfEmpty(Thread thread)
    {
        if (IsIdle && Count == 0 && thread.RealTimePriority == 0 && thread.VirtualTime > _floor)
        {
            Volatile.Write(ref _floor, thread.VirtualTime);
        }
    }

    private Thread? TakeFor(int hart, Thread? from)
    {
        for (Thread? thread = from; thread != null; thread = thread.NextQueued)
        {
            if (thread.Affinity.Contains(hart) && !thread.Context.IsOnHart)
            {
                Remove(thread);
                return thread;
            }
        }

        return null;
    }

    // Who wakes comes before all, who was preempted behind most.
    private Thread? FindFairPlace(long virtualTime)
    {
        if (_fair.First is not { } first || virtualTime < first.VirtualTime)
        {
            return null;
        }

        Thread? after = _fair.Last;
        while (after != null && after.VirtualTime > virtualTime)
        {
            after = after.PreviousQueued;
        }

        return after;
    }
}
