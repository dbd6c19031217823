// How many interrupts each hart took, for /proc/interrupts and /proc/stat.
using Lume.Hal;

namespace Lume.Kernel.Devices;

/// <summary>Counts by hart and source. A hart writes only its own counters, with interrupts off; readers see each as it is by itself.</summary>
public static class InterruptCounters
{
    // A cache line for each hart.
    private const int Stride = 8;
    private const int TimerSlot = 0;
    private const int MessageSlot = 1;
    private const int DeviceSlot = 2;

    private static long[] s_counts = [];

    /// <summary>Makes room for all harts; before the first interrupt.</summary>
    internal static void Initialize() => s_counts = new long[Hart.Count * Stride];

    /// <summary>Timer interrupts of a hart.</summary>
    public static long Timers(int hart) => s_counts[(hart * Stride) + TimerSlot];

    /// <summary>Messages from other harts that a hart took.</summary>
    public static long Messages(int hart) => s_counts[(hart * Stride) + MessageSlot];

    /// <summary>Interrupts of devices that a hart was told of.</summary>
    public static long Devices(int hart) => s_counts[(hart * Stride) + DeviceSlot];

    /// <summary>All that a hart took.</summary>
    public static long Of(int hart) => Timers(hart) + Messages(hart) + Devices(hart);

    /// <summary>All of them, of all harts.</summary>
    public static long Total
    {
        get
        {
            long sum = 0;
            foreach (long count in s_counts)
            {
                sum += count;
            }

            return sum;
        }
    }

    internal static void Count(InterruptSources sources)
    {
        int first = Hart.Index * Stride;
        s_counts[first + TimerSlot] += (sources & InterruptSources.Timer) != 0 ? 1 : 0;
        s_counts[first + MessageSlot] += (sources & InterruptSources.Software) != 0 ? 1 : 0;
        s_counts[first + DeviceSlot] += (sources & InterruptSources.External) != 0 ? 1 : 0;
    }
}
