// futex_waitv: sleeping on several words at once.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Processes;

public static partial class Futex
{
    /// <summary>
    /// Sleeps until one of the words is woken. EAGAIN when one has another value than expected, ETIMEDOUT, ERESTARTSYS, EFAULT, EINVAL.
    /// </summary>
    /// <param name="items">The words; flags and number checked by the caller.</param>
    /// <param name="deadline">Monotonic nanoseconds, or <see cref="WaitQueue.Forever"/>.</param>
    /// <returns>The index of a word that was woken.</returns>
    public static Result<int> WaitAny(ReadOnlySpan<FutexWaitItem> items, long deadline)
    {
        Thread thread = Thread.Current;
        FutexWaiter[] waiters = new FutexWaiter[items.Length];
        FutexKey[] keys = new FutexKey[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            waiters[i] = new FutexWaiter(thread);
            Errno invalid = FutexKey.TryMake(items[i].Address, (items[i].Flags & FutexOperation.Private) != 0, out keys[i]);
            if (invalid != Errno.None)
            {
                return invalid;
            }
        }

        Errno error = Errno.None;
        for (int i = 0; i < items.Length && error == Errno.None; i++)
        {
            error = Enqueue(waiters[i], items[i].Address, (uint)items[i].Value, FutexOperation.MatchAny, in keys[i]);

            // The next word may have to be faulted in, which may sleep.
            thread.SetRunning();
        }

        while (error == Errno.None)
        {
            thread.SetSleeping(SleepMode.Interruptible);
            if (AnyWoken(waiters))
            {
                break;
            }

            error = Scheduler.SleepPrepared(deadline);
        }

        thread.SetRunning();
        int woken = DequeueAll(waiters);
        return woken >= 0 ? woken : error;
    }

    private static bool AnyWoken(FutexWaiter[] waiters)
    {
        foreach (FutexWaiter waiter in waiters)
        {
            if (!Volatile.Read(ref waiter.IsQueued))
            {
                return true;
            }
        }

        return false;
    }

    // The last one that a waker took off, or -1. One that was never queued has no word of its own yet.
    private static int DequeueAll(FutexWaiter[] waiters)
    {
        int woken = -1;
        for (int i = 0; i < waiters.Length; i++)
        {
            bool wasQueued = waiters[i].Bits != 0;
            if (!Dequeue(waiters[i]) && wasQueued)
            {
                woken = i;
            }
        }

        return woken;
    }
}
