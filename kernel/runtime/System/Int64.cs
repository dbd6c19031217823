// The signed 64-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A signed 64-bit integer.</summary>
public readonly partial struct Int64 : IComparable, IComparable<long>, IEquatable<long>, ISpanFormattable, IUtf8SpanFormattable
{
    public const long MaxValue = 0x7FFFFFFFFFFFFFFF;

    public const long MinValue = unchecked((long)0x8000000000000000);

    private readonly long _value;

    public int CompareTo(long value) => _value < value ? -1 : _value > value ? 1 : 0;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        long other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Int64."),
    };

    public bool Equals(long obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is long other && _value == other;

    public override int GetHashCode() => unchecked((int)_value ^ (int)(_value >> 32));

    public override string ToString() => Number.ToDecimalString((long)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((long)_value, 64, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((long)_value, 64, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 64, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 64, format, utf8Destination, out bytesWritten);

    public static long Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static long Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static long Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static long Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static long Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static long Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (long)Number.ParseSigned(s, style, 64);

    public static long Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (long)Number.ParseSigned(utf8Text, style, 64);

    public static bool TryParse([NotNullWhen(true)] string? s, out long result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out long result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out long result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out long result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out long result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out long result)
    {
        bool success = Number.TryParseSigned(s, style, 64, out long wide) == Number.ParseStatus.Ok;
        result = (long)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out long result)
    {
        bool success = Number.TryParseSigned(utf8Text, style, 64, out long wide) == Number.ParseStatus.Ok;
        result = (long)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out long result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
