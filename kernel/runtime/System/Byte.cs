// The unsigned 8-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A unsigned 8-bit integer.</summary>
public readonly partial struct Byte : IComparable, IComparable<byte>, IEquatable<byte>, ISpanFormattable, IUtf8SpanFormattable
{
    public const byte MaxValue = 0xFF;

    public const byte MinValue = 0;

    private readonly byte _value;

    public int CompareTo(byte value) => _value - value;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        byte other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Byte."),
    };

    public bool Equals(byte obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is byte other && _value == other;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.ToDecimalString((ulong)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((ulong)_value, 8, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((ulong)_value, 8, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 8, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 8, format, utf8Destination, out bytesWritten);

    public static byte Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static byte Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static byte Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static byte Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static byte Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static byte Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (byte)Number.ParseUnsigned(s, style, 8);

    public static byte Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (byte)Number.ParseUnsigned(utf8Text, style, 8);

    public static bool TryParse([NotNullWhen(true)] string? s, out byte result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out byte result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out byte result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out byte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out byte result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out byte result)
    {
        bool success = Number.TryParseUnsigned(s, style, 8, out ulong wide) == Number.ParseStatus.Ok;
        result = (byte)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out byte result)
    {
        bool success = Number.TryParseUnsigned(utf8Text, style, 8, out ulong wide) == Number.ParseStatus.Ok;
        result = (byte)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out byte result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
