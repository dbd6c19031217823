// The threads that one hart has to run: real-time ones by priority, then the others in turn.
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// One hart's queue. Invariant, under the lock: a runnable thread whose <see cref="Thread.HartIndex"/> names this queue is either
/// <see cref="Current"/>, or queued, or in the hands of the one hart that took it out to put it elsewhere.
/// </summary>
internal sealed class RunQueue
{
    internal SpinLock<RunQueueLock> Lock;
    private Thread? _first;
    private Thread? _last;

    public RunQueue(int index) => Index = index;

    /// <summary>The hart.</summary>
    public int Index { get; }

    /// <summary>Threads waiting; read without the lock as a hint.</summary>
    public int Count { get; private set; }

    /// <summary>The thread on the hart.</summary>
    public Thread Current { get; set; } = null!;

    /// <summary>What runs when nothing else does.</summary>
    public Thread Idle { get; set; } = null!;

    /// <summary>The thread that was left last, if it is dead or has to move, until the switch is complete; touched by this hart only.</summary>
    public Thread? Departing { get; set; }

    /// <summary>Time register when <see cref="Current"/> began to run; this hart only.</summary>
    public long SwitchedAt { get; set; }

    /// <summary>Number of switches, for the balancer and /proc/stat.</summary>
    public long Switches { get; set; }

    /// <summary><see cref="Switches"/> when the balancer was armed; this hart only.</summary>
    public long SwitchesAtBalance { get; set; }

    /// <summary>Samples of the tick: user, kernel, idle time for /proc/stat comes from ticks too.</summary>
    public long UserTicks, KernelTicks;

    /// <summary>Time register ticks spent idle.</summary>
    public long IdleTime;

    /// <summary>Adds at the end of its priority (or at its front, for a preempted real-time thread).</summary>
    public void Enqueue(Thread thread, bool front = false)
    {
        Thread? after = _last;
        int priority = thread.RealTimePriority;
        while (after != null && (after.RealTimePriority < priority || (front && after.RealTimePriority == priority)))
        {
            after = after.PreviousQueued;
        }

        Thread? before = after == null ? _first : after.NextQueued;
        thread.PreviousQueued = after;
        thread.NextQueued = before;
        if (after == null)
        {
            _first = thread;
        }
        else
        {
            after.NextQueued = thread;
        }

        if (before == null)
        {
            _last = thread;
        }
        else
        {
            before.PreviousQueued = thread;
        }

        thread.IsQueued = true;
        thread.HartIndex = Index;
        Count++;
    }

    /// <summary>Takes out the thread to run next, or null.</summary>
    public Thread? Dequeue()
    {
        Thread? thread = _first;
        if (thread != null)
        {
            Remove(thread);
        }

        return thread;
    }

    /// <summary>Takes out the first thread that another hart may run: it has left this hart for good and its affinity allows it.</summary>
    public Thread? TakeFor(int hart)
    {
        for (Thread? thread = _first; thread != null; thread = thread.NextQueued)
        {
            if (thread.Affinity.Contains(hart) && !thread.Context.IsOnHart)
            {
                Remove(thread);
                return thread;
            }
        }

        return null;
    }

    /// <summary>Priority of the first waiting thread, -1 if none waits.</summary>
    public int FirstPriority => _first == null ? -1 : _first.RealTimePriority;

    /// <summary>First waiting thread, for dumps.</summary>
    public Thread? First => _first;

    public void Remove(Thread thread)
    {
        if (thread.PreviousQueued == null)
        {
            _first = thread.NextQueued;
        }
        else
        {
            thread.PreviousQueued.NextQueued = thread.NextQueued;
        }

        if (thread.NextQueued == null)
        {
            _last = thread.PreviousQueued;
        }
        else
        {
            thread.NextQueued.PreviousQueued = thread.PreviousQueued;
        }

        thread.NextQueued = thread.PreviousQueued = null;
        thread.IsQueued = false;
        Count--;
    }
}
