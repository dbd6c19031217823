// The signed 8-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A signed 8-bit integer.</summary>
public readonly partial struct SByte : IComparable, IComparable<sbyte>, IEquatable<sbyte>, ISpanFormattable, IUtf8SpanFormattable
{
    public const sbyte MaxValue = 0x7F;

    public const sbyte MinValue = unchecked((sbyte)0x80);

    private readonly sbyte _value;

    public int CompareTo(sbyte value) => _value - value;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        sbyte other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type SByte."),
    };

    public bool Equals(sbyte obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is sbyte other && _value == other;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.ToDecimalString((long)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((long)_value, 8, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((long)_value, 8, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 8, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 8, format, utf8Destination, out bytesWritten);

    public static sbyte Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static sbyte Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static sbyte Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static sbyte Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static sbyte Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static sbyte Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (sbyte)Number.ParseSigned(s, style, 8);

    public static sbyte Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (sbyte)Number.ParseSigned(utf8Text, style, 8);

    public static bool TryParse([NotNullWhen(true)] string? s, out sbyte result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out sbyte result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out sbyte result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out sbyte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out sbyte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out sbyte result)
    {
        bool success = Number.TryParseSigned(s, style, 8, out long wide) == Number.ParseStatus.Ok;
        result = (sbyte)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out sbyte result)
    {
        bool success = Number.TryParseSigned(utf8Text, style, 8, out long wide) == Number.ParseStatus.Ok;
        result = (sbyte)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out sbyte result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
