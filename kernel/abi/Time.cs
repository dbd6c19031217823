// Times of the Linux riscv64 ABI. Source: Linux uapi/linux/time.h, time_types.h.
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>Clocks of clock_gettime and friends.</summary>
public enum ClockId
{
    /// <summary>CLOCK_REALTIME.</summary>
    Realtime = 0,
    /// <summary>CLOCK_MONOTONIC.</summary>
    Monotonic = 1,
    /// <summary>CLOCK_PROCESS_CPUTIME_ID.</summary>
    ProcessCpuTime = 2,
    /// <summary>CLOCK_THREAD_CPUTIME_ID.</summary>
    ThreadCpuTime = 3,
    /// <summary>CLOCK_MONOTONIC_RAW.</summary>
    MonotonicRaw = 4,
    /// <summary>CLOCK_REALTIME_COARSE.</summary>
    RealtimeCoarse = 5,
    /// <summary>CLOCK_MONOTONIC_COARSE.</summary>
    MonotonicCoarse = 6,
    /// <summary>CLOCK_BOOTTIME.</summary>
    BootTime = 7,
    /// <summary>CLOCK_REALTIME_ALARM.</summary>
    RealtimeAlarm = 8,
    /// <summary>CLOCK_BOOTTIME_ALARM.</summary>
    BootTimeAlarm = 9,
    /// <summary>CLOCK_TAI.</summary>
    Tai = 11,
}

/// <summary>struct timespec.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timespec
{
    /// <summary>Nanoseconds in a second.</summary>
    public const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Seconds.</summary>
    public long Seconds;
    /// <summary>Nanoseconds, 0 to 999,999,999.</summary>
    public long Nanoseconds;

    /// <summary>From a count of nanoseconds (not negative).</summary>
    public static Timespec FromNanoseconds(long nanoseconds) => new()
    {
        Seconds = nanoseconds / NanosecondsPerSecond,
        Nanoseconds = nanoseconds % NanosecondsPerSecond,
    };

    /// <summary>Whether seconds are not negative and nanoseconds in range, as Linux asks of a timeout.</summary>
    public readonly bool IsValid => Seconds >= 0 && (ulong)Nanoseconds < NanosecondsPerSecond;

    /// <summary>In nanoseconds, saturated to <see cref="long.MaxValue"/>; for a valid value.</summary>
    public readonly long ToNanoseconds()
    {
        return Seconds >= (long.MaxValue / NanosecondsPerSecond) - 1
            ? long.MaxValue
            : (Seconds * NanosecondsPerSecond) + Nanoseconds;
    }
}

/// <summary>struct timeval.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timeval
{
    /// <summary>Seconds.</summary>
    public long Seconds;
    /// <summary>Microseconds, 0 to 999,999.</summary>
    public long Microseconds;

    /// <summary>From a count of nanoseconds (not negative), rounded down.</summary>
    public static Timeval FromNanoseconds(long nanoseconds) => new()
    {
        Seconds = nanoseconds / Timespec.NanosecondsPerSecond,
        Microseconds = nanoseconds % Timespec.NanosecondsPerSecond / 1000,
    };

    /// <summary>Whether it is a usable timeout.</summary>
    public readonly bool IsValid => Seconds >= 0 && (ulong)Microseconds < 1_000_000;

    /// <summary>In nanoseconds, saturated; for a valid value.</summary>
    public readonly long ToNanoseconds() =>
        new Timespec { Seconds = Seconds, Nanoseconds = Microseconds * 1000 }.ToNanoseconds();
}

/// <summary>struct itimerval.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IntervalTimerValue
{
    /// <summary>Period; zero fires once.</summary>
    public Timeval Interval;
    /// <summary>Time to the next expiry; zero disarms.</summary>
    public Timeval Value;
}

/// <summary>struct itimerspec.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TimerSpec
{
    /// <summary>Period; zero fires once.</summary>
    public Timespec Interval;
    /// <summary>Time to the next expiry; zero disarms.</summary>
    public Timespec Value;
}

/// <summary>struct tms: CPU times in clock ticks of 1/100 s.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ProcessTimes
{
    /// <summary>tms_utime.</summary>
    public long User;
    /// <summary>tms_stime.</summary>
    public long System;
    /// <summary>tms_cutime.</summary>
    public long ChildrenUser;
    /// <summary>tms_cstime.</summary>
    public long ChildrenSystem;
}
