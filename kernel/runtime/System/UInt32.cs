// The unsigned 32-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A unsigned 32-bit integer.</summary>
public readonly partial struct UInt32 : IComparable, IComparable<uint>, IEquatable<uint>, ISpanFormattable, IUtf8SpanFormattable
{
    public const uint MaxValue = 0xFFFFFFFF;

    public const uint MinValue = 0;

    private readonly uint _value;

    public int CompareTo(uint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        uint other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type UInt32."),
    };

    public bool Equals(uint obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is uint other && _value == other;

    public override int GetHashCode() => (int)_value;

    public override string ToString() => Number.ToDecimalString((ulong)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((ulong)_value, 32, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((ulong)_value, 32, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 32, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 32, format, utf8Destination, out bytesWritten);

    public static uint Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static uint Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static uint Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static uint Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static uint Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static uint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (uint)Number.ParseUnsigned(s, style, 32);

    public static uint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (uint)Number.ParseUnsigned(utf8Text, style, 32);

    public static bool TryParse([NotNullWhen(true)] string? s, out uint result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out uint result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out uint result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out uint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out uint result)
    {
        bool success = Number.TryParseUnsigned(s, style, 32, out ulong wide) == Number.ParseStatus.Ok;
        result = (uint)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out uint result)
    {
        bool success = Number.TryParseUnsigned(utf8Text, style, 32, out ulong wide) == Number.ParseStatus.Ok;
        result = (uint)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out uint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
