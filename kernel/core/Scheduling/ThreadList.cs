// Threads in a row, linked through themselves.
namespace Lume.Kernel.Scheduling;

/// <summary>A list of waiting threads, under the lock of the queue that it is part of. A thread is in one list at most.</summary>
internal struct ThreadList
{
    /// <summary>The first, or null.</summary>
    public Thread? First { get; private set; }

    /// <summary>The last, or null.</summary>
    public Thread? Last { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a thread behind another; behind null is in front of all.</summary>
    public void Insert(Thread thread, Thread? after)
    {
        Thread? before = after == null ? First : after.NextQueued;
        thread.PreviousQueued = after;
        thread.NextQueued = before;
        if (after == null)
        {
            First = thread;
        }
        else
        {
            after.NextQueued = thread;
        }

        if (before == null)
        {
            Last = thread;
        }
        else
        {
            before.PreviousQueued = thread;
        }

        Count++;
    }

    /// <summary>Takes out a thread that is in it.</summary>
    public void Remove(Thread thread)
    {
        if (thread.PreviousQueued == null)
        {
            First = thread.NextQueued;
        }
        else
        {
            thread.PreviousQueued.NextQueued = thread.NextQueued;
        }

        if (thread.NextQueued == null)
        {
            Last = thread.PreviousQueued;
        }
        else
        {
            thread.NextQueued.PreviousQueued = thread.PreviousQueued;
        }

        thread.NextQueued = thread.PreviousQueued = null;
        Count--;
    }
}
