// The 32-bit floating-point number. Its text conversion is in Number.Float*.cs; the kernel uses neither.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace System;

/// <summary>A 32-bit floating-point number (IEEE 754).</summary>
public readonly partial struct Single : IComparable, IComparable<float>, IEquatable<float>, ISpanFormattable, IUtf8SpanFormattable
{
    public const float MinValue = -3.40282346638528859e+38f;

    public const float MaxValue = 3.40282346638528859e+38f;

    public const float Epsilon = 1.4e-45f;

    public const float NegativeInfinity = -1.0f / 0.0f;

    public const float PositiveInfinity = 1.0f / 0.0f;

    public const float NaN = 0.0f / 0.0f;

    public const float NegativeZero = -0.0f;

    private readonly float _value;

    public static bool IsNaN(float f) => f != f;

    public static bool IsInfinity(float f) => (BitConverter.SingleToInt32Bits(f) & 0x7FFFFFFF) == 0x7F800000;

    public static bool IsPositiveInfinity(float f) => f == PositiveInfinity;

    public static bool IsNegativeInfinity(float f) => f == NegativeInfinity;

    public static bool IsFinite(float f) => (BitConverter.SingleToInt32Bits(f) & 0x7F800000) != 0x7F800000;

    public static bool IsNegative(float f) => BitConverter.SingleToInt32Bits(f) < 0;

    public static bool IsNormal(float f) => IsFinite(f) && (BitConverter.SingleToInt32Bits(f) & 0x7F800000) != 0;

    public static bool IsSubnormal(float f) => (BitConverter.SingleToInt32Bits(f) & 0x7F800000) == 0 && f != 0;

    public static bool IsInteger(float value) => IsFinite(value) && value == (float)Math.Truncate((double)value);

    public int CompareTo(float value)
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
        float other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Single."),
    };

    public bool Equals(float obj) => _value == obj || (IsNaN(_value) && IsNaN(obj));

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is float other && Equals(other);

    public override int GetHashCode()
    {
        // All zeros are equal, and all NaNs.
        int bits = _value == 0 ? 0 : IsNaN(_value) ? 0x7F800000 : BitConverter.SingleToInt32Bits(_value);
        return bits;
    }

    public override string ToString() => Number.FormatFloat(_value, null, true);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString(string? format) => Number.FormatFloat(_value, format, true);

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

    public static float Parse(string s) => Parse(Number.NotNull(s));

    public static float Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s));

    public static float Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static float Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Float | NumberStyles.AllowThousands, IFormatProvider? provider = null) =>
        TryParse(s, style, provider, out float result) ? result : throw new FormatException("The input string '" + s.ToString() + "' was not in a correct format.");

    public static bool TryParse([NotNullWhen(true)] string? s, out float result) => TryParse(s.AsSpan(), out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out float result) => TryParse(s.AsSpan(), style, provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out float result) => TryParse(s, NumberStyles.Float | NumberStyles.AllowThousands, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out float result) => Number.TryParseSingle(s, style, out result);

    public static bool operator ==(float left, float right) => left == right;

    public static bool operator !=(float left, float right) => left != right;

    public static bool operator <(float left, float right) => left < right;

    public static bool operator >(float left, float right) => left > right;

    public static bool operator <=(float left, float right) => left <= right;

    public static bool operator >=(float left, float right) => left >= right;
}
