// Who runs where: placing threads, stealing by idle harts, turns taken from harts that are behind.
using System.Threading;
using Lume.Hal;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

public static partial class Scheduler
{
    private const long BalancePeriod = 250_000;

    // Nanoseconds of virtual time by which a waiting thread of another hart must be behind the running one here to get its place.
    private const ulong PullDistance = 8_000_000;

    private static long s_idleHarts;
    private static long s_stealCalls;

    /// <summary>Number of harts that wait for work.</summary>
    public static int IdleHarts => System.Numerics.BitOperations.PopCount((ulong)Volatile.Read(ref s_idleHarts));

    private static void Place(Thread thread) => PlaceLocked(LockQueueOf(thread), thread);

    // Interrupts off. The thread is runnable, on no queue and on no hart. The lock of its queue so far is held, and given up.
    // It goes to this hart's own queue: whoever wakes often sleeps next, and then no interrupt between harts is needed, which is the
    // dearest part of a wake-up. If this hart stays busy, the balancing tick or a second waiting thread calls an idle hart to steal.
    private static void PlaceLocked(RunQueue from, Thread thread)
    {
        int here = Hart.Index;
        RunQueue queue = HomeOf(thread, here);
        bool moves = !ReferenceEquals(queue, from);
        if (moves)
        {
            thread.MoveTo(queue.Index);
            from.Lock.Exit(false);
            queue.Lock.EnterManually();
        }

        queue.Enter(thread, moves);
        int waiting = queue.Count;
        Thread current = queue.Current;
        bool isBusy = !queue.IsIdle;
        bool preempts = isBusy && thread.RealTimePriority > current.RealTimePriority;
        queue.Lock.Exit(false);
        if (preempts)
        {
            current.AddWork(ThreadWork.Reschedule);
        }

        if (queue.Index != here)
        {
            Interrupt(queue);
        }
        else if (isBusy)
        {
            if (waiting > 1)
            {
                CallIdleHart(thread.Affinity);
            }

            StartBalance(queue);
        }
    }

    private static RunQueue HomeOf(Thread thread, int here)
    {
        RunQueue home = s_queues[thread.Affinity.Contains(here) ? here : FirstAllowed(thread)];
        return thread.RealTimePriority == 0 || PriorityOn(home) < thread.RealTimePriority ? home : LeastOf(thread, home);
    }

    // A real-time thread does not wait behind its equals while another hart runs something lesser.
    private static RunQueue LeastOf(Thread thread, RunQueue home)
    {
        RunQueue least = home;
        foreach (RunQueue queue in s_queues)
        {
            if (thread.Affinity.And(Hart.Online).Contains(queue.Index) && PriorityOn(queue) < PriorityOn(least))
            {
                least = queue;
            }
        }

        return least;
    }

    private static int PriorityOn(RunQueue queue) => queue.IsIdle ? -1 : queue.Current.RealTimePriority;

    private static int FirstAllowed(Thread thread)
    {
        HartSet usable = thread.Affinity.And(Hart.Online);
        HartSet idle = usable.And(new HartSet((ulong)Volatile.Read(ref s_idleHarts)));
        HartSet from = idle.IsEmpty ? usable : idle;
        return from.IsEmpty ? 0 : from.First;
    }

    // Interrupts off. Takes one thread from the longest queue of a busy hart, or where that is in vain from any. A single waiting thread is
    // left to its hart for the length of a balancing period, see Place.
    private static bool Steal(RunQueue queue)
    {
        int least = 2;
        RunQueue? longest = null;
        foreach (RunQueue other in s_queues)
        {
            if (!ReferenceEquals(other, queue) && other.Count > (longest?.Count ?? 0))
            {
                longest = other;
            }
        }

        if (longest == null)
        {
            return false;
        }

        if (TakeStealCall(queue.Index))
        {
            least = 1;
        }

        if (longest.Count >= least && TryTake(longest, queue))
        {
            return true;
        }

        foreach (RunQueue other in s_queues)
        {
            if (!ReferenceEquals(other, queue) && other.Count >= least && TryTake(other, queue))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryTake(RunQueue from, RunQueue to)
    {
        from.Lock.EnterManually();
        Thread? thread = from.TakeFor(to.Index);
        thread?.MoveTo(to.Index);
        from.Lock.Exit(false);
        if (thread == null)
        {
            return false;
        }

        to.Lock.EnterManually();
        to.EnterFromQueue(thread);
        to.Lock.Exit(false);
        return true;
    }

    // Wakes one waiting hart to steal. The call is kept in a word of its own, so that a hart that wakes for another reason does not
    // take a lone thread from a hart that is about to run it.
    private static void CallIdleHart(HartSet allowed)
    {
        HartSet idle = allowed.And(new HartSet((ulong)Volatile.Read(ref s_idleHarts)));
        if (!idle.IsEmpty)
        {
            Interlocked.Or(ref s_stealCalls, 1L << idle.First);
            Ipi.Send(idle.First, IpiMessages.Reschedule);
        }
    }

    private static bool TakeStealCall(int hart)
    {
        long bit = 1L << hart;
        return (Volatile.Read(ref s_stealCalls) & bit) != 0 && (Interlocked.And(ref s_stealCalls, ~bit) & bit) != 0;
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
            queue.Lock.EnterManually();
            HartSet allowed = queue.WhoCouldHelp();
            queue.Lock.Exit(false);
            CallIdleHart(allowed);
        }
        else
        {
            StartBalance(queue);
        }
    }

    // Interrupts off.
    private static void StartBalance(RunQueue queue)
    {
        TimerQueue timers = TimerQueue.Local;
        if (timers.BalanceDeadline != TimerQueue.Never || Volatile.Read(ref s_idleHarts) == 0)
        {
            return;
        }

        queue.SwitchesAtBalance = queue.Switches;
        timers.BalanceDeadline = Time.Clock.Monotonic + BalancePeriod;
        timers.Arm();
    }

    // From the tick: a thread that waits on another hart and is far behind the one that runs here takes its place, so that five threads get
    // four fifths of four harts each; and a real-time thread does not wait while something lesser runs.
    private static void PullFor(RunQueue queue, Thread current)
    {
        long distance = (long)Hal.Clock.ToTicks(PullDistance);
        foreach (RunQueue other in s_queues)
        {
            if (ReferenceEquals(other, queue) || other.Count == 0)
            {
                continue;
            }

            bool isMore = other.FirstPriority > current.RealTimePriority && !queue.Budget.IsSpent;
            bool isBehind = current.RealTimePriority == 0 && other.FirstFair is { } first && current.VirtualTime - first.VirtualTime > distance;
            if ((isMore || isBehind) && TryTake(other, queue))
            {
                current.AddWork(ThreadWork.Reschedule);
                return;
            }
        }
    }

    private static void Interrupt(RunQueue queue)
    {
        if (queue.Index != Hart.Index)
        {
            Ipi.Send(queue.Index, IpiMessages.Reschedule);
        }
    }
}
