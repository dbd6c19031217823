// A date and time of the Gregorian calendar, in ticks since the beginning of the year 1. There are no time zones.

using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>What a date and time refers to; Lume only stores it.</summary>
public enum DateTimeKind
{
    Unspecified = 0,
    Utc = 1,
    Local = 2,
}

/// <summary>The days of the week.</summary>
public enum DayOfWeek
{
    Sunday = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 3,
    Thursday = 4,
    Friday = 5,
    Saturday = 6,
}

/// <summary>A date and time from the year 1 to 9999.</summary>
public readonly struct DateTime : IComparable, IComparable<DateTime>, IEquatable<DateTime>
{
    private const long MaxTicks = 3_155_378_975_999_999_999;
    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const int DaysPer400Years = 146_097;

    public static readonly DateTime MinValue = new(0);
    public static readonly DateTime MaxValue = new(MaxTicks);
    public static readonly DateTime UnixEpoch = new(UnixEpochTicks, DateTimeKind.Utc);

    private readonly long _ticks;
    private readonly DateTimeKind _kind;

    public DateTime(long ticks)
        : this(ticks, DateTimeKind.Unspecified)
    {
    }

    public DateTime(long ticks, DateTimeKind kind)
    {
        if ((ulong)ticks > MaxTicks)
        {
            throw new ArgumentOutOfRangeException(nameof(ticks), "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.");
        }

        _ticks = ticks;
        _kind = kind;
    }

    public DateTime(int year, int month, int day)
        : this(DaysTo(year, month, day) * TimeSpan.TicksPerDay)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second)
        : this(year, month, day, hour, minute, second, DateTimeKind.Unspecified)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)
        : this((DaysTo(year, month, day) * TimeSpan.TicksPerDay) + TimeOf(hour, minute, second), kind)
    {
    }

    public long Ticks => _ticks;

    public DateTimeKind Kind => _kind;

    public DateTime Date => new(_ticks - (_ticks % TimeSpan.TicksPerDay), _kind);

    public TimeSpan TimeOfDay => new(_ticks % TimeSpan.TicksPerDay);

    public DayOfWeek DayOfWeek => (DayOfWeek)(((_ticks / TimeSpan.TicksPerDay) + 1) % 7);

    public int Year => GetDate().Year;

    public int Month => GetDate().Month;

    public int Day => GetDate().Day;

    public int DayOfYear => (int)((_ticks / TimeSpan.TicksPerDay) - DaysTo(Year, 1, 1)) + 1;

    public int Hour => (int)(_ticks / TimeSpan.TicksPerHour % 24);

    public int Minute => (int)(_ticks / TimeSpan.TicksPerMinute % 60);

    public int Second => (int)(_ticks / TimeSpan.TicksPerSecond % 60);

    public int Millisecond => (int)(_ticks / TimeSpan.TicksPerMillisecond % 1000);

    public static bool IsLeapYear(int year)
    {
        if (year is < 1 or > 9999)
        {
            throw new ArgumentOutOfRangeException(nameof(year), "Year must be between 1 and 9999.");
        }

        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    public static int DaysInMonth(int year, int month)
    {
        if (month is < 1 or > 12)
        {
            throw new ArgumentOutOfRangeException(nameof(month), "Month must be between one and twelve.");
        }

        return month == 2 ? (IsLeapYear(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
    }

    public DateTime Add(TimeSpan value) => AddTicks(value.Ticks);

    public DateTime AddTicks(long value) => new(checked(_ticks + value), _kind);

    public DateTime AddMilliseconds(long value) => AddTicks(checked(value * TimeSpan.TicksPerMillisecond));

    public DateTime AddSeconds(long value) => AddTicks(checked(value * TimeSpan.TicksPerSecond));

    public DateTime AddMinutes(long value) => AddTicks(checked(value * TimeSpan.TicksPerMinute));

    public DateTime AddHours(long value) => AddTicks(checked(value * TimeSpan.TicksPerHour));

    public DateTime AddDays(long value) => AddTicks(checked(value * TimeSpan.TicksPerDay));

    public DateTime AddMonths(int months)
    {
        (int year, int month, int day) = GetDate();
        long index = ((long)year * 12) + month - 1 + months;
        int newYear = (int)Math.Clamp(index / 12, -1, 10_000);
        int newMonth = (int)(index % 12) + 1;
        if (newYear is < 1 or > 9999)
        {
            throw new ArgumentOutOfRangeException(nameof(months), "The added or subtracted value results in an un-representable DateTime.");
        }

        long days = DaysTo(newYear, newMonth, Math.Min(day, DaysInMonth(newYear, newMonth)));
        return new DateTime((days * TimeSpan.TicksPerDay) + (_ticks % TimeSpan.TicksPerDay), _kind);
    }

    public DateTime AddYears(int value) => AddMonths(checked(value * 12));

    public TimeSpan Subtract(DateTime value) => new(_ticks - value._ticks);

    public static DateTime SpecifyKind(DateTime value, DateTimeKind kind) => new(value._ticks, kind);

    public int CompareTo(DateTime value) => _ticks.CompareTo(value._ticks);

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        DateTime other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type DateTime."),
    };

    public bool Equals(DateTime value) => _ticks == value._ticks;

    public override bool Equals([NotNullWhen(true)] object? value) => value is DateTime other && Equals(other);

    public override int GetHashCode() => _ticks.GetHashCode();

    /// <summary>MM/dd/yyyy HH:mm:ss, as the invariant culture has it.</summary>
    public override string ToString()
    {
        (int year, int month, int day) = GetDate();
        return month.ToString("D2") + "/" + day.ToString("D2") + "/" + year.ToString("D4") + " "
            + Hour.ToString("D2") + ":" + Minute.ToString("D2") + ":" + Second.ToString("D2");
    }

    private static long DaysTo(int year, int month, int day)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
        {
            throw new ArgumentOutOfRangeException(null, "Year, Month, and Day parameters describe an un-representable DateTime.");
        }

        // Years are counted from March, so that the leap day is the last of its year.
        int shiftedYear = month > 2 ? year : year - 1;
        int shiftedMonth = month > 2 ? month - 3 : month + 9;
        return (shiftedYear * 365L) + (shiftedYear / 4) - (shiftedYear / 100) + (shiftedYear / 400) + (((153 * shiftedMonth) + 2) / 5) + day - 307;
    }

    private static long TimeOf(int hour, int minute, int second)
    {
        if ((uint)hour >= 24 || (uint)minute >= 60 || (uint)second >= 60)
        {
            throw new ArgumentOutOfRangeException(null, "Hour, Minute, and Second parameters describe an un-representable DateTime.");
        }

        return ((hour * 3600L) + (minute * 60L) + second) * TimeSpan.TicksPerSecond;
    }

    private (int Year, int Month, int Day) GetDate()
    {
        // Days since 1 March of the year 0, then years of 365.2425 days within one of 400.
        int days = (int)(_ticks / TimeSpan.TicksPerDay) + 306;
        int era = days / DaysPer400Years;
        int dayOfEra = days % DaysPer400Years;
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int month = ((5 * dayOfYear) + 2) / 153;
        int day = dayOfYear - (((153 * month) + 2) / 5) + 1;
        return month < 10 ? ((era * 400) + yearOfEra, month + 3, day) : ((era * 400) + yearOfEra + 1, month - 9, day);
    }

    public static DateTime operator +(DateTime d, TimeSpan t) => d.Add(t);

    public static DateTime operator -(DateTime d, TimeSpan t) => d.AddTicks(checked(-t.Ticks));

    public static TimeSpan operator -(DateTime d1, DateTime d2) => d1.Subtract(d2);

    public static bool operator ==(DateTime d1, DateTime d2) => d1._ticks == d2._ticks;

    public static bool operator !=(DateTime d1, DateTime d2) => d1._ticks != d2._ticks;

    public static bool operator <(DateTime t1, DateTime t2) => t1._ticks < t2._ticks;

    public static bool operator <=(DateTime t1, DateTime t2) => t1._ticks <= t2._ticks;

    public static bool operator >(DateTime t1, DateTime t2) => t1._ticks > t2._ticks;

    public static bool operator >=(DateTime t1, DateTime t2) => t1._ticks >= t2._ticks;
}
