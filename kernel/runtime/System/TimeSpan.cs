// A length of time in ticks of 100 nanoseconds.

using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>A length of time; its unit is the tick of 100 nanoseconds.</summary>
public readonly struct TimeSpan(long ticks) : IComparable, IComparable<TimeSpan>, IEquatable<TimeSpan>
{
    public const long NanosecondsPerTick = 100;
    public const long TicksPerMicrosecond = 10;
    public const long TicksPerMillisecond = 10_000;
    public const long TicksPerSecond = 10_000_000;
    public const long TicksPerMinute = 60 * TicksPerSecond;
    public const long TicksPerHour = 60 * TicksPerMinute;
    public const long TicksPerDay = 24 * TicksPerHour;

    public static readonly TimeSpan Zero = new(0);
    public static readonly TimeSpan MaxValue = new(long.MaxValue);
    public static readonly TimeSpan MinValue = new(long.MinValue);

    public TimeSpan(int hours, int minutes, int seconds)
        : this(0, hours, minutes, seconds, 0)
    {
    }

    public TimeSpan(int days, int hours, int minutes, int seconds)
        : this(days, hours, minutes, seconds, 0)
    {
    }

    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds)
        : this(checked((days * TicksPerDay) + (hours * TicksPerHour) + (minutes * TicksPerMinute) + (seconds * TicksPerSecond) + (milliseconds * TicksPerMillisecond)))
    {
    }

    public long Ticks => ticks;

    public int Days => (int)(ticks / TicksPerDay);

    public int Hours => (int)(ticks / TicksPerHour % 24);

    public int Minutes => (int)(ticks / TicksPerMinute % 60);

    public int Seconds => (int)(ticks / TicksPerSecond % 60);

    public int Milliseconds => (int)(ticks / TicksPerMillisecond % 1000);

    public double TotalDays => (double)ticks / TicksPerDay;

    public double TotalHours => (double)ticks / TicksPerHour;

    public double TotalMinutes => (double)ticks / TicksPerMinute;

    public double TotalSeconds => (double)ticks / TicksPerSecond;

    public double TotalMilliseconds => (double)ticks / TicksPerMillisecond;

    public static TimeSpan FromTicks(long value) => new(value);

    public static TimeSpan FromDays(int days) => new(checked(days * TicksPerDay));

    public static TimeSpan FromHours(int hours) => new(checked(hours * TicksPerHour));

    public static TimeSpan FromMinutes(long minutes) => new(checked(minutes * TicksPerMinute));

    public static TimeSpan FromSeconds(long seconds) => new(checked(seconds * TicksPerSecond));

    public static TimeSpan FromMilliseconds(long milliseconds) => new(checked(milliseconds * TicksPerMillisecond));

    public static TimeSpan FromMicroseconds(long microseconds) => new(checked(microseconds * TicksPerMicrosecond));

    public TimeSpan Add(TimeSpan ts) => this + ts;

    public TimeSpan Subtract(TimeSpan ts) => this - ts;

    public TimeSpan Negate() => -this;

    public TimeSpan Duration() => ticks < 0 ? -this : this;

    public int CompareTo(TimeSpan value) => ticks.CompareTo(value.Ticks);

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        TimeSpan other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type TimeSpan."),
    };

    public bool Equals(TimeSpan obj) => ticks == obj.Ticks;

    public override bool Equals([NotNullWhen(true)] object? value) => value is TimeSpan other && Equals(other);

    public override int GetHashCode() => ticks.GetHashCode();

    /// <summary>[-][d.]hh:mm:ss[.fffffff]</summary>
    public override string ToString()
    {
        ulong magnitude = ticks < 0 ? 0 - (ulong)ticks : (ulong)ticks;
        ulong days = magnitude / (ulong)TicksPerDay;
        ulong fraction = magnitude % (ulong)TicksPerSecond;
        ulong seconds = magnitude / (ulong)TicksPerSecond % 86_400;
        return (ticks < 0 ? "-" : "") + (days != 0 ? days.ToString() + "." : "")
            + (seconds / 3600).ToString("D2") + ":" + (seconds / 60 % 60).ToString("D2") + ":" + (seconds % 60).ToString("D2")
            + (fraction != 0 ? "." + fraction.ToString("D7") : "");
    }

    public static TimeSpan operator +(TimeSpan t1, TimeSpan t2) => new(checked(t1.Ticks + t2.Ticks));

    public static TimeSpan operator -(TimeSpan t1, TimeSpan t2) => new(checked(t1.Ticks - t2.Ticks));

    public static TimeSpan operator -(TimeSpan t) => new(checked(-t.Ticks));

    public static bool operator ==(TimeSpan t1, TimeSpan t2) => t1.Ticks == t2.Ticks;

    public static bool operator !=(TimeSpan t1, TimeSpan t2) => t1.Ticks != t2.Ticks;

    public static bool operator <(TimeSpan t1, TimeSpan t2) => t1.Ticks < t2.Ticks;

    public static bool operator <=(TimeSpan t1, TimeSpan t2) => t1.Ticks <= t2.Ticks;

    public static bool operator >(TimeSpan t1, TimeSpan t2) => t1.Ticks > t2.Ticks;

    public static bool operator >=(TimeSpan t1, TimeSpan t2) => t1.Ticks >= t2.Ticks;
}
