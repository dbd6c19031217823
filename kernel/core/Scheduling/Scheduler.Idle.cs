// What a hart does when it has nothing to run: look for work elsewhere, then wait.
using System.Threading;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

public static partial class Scheduler
{
    /// <summary>The life of an idle thread. Never returns. Called by the board at the end of boot on each hart, interrupts off.</summary>
    public static void RunIdle()
    {
        Interrupts.SetSource(InterruptSources.Software | InterruptSources.Timer | InterruptSources.External, true);
        Watchdog.StartHere();
        RunQueue queue = Local;
        long bit = 1L << queue.Index;
        while (true)
        {
            Interrupts.Disable();
            if (queue.Count != 0)
            {
                Reschedule();
                continue;
            }

            // Said before the last look: whoever queues a thread after that look sees the bit and sends an interrupt.
            Interlocked.Or(ref s_idleHarts, bit);
            if (queue.Count == 0 && !Steal(queue))
            {
                Hart.Idle();
            }

            Interlocked.And(ref s_idleHarts, ~bit);
            Interrupts.Enable();
        }
    }
}
