// Changes to threads that may be in a run queue.
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

public static partial class Scheduler
{
    /// <summary>A waiting thread whose affinity no longer allows its hart goes to one that it allows.</summary>
    internal static void MoveIfQueued(Thread thread)
    {
        using (Interrupts.Mask())
        {
            RunQueue queue = LockQueueOf(thread);
            if (thread.IsQueued && !thread.Affinity.Contains(queue.Index) && !thread.Context.IsOnHart)
            {
                queue.Remove(thread);
                PlaceLocked(queue, thread);
            }
            else
            {
                queue.Lock.Exit(false);
            }
        }
    }

    /// <summary>Sets policy and priority; a waiting thread is queued anew.</summary>
    internal static void ChangePriority(Thread thread, int policy, int priority)
    {
        using (Interrupts.Mask())
        {
            RunQueue queue = LockQueueOf(thread);
            bool queued = thread.IsQueued;
            if (queued)
            {
                queue.Remove(thread);
            }

            thread.Policy = policy;
            thread.RealTimePriority = priority;
            if (queued)
            {
                queue.Enter(thread);
            }

            bool preempts = queue.FirstPriority > queue.Current.RealTimePriority;
            Thread current = queue.Current;
            queue.Lock.Exit(false);
            if (preempts && !ReferenceEquals(current, queue.Idle))
            {
                current.AddWork(ThreadWork.Reschedule);
                Interrupt(queue);
            }
        }
    }
}
