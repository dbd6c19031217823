// The clock and the timer of each hart.

namespace Lume.Hal;

/// <summary>Time since the machine started, from the time register; the same on all harts.</summary>
public static class Clock
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    // Fixed point, 32 bits of fraction, so that a hot path multiplies and never divides.
    private static ulong s_nanosecondsWhole = 1;
    private static ulong s_nanosecondsFraction;
    private static ulong s_ticksWhole = 1;
    private static ulong s_ticksFraction;
    private static ulong s_frequency = NanosecondsPerSecond;

    /// <summary>Ticks in a second.</summary>
    public static ulong Frequency => s_frequency;

    /// <summary>The time register.</summary>
    public static ulong Ticks => Cpu.ReadTime();

    /// <summary>Nanoseconds since the time register was 0.</summary>
    public static ulong Nanoseconds => ToNanoseconds(Cpu.ReadTime());

    /// <summary>Converts ticks to nanoseconds, rounding down.</summary>
    public static ulong ToNanoseconds(ulong ticks) => Scale(ticks, s_nanosecondsWhole, s_nanosecondsFraction);

    /// <summary>Converts nanoseconds to ticks, rounding up by at most one: a deadline is never early.</summary>
    public static ulong ToTicks(ulong nanoseconds) => Scale(nanoseconds, s_ticksWhole, s_ticksFraction) + 1;

    internal static void SetFrequency(ulong hertz)
    {
        s_frequency = hertz;
        s_nanosecondsWhole = NanosecondsPerSecond / hertz;
        s_nanosecondsFraction = (NanosecondsPerSecond % hertz << 32) / hertz;
        s_ticksWhole = hertz / NanosecondsPerSecond;
        s_ticksFraction = (hertz % NanosecondsPerSecond << 32) / NanosecondsPerSecond;
    }

    private static ulong Scale(ulong value, ulong whole, ulong fraction)
        => value * whole + (value >> 32) * fraction + ((value & 0xffff_ffff) * fraction >> 32);
}

/// <summary>The timer interrupt of this hart.</summary>
public static class Timer
{
    /// <summary>Interrupts this hart when the time register reaches the value.</summary>
    public static void SetDeadline(ulong ticks) => Cpu.SetTimer(ticks);

    /// <summary>No timer interrupt until the next deadline is set.</summary>
    public static void Disarm() => Cpu.SetTimer(ulong.MaxValue);
}
