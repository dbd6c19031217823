// The signed 16-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A signed 16-bit integer.</summary>
public readonly partial struct Int16 : IComparable, IComparable<short>, IEquatable<short>, ISpanFormattable, IUtf8SpanFormattable
{
    public const short MaxValue = 0x7FFF;

    public const short MinValue = unchecked((short)0x8000);

    private readonly short _value;

    public int CompareTo(short value) => _value - value;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        short other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Int16."),
    };

    public bool Equals(short obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is short other && _value == other;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.ToDecimalString((long)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((long)_value, 16, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((long)_value, 16, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 16, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 16, format, utf8Destination, out bytesWritten);

    public static short Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static short Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static short Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static short Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static short Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static short Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (short)Number.ParseSigned(s, style, 16);

    public static short Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (short)Number.ParseSigned(utf8Text, style, 16);

    public static bool TryParse([NotNullWhen(true)] string? s, out short result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out short result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out short result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out short result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out short result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out short result)
    {
        bool success = Number.TryParseSigned(s, style, 16, out long wide) == Number.ParseStatus.Ok;
        result = (short)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out short result)
    {
        bool success = Number.TryParseSigned(utf8Text, style, 16, out long wide) == Number.ParseStatus.Ok;
        result = (short)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out short result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
