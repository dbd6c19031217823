// One place in one wait queue: a sleeping thread, or a poller that wants to hear of each wake-up.
using Lume.Abi;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// A member of a <see cref="WaitQueue"/>. The plain entry wakes its thread; pollers (poll, epoll) derive and override
/// <see cref="OnWake"/>. An entry is in at most one queue.
/// </summary>
public class WaitEntry
{
    internal WaitEntry? Next;
    internal WaitEntry? Previous;
    internal WaitQueue? Queue;
    internal bool Exclusive;

    /// <summary>An entry that wakes this thread.</summary>
    public WaitEntry(Thread thread) => Thread = thread;

    /// <summary>The thread to wake.</summary>
    public Thread Thread { get; }

    /// <summary>Whether it is queued. Only a hint unless the owner alone adds and removes.</summary>
    public bool IsQueued => Queue != null;

    /// <summary>
    /// Called by a waker under the queue's spinlock, perhaps in an interrupt: must be short, allocate nothing and take only
    /// locks of a higher rank. Returns whether somebody was woken (for exclusive wake-ups).
    /// </summary>
    /// <param name="events">What happened, POLL* bits; all ones when the waker did not say.</param>
    public virtual bool OnWake(PollEvents events) => Scheduler.Wake(Thread);
}
