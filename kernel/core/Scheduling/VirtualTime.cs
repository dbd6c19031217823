// Virtual time: what a thread has run, divided by its weight. Whoever has the least of it runs next.
using System;

namespace Lume.Kernel.Scheduling;

/// <summary>Weights of the ordinary policies: a step of nice is a quarter more or less, as on Linux (sched(7)). Virtual time is in ticks of the time register at nice 0.</summary>
internal static class VirtualTime
{
    private const int Shift = 22;

    // A thread of SCHED_IDLE weighs as much as Linux lets it: 3 of the 1024 of nice 0.
    private const long IdleSlowness = (1L << Shift) * 1024 / 3;

    private static readonly long[] s_slowness = MakeTable();

    /// <summary>The virtual time that passes for a thread while it runs for some ticks, less than 2^36 of them.</summary>
    public static long Scale(Thread thread, long ticks) => (ticks * SlownessOf(thread)) >> Shift;

    private static long SlownessOf(Thread thread) =>
        thread.Policy == SchedulingControl.Idle ? IdleSlowness : s_slowness[thread.Nice - Thread.LowestNice];

    private static long[] MakeTable()
    {
        long[] table = new long[Thread.HighestNice - Thread.LowestNice + 1];
        long faster = 1L << Shift;
        long slower = 1L << Shift;
        for (int step = 0; step <= Math.Max(Thread.HighestNice, -Thread.LowestNice); step++)
        {
            if (step <= Thread.HighestNice)
            {
                table[step - Thread.LowestNice] = slower;
            }

            if (-step >= Thread.LowestNice)
            {
                table[-step - Thread.LowestNice] = faster;
            }

            slower = slower * 5 / 4;
            faster = faster * 4 / 5;
        }

        return table;
    }
}
