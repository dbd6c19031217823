// What a hart does when it has nothing to run: look for work elsewhere, then wait.
using System.Threading;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

public static partial class Scheduler
{
    /// <summary>Number of harts that wait for work.</summary>
    public static int IdleHarts => System.Numerics.BitOperations.PopCount((ulong)Volatile.Read(ref s_idleHarts));

    /// <summary>The life of an idle thread. Never returns. Called by the board at the end of boot on each hart, interrupts off.</summary>
    public static void RunIdle()
    {
        Interrupts.SetSource(InterruptSources.Software | InterruptSources.Timer | InterruptSources.External, true);
        RunQueue queue = Local;
        long bit = 1L << queue.Index;
        while (true)
        {
            Interrupts.Disable();
            if (queue.Count != 0 || Steal(queue))
            {
                Reschedule();
                continue;
            }

            // Said before the last look: whoever queues a thread after that look sees the bit and sends an interrupt.
            Interlocked.Or(ref s_idleHarts, bit);
            if (queue.Count == 0 && !IsWorkElsewhere(queue.Index))
            {
                Hart.Idle();
            }

            Interlocked.And(ref s_idleHarts, ~bit);
            Interrupts.Enable();
        }
    }

    // Work that this hart could take at once: somebody waits behind another thread. A single waiting thread is left to its
    // hart for the length of a balancing period, see Place.
    private static bool IsWorkElsewhere(int here)
    {
        foreach (RunQueue other in s_queues)
        {
            if (other.Index != here && other.Count > 1)
            {
                return true;
            }
        }

        return false;
    }

    // Interrupts off. Takes one thread from the longest queue of a busy hart.
    private static bool Steal(RunQueue queue)
    {
        RunQueue? victim = null;
        int most = 0;
        foreach (RunQueue other in s_queues)
        {
            if (!ReferenceEquals(other, queue) && other.Count > most)
            {
                most = other.Count;
                victim = other;
            }
        }

        if (victim == null || (most == 1 && !TakeStealCall(queue.Index)))
        {
            return false;
        }

        victim.Lock.EnterManually();
        Thread? thread = victim.TakeFor(queue.Index);
        victim.Lock.Exit(false);
        if (thread == null)
        {
            return false;
        }

        queue.Lock.EnterManually();
        queue.Enqueue(thread);
        queue.Lock.Exit(false);
        return true;
    }

    // Wakes one waiting hart to steal. The call is kept in a word of its own, so that a hart that wakes for another reason does not
    // take a lone thread from a hart that is about to run it.
    private static void CallIdleHart()
    {
        ulong idle = (ulong)Volatile.Read(ref s_idleHarts);
        if (idle != 0)
        {
            int hart = System.Numerics.BitOperations.TrailingZeroCount(idle);
            Interlocked.Or(ref s_stealCalls, 1L << hart);
            Ipi.Send(hart, IpiMessages.Reschedule);
        }
    }

    private static bool TakeStealCall(int hart)
    {
        long bit = 1L << hart;
        return (Volatile.Read(ref s_stealCalls) & bit) != 0 && (Interlocked.And(ref s_stealCalls, ~bit) & bit) != 0;
    }

    private static long s_stealCalls;
}
