// The clock and the timer of each hart.

namespace Lume.Hal;

/// <summary>Time since the machine started, from the time register; the same on all harts.</summary>
public static class Clock
{
    // Until BootInfo.Initialize has read the frequency, time stands still at 0.
    private static ClockScale s_scale;

    /// <summary>Ticks in a second.</summary>
    public static ulong Frequency => s_scale.Frequency;

    /// <summary>The time register.</summary>
    public static ulong Ticks => Cpu.ReadTime();

    /// <summary>Nanoseconds since the time register was 0.</summary>
    public static ulong Nanoseconds => ToNanoseconds(Cpu.ReadTime());

    /// <summary>Converts ticks to nanoseconds, rounding down.</summary>
    public static ulong ToNanoseconds(ulong ticks) => s_scale.ToNanoseconds(ticks);

    /// <summary>Converts nanoseconds to ticks, rounding up by at most one: a deadline is never early.</summary>
    public static ulong ToTicks(ulong nanoseconds) => s_scale.ToTicks(nanoseconds);

    internal static ref readonly ClockScale Scale => ref s_scale;

    internal static void SetFrequency(ulong hertz) => s_scale = new ClockScale(hertz);
}

// Fixed point, 32 bits of fraction, so that a hot path multiplies and never divides.
internal readonly struct ClockScale
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    private readonly ulong _ticksWhole;
    private readonly ulong _ticksFraction;

    public ClockScale(ulong hertz)
    {
        Frequency = hertz;
        NanosecondsWhole = NanosecondsPerSecond / hertz;
        NanosecondsFraction = (NanosecondsPerSecond % hertz << 32) / hertz;
        _ticksWhole = hertz / NanosecondsPerSecond;
        _ticksFraction = ((hertz % NanosecondsPerSecond << 32) + NanosecondsPerSecond - 1) / NanosecondsPerSecond;
    }

    public ulong Frequency { get; }

    public ulong NanosecondsWhole { get; }

    public ulong NanosecondsFraction { get; }

    public ulong ToNanoseconds(ulong ticks) => Scale(ticks, NanosecondsWhole, NanosecondsFraction);

    public ulong ToTicks(ulong nanoseconds) => Scale(nanoseconds, _ticksWhole, _ticksFraction) + 1;

    private static ulong Scale(ulong value, ulong whole, ulong fraction)
        => value * whole + (value >> 32) * fraction + ((value & 0xffff_ffff) * fraction >> 32);
}

/// <summary>The timer interrupt of this hart.</summary>
public static class Timer
{
    /// <summary>Interrupts this hart when the time register reaches the value.</summary>
    public static void SetDeadline(ulong ticks) => Cpu.SetTimer(ticks);

    /// <summary>
    /// No deadline: the timer fires once a second all the same. A timer that never fires is one at the end of time, and a
    /// simulator that skips to the next timer while all harts sleep (QEMU's icount without sleep) would go there.
    /// </summary>
    public static void Disarm() => Cpu.SetTimer(Clock.Ticks + Clock.Frequency);
}
