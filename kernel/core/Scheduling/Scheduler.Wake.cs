// Waking and placing threads, and sleeping until woken.
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

/// <summary>States that a wake-up ends, as a set.</summary>
internal enum WakeSet
{
    /// <summary>Every sleep; not a job-control stop.</summary>
    Sleepers = 1 << ThreadState.Interruptible | 1 << ThreadState.Killable | 1 << ThreadState.Uninterruptible,

    /// <summary>Sleeps that any signal ends.</summary>
    Interruptible = 1 << ThreadState.Interruptible,

    /// <summary>Sleeps that a fatal signal ends.</summary>
    Killable = 1 << ThreadState.Interruptible | 1 << ThreadState.Killable | 1 << ThreadState.Stopped,

    /// <summary>A stop by job control.</summary>
    Stopped = 1 << ThreadState.Stopped,
}

public static partial class Scheduler
{
    /// <summary>
    /// Makes a sleeping thread runnable. Any context, interrupts included; holds no lock of a rank above wait queues. Returns whether it was asleep.
    /// </summary>
    public static bool Wake(Thread thread) => Wake(thread, WakeSet.Sleepers);

    /// <summary>Makes a thread runnable if its state is in the set.</summary>
    internal static bool Wake(Thread thread, WakeSet states)
    {
        if (!IsIn(states, thread.State))
        {
            return false;
        }

        using (Interrupts.Mask())
        {
            RunQueue queue = LockQueueOf(thread);
            ThreadState state = thread.State;
            if (!IsIn(states, state) || !thread.TrySetRunning(state))
            {
                queue.Lock.Exit(false);
                return false;
            }

            if (ReferenceEquals(queue.Current, thread) || thread.IsQueued)
            {
                // It has not left its hart yet: it will see that it is runnable.
                queue.Lock.Exit(false);
                return true;
            }

            if (thread.Context.IsOnHart)
            {
                // Its hart is in the middle of leaving it: nobody else may run it yet.
                queue.Enter(thread);
                queue.Lock.Exit(false);
                Interrupt(queue);
                return true;
            }

            PlaceLocked(queue, thread);
            return true;
        }
    }

    /// <summary>
    /// Sleeps after the state was set to asleep. <see cref="Errno.None"/>: look at the condition again. Signals and the deadline are looked at
    /// before the sleep only, so that an event that came together with them is never lost.
    /// </summary>
    internal static Errno SleepPrepared(long deadline)
    {
        Thread thread = Thread.Current;
        ThreadState state = thread.State;
        if (state == ThreadState.Runnable)
        {
            return Errno.None;
        }

        if (thread.MustWakeFor(state))
        {
            thread.SetRunning();
            return Errno.ERESTARTSYS;
        }

        if (deadline == WaitQueue.Forever)
        {
            Reschedule();
            return Errno.None;
        }

        if (Time.Clock.Monotonic >= deadline)
        {
            thread.SetRunning();
            return Errno.ETIMEDOUT;
        }

        thread.SleepTimer.Start(deadline);
        Reschedule();
        thread.SleepTimer.Cancel();
        return Errno.None;
    }

    /// <summary>Sleeps until the deadline, monotonic nanoseconds. ERESTARTSYS when a signal came first.</summary>
    public static Errno SleepUntil(long deadline, SleepMode mode = SleepMode.Interruptible)
    {
        Thread thread = Thread.Current;
        while (true)
        {
            thread.SetSleeping(mode);
            Errno error = SleepPrepared(deadline);
            if (error != Errno.None)
            {
                return error == Errno.ETIMEDOUT ? Errno.None : error;
            }
        }
    }

    /// <summary>Makes a thread that runs in user mode come into the kernel soon. Nothing happens if it does not run.</summary>
    internal static void Kick(Thread thread)
    {
        using (Interrupts.Mask())
        {
            RunQueue queue = LockQueueOf(thread);
            bool runs = ReferenceEquals(queue.Current, thread) && queue.Index != Hart.Index;
            queue.Lock.Exit(false);
            if (runs)
            {
                Ipi.Send(queue.Index, IpiMessages.Nudge);
            }
        }
    }

    // The queue that a thread belongs to can change until its lock is held. Interrupts off.
    private static RunQueue LockQueueOf(Thread thread)
    {
        while (true)
        {
            RunQueue queue = s_queues[thread.HartIndex];
            queue.Lock.EnterManually();
            if (queue.Index == thread.HartIndex)
            {
                return queue;
            }

            queue.Lock.Exit(false);
        }
    }

    private static bool IsIn(WakeSet states, ThreadState state) => ((int)states >> (int)state & 1) != 0;
}
