// The unsigned 16-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A unsigned 16-bit integer.</summary>
public readonly partial struct UInt16 : IComparable, IComparable<ushort>, IEquatable<ushort>, ISpanFormattable, IUtf8SpanFormattable
{
    public const ushort MaxValue = 0xFFFF;

    public const ushort MinValue = 0;

    private readonly ushort _value;

    public int CompareTo(ushort value) => _value - value;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        ushort other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type UInt16."),
    };

    public bool Equals(ushort obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ushort other && _value == other;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.ToDecimalString((ulong)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((ulong)_value, 16, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((ulong)_value, 16, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 16, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 16, format, utf8Destination, out bytesWritten);

    public static ushort Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static ushort Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static ushort Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static ushort Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static ushort Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static ushort Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (ushort)Number.ParseUnsigned(s, style, 16);

    public static ushort Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (ushort)Number.ParseUnsigned(utf8Text, style, 16);

    public static bool TryParse([NotNullWhen(true)] string? s, out ushort result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ushort result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out ushort result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ushort result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out ushort result)
    {
        bool success = Number.TryParseUnsigned(s, style, 16, out ulong wide) == Number.ParseStatus.Ok;
        result = (ushort)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out ushort result)
    {
        bool success = Number.TryParseUnsigned(utf8Text, style, 16, out ulong wide) == Number.ParseStatus.Ok;
        result = (ushort)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out ushort result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
