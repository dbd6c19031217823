// How many interrupts each hart took, for /proc/interrupts and /proc/stat.
using Lume.Hal;

namespace Lume.Kernel.Devices;

/// <summary>Counts by hart and source. A hart writes only its own counters, with interrupts off; readers see each as it is by itself.</summary>
public static class InterruptCounters
{
    private static PerHart<Counts> s_counts = null!;

    /// <summary>Makes room for all harts; before the first interrupt.</summary>
    internal static void Initialize() => s_counts = new PerHart<Counts>();

    /// <summary>Timer interrupts of a hart.</summary>
    public static long Timers(int hart) => s_counts.Of(hart).Timers;

    /// <summary>Messages from other harts that a hart took.</summary>
    public static long Messages(int hart) => s_counts.Of(hart).Messages;

    /// <summary>Interrupts of devices that a hart was told of.</summary>
    public static long Devices(int hart) => s_counts.Of(hart).Devices;

    /// <summary>All that a hart took.</summary>
    public static long Of(int hart) => Timers(hart) + Messages(hart) + Devices(hart);

    /// <summary>All of them, of all harts.</summary>
    public static long Total
    {
        get
        {
            long sum = 0;
            for (int hart = 0; hart < Hart.Count; hart++)
            {
                sum += Of(hart);
            }

            return sum;
        }
    }

    internal static void Count(InterruptSources sources)
    {
        ref Counts counts = ref s_counts.Local.Value;
        counts.Timers += (sources & InterruptSources.Timer) != 0 ? 1 : 0;
        counts.Messages += (sources & InterruptSources.Software) != 0 ? 1 : 0;
        counts.Devices += (sources & InterruptSources.External) != 0 ? 1 : 0;
    }

    private struct Counts
    {
        public long Timers;
        public long Messages;
        public long Devices;
    }
}
