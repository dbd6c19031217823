// Load averages of 1, 5 and 15 minutes, in the fixed point of Linux (11 bits of fraction).
using System.Threading;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// Exponentially damped averages of runnable threads. Updated by ticks of busy harts and when read; intervals without a tick were idle.
/// </summary>
public static class LoadAverage
{
    /// <summary>Bits of fraction.</summary>
    public const int FractionBits = 11;

    private const ulong One = 1 << FractionBits;
    private const long Interval = 5_000_000_000;

    // e^(-5/60), e^(-5/300), e^(-5/900) in 11 bits of fraction.
    private const ulong Decay1 = 1884, Decay5 = 2014, Decay15 = 2037;

    private static ulong s_load1, s_load5, s_load15;
    private static long s_next = Interval;
    private static int s_busy;

    /// <summary>Gives the averages with <see cref="FractionBits"/> bits of fraction.</summary>
    public static void Get(out ulong one, out ulong five, out ulong fifteen)
    {
        Update();
        one = s_load1;
        five = s_load5;
        fifteen = s_load15;
    }

    /// <summary>Threads that run or wait for a hart now.</summary>
    public static int Runnable => Scheduler.CountRunnable();

    /// <summary>Takes the samples that are due. Any context; one hart at a time does it.</summary>
    internal static void Update()
    {
        long now = Time.Clock.Monotonic;
        if (now < Volatile.Read(ref s_next) || Interlocked.Exchange(ref s_busy, 1) != 0)
        {
            return;
        }

        long missed = (now - s_next) / Interval;
        for (long i = System.Math.Min(missed, 200); i > 0; i--)
        {
            Sample(0);
        }

        Sample((ulong)Scheduler.CountRunnable());
        Volatile.Write(ref s_next, s_next + ((missed + 1) * Interval));
        Volatile.Write(ref s_busy, 0);
    }

    private static void Sample(ulong active)
    {
        s_load1 = Blend(s_load1, Decay1, active);
        s_load5 = Blend(s_load5, Decay5, active);
        s_load15 = Blend(s_load15, Decay15, active);
    }

    private static ulong Blend(ulong load, ulong decay, ulong active)
    {
        ulong target = active << FractionBits;
        ulong sum = (load * decay) + (target * (One - decay));
        return (sum + (target >= load ? One - 1 : 0)) >> FractionBits;
    }
}
