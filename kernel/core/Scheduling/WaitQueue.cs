// Where threads wait for an event. No wake-up is lost: a waiter is queued before it looks at its condition.
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>A condition that a waiter re-examines after each wake-up; a struct, so that the loop is specialised.</summary>
public interface IWaitCondition
{
    /// <summary>Whether the wait is over. Called without the queue's lock; it may take spinlocks but must not sleep.</summary>
    bool IsMet();
}

/// <summary>
/// A queue of waiting threads (and of pollers). Usage in a loop:
/// <code>
/// Errno error = Errno.None;
/// while (true)
/// {
///     queue.Prepare(SleepMode.Interruptible);
///     if (condition) { break; }
///     error = queue.Sleep(deadline);
///     if (error != Errno.None) { break; }
/// }
/// queue.Finish();
/// </code>
/// or <see cref="WaitUntil{TCondition}"/>. Nothing between Prepare and Sleep may sleep itself.
/// The waker makes the condition true first, then calls a Wake method, from any context, interrupts included.
/// </summary>
public sealed class WaitQueue
{
    /// <summary>A deadline that never comes, in nanoseconds of the monotonic clock.</summary>
    public const long Forever = long.MaxValue;

    private SpinLock<WaitQueueLock> _lock;
    private WaitEntry? _first;
    private WaitEntry? _last;

    /// <summary>Whether nobody waits: lets a waker skip the lock. The condition must have been made true before, with a full fence between.</summary>
    public bool IsEmpty => System.Threading.Volatile.Read(ref _first) == null;

    /// <summary>Queues the current thread (once) and marks it asleep; a wake-up from here on is not lost.</summary>
    /// <param name="mode">What else may end the sleep.</param>
    /// <param name="exclusive">Whether a wake-up of one waiter stops at this one.</param>
    public void Prepare(SleepMode mode, bool exclusive = false)
    {
        Thread thread = Thread.Current;
        WaitEntry entry = thread.Wait;
        using (_lock.Enter())
        {
            if (entry.Queue == null)
            {
                entry.Exclusive = exclusive;
                Link(entry, exclusive);
            }

            thread.SetSleeping(mode);
        }
    }

    /// <summary>
    /// Sleeps until a wake-up after <see cref="Prepare"/>, a signal that the mode allows, or the deadline. May return early for no reason.
    /// </summary>
    /// <param name="deadline">Monotonic nanoseconds, or <see cref="Forever"/>.</param>
    /// <returns><see cref="Errno.None"/>: look at the condition again; <see cref="Errno.ERESTARTSYS"/>: a signal; <see cref="Errno.ETIMEDOUT"/>.</returns>
    public Errno Sleep(long deadline = Forever) => Scheduler.SleepPrepared(deadline);

    /// <summary>Leaves the queue and marks the current thread running.</summary>
    public void Finish()
    {
        Thread thread = Thread.Current;
        thread.SetRunning();
        Remove(thread.Wait);
    }

    /// <summary>Waits until the condition is met; false outcomes as in <see cref="Sleep"/>.</summary>
    /// <param name="condition">Looked at before each sleep.</param>
    /// <param name="mode">What else may end the wait.</param>
    /// <param name="deadline">Monotonic nanoseconds, or <see cref="Forever"/>.</param>
    /// <param name="exclusive">Whether a wake-up of one waiter stops at this one.</param>
    public Errno WaitUntil<TCondition>(
        ref TCondition condition, SleepMode mode = SleepMode.Interruptible, long deadline = Forever, bool exclusive = false)
        where TCondition : struct, IWaitCondition
    {
        Errno error = Errno.None;
        if (condition.IsMet())
        {
            return error;
        }

        while (true)
        {
            Prepare(mode, exclusive);
            if (condition.IsMet())
            {
                break;
            }

            error = Sleep(deadline);
            if (error != Errno.None)
            {
                break;
            }
        }

        Finish();
        if (error != Errno.None && exclusive)
        {
            // A wake-up meant for this waiter alone may have come together with the signal: pass it on.
            WakeOne();
        }

        return error;
    }

    /// <summary>Adds a poller's entry. Its <see cref="WaitEntry.OnWake"/> hears of every wake-up until it is removed.</summary>
    public void Add(WaitEntry entry)
    {
        using (_lock.Enter())
        {
            if (entry.Queue == null)
            {
                Link(entry, atEnd: false);
            }
        }
    }

    /// <summary>Takes an entry out if it is in this queue. Afterwards its OnWake is not running and will not run.</summary>
    public void Remove(WaitEntry entry)
    {
        using (_lock.Enter())
        {
            if (ReferenceEquals(entry.Queue, this))
            {
                Unlink(entry);
            }
        }
    }

    /// <summary>Wakes every waiter that is not exclusive, and one that is.</summary>
    /// <param name="events">What happened (POLL* bits), for pollers.</param>
    public void WakeOne(PollEvents events = (PollEvents)0xFFFF) => Wake(1, events);

    /// <summary>Wakes everybody.</summary>
    /// <param name="events">What happened (POLL* bits), for pollers.</param>
    public void WakeAll(PollEvents events = (PollEvents)0xFFFF) => Wake(int.MaxValue, events);

    private void Wake(int exclusive, PollEvents events)
    {
        using (_lock.Enter())
        {
            WaitEntry? entry = _first;
            while (entry != null)
            {
                WaitEntry? next = entry.Next;
                if (entry.OnWake(events) && entry.Exclusive && --exclusive == 0)
                {
                    break;
                }

                entry = next;
            }
        }
    }

    // Waiters that everybody wakes come before exclusive ones, so that a walk for one exclusive waiter meets them all.
    private void Link(WaitEntry entry, bool atEnd)
    {
        entry.Queue = this;
        if (_first == null)
        {
            _first = _last = entry;
        }
        else if (atEnd)
        {
            entry.Previous = _last;
            _last!.Next = entry;
            _last = entry;
        }
        else
        {
            entry.Next = _first;
            _first.Previous = entry;
            _first = entry;
        }
    }

    private void Unlink(WaitEntry entry)
    {
        if (entry.Previous == null)
        {
            _first = entry.Next;
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next == null)
        {
            _last = entry.Previous;
        }
        else
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.Next = entry.Previous = null;
        entry.Queue = null;
        entry.Exclusive = false;
    }
}
