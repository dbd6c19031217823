// The unsigned 64-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A unsigned 64-bit integer.</summary>
public readonly partial struct UInt64 : IComparable, IComparable<ulong>, IEquatable<ulong>, ISpanFormattable, IUtf8SpanFormattable
{
    public const ulong MaxValue = 0xFFFFFFFFFFFFFFFF;

    public const ulong MinValue = 0;

    private readonly ulong _value;

    public int CompareTo(ulong value) => _value < value ? -1 : _value > value ? 1 : 0;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        ulong other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type UInt64."),
    };

    public bool Equals(ulong obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ulong other && _value == other;

    public override int GetHashCode() => unchecked((int)_value ^ (int)(_value >> 32));

    public override string ToString() => Number.ToDecimalString((ulong)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((ulong)_value, 64, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((ulong)_value, 64, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 64, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 64, format, utf8Destination, out bytesWritten);

    public static ulong Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static ulong Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static ulong Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static ulong Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static ulong Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static ulong Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (ulong)Number.ParseUnsigned(s, style, 64);

    public static ulong Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (ulong)Number.ParseUnsigned(utf8Text, style, 64);

    public static bool TryParse([NotNullWhen(true)] string? s, out ulong result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ulong result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out ulong result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ulong result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out ulong result)
    {
        bool success = Number.TryParseUnsigned(s, style, 64, out ulong wide) == Number.ParseStatus.Ok;
        result = (ulong)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out ulong result)
    {
        bool success = Number.TryParseUnsigned(utf8Text, style, 64, out ulong wide) == Number.ParseStatus.Ok;
        result = (ulong)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ulong result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
