// The 64-bit floating-point number. Its text conversion is in Number.Float*.cs; the kernel uses neither.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>A 64-bit floating-point number (IEEE 754).</summary>
public readonly partial struct Double : IComparable, IComparable<double>, IEquatable<double>, ISpanFormattable, IUtf8SpanFormattable
{
    public const double MinValue = -1.7976931348623157E+308;

    public const double MaxValue = 1.7976931348623157E+308;

    public const double Epsilon = 4.9406564584124654E-324;

    public const double NegativeInfinity = -1.0 / 0.0;

    public const double PositiveInfinity = 1.0 / 0.0;

    public const double NaN = 0.0 / 0.0;

    public const double NegativeZero = -0.0;

    private readonly double _value;

    public static bool IsNaN(double d) => d != d;

    public static bool IsInfinity(double d) => (BitConverter.DoubleToInt64Bits(d) & 0x7FFFFFFFFFFFFFFF) == 0x7FF0000000000000;

    public static bool IsPositiveInfinity(double d) => d == PositiveInfinity;

    public static bool IsNegativeInfinity(double d) => d == NegativeInfinity;

    public static bool IsFinite(double d) => (BitConverter.DoubleToInt64Bits(d) & 0x7FF0000000000000) != 0x7FF0000000000000;

    public static bool IsNegative(double d) => BitConverter.DoubleToInt64Bits(d) < 0;

    public static bool IsNormal(double d) => IsFinite(d) && (BitConverter.DoubleToInt64Bits(d) & 0x7FF0000000000000) != 0;

    public static bool IsSubnormal(double d) => (BitConverter.DoubleToInt64Bits(d) & 0x7FF0000000000000) == 0 && d != 0;

    public static bool IsInteger(double value) => IsFinite(value) && value == (double)Math.Truncate((double)value);

    public int CompareTo(double value)
    {
        if (_value < value)
        {
            return -1;
        }

        if (_value > value)
        {
            return 1;
        }

        // A NaN comes before all numbers.
        return _value == value ? 0 : IsNaN(_value) ? IsNaN(value) ? 0 : -1 : 1;
    }

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        double other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Double."),
    };

    public bool Equals(double obj) => _value == obj || (IsNaN(_value) && IsNaN(obj));

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is double other && Equals(other);

    public override int GetHashCode()
    {
        // All zeros are equal, and all NaNs.
        long bits = _value == 0 ? 0 : IsNaN(_value) ? 0x7FF0000000000000 : BitConverter.DoubleToInt64Bits(_value);
        return unchecked((int)bits) ^ (int)(bits >> 32);
    }

    public override string ToString() => Number.FormatFloat(_value, null, false);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString(string? format) => Number.FormatFloat(_value, format, false);

    public string ToString(string? format, IFormatProvider? provider) => ToString(format);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        string text = ToString(format.IsEmpty ? null : format.ToString());
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        string text = ToString(format.IsEmpty ? null : format.ToString());
        bytesWritten = 0;
        return text.Length <= utf8Destination.Length && Text.Utf8Text.TryEncode(text, utf8Destination, out bytesWritten);
    }

    public static double Parse(string s) => Parse(Number.NotNull(s));

    public static double Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s));

    public static double Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static double Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands, IFormatProvider? provider = null) =>
        TryParse(s, style, provider, out double result) ? result : throw new FormatException("The input string '" + s.ToString() + "' was not in a correct format.");

    public static bool TryParse([NotNullWhen(true)] string? s, out double result) => TryParse(s.AsSpan(), out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out double result) => TryParse(s.AsSpan(), style, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out double result) => TryParse(s, NumberStyles.Float | NumberStyles.AllowThousands, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out double result) => Number.TryParseDouble(s, style, out result);

    public static bool operator ==(double left, double right) => left == right;

    public static bool operator !=(double left, double right) => left != right;

    public static bool operator <(double left, double right) => left < right;

    public static bool operator >(double left, double right) => left > right;

    public static bool operator <=(double left, double right) => left <= right;

    public static bool operator >=(double left, double right) => left >= right;
}
