// The signed 32-bit integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A signed 32-bit integer.</summary>
public readonly partial struct Int32 : IComparable, IComparable<int>, IEquatable<int>, ISpanFormattable, IUtf8SpanFormattable
{
    public const int MaxValue = 0x7FFFFFFF;

    public const int MinValue = unchecked((int)0x80000000);

    private readonly int _value;

    public int CompareTo(int value) => _value < value ? -1 : _value > value ? 1 : 0;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        int other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Int32."),
    };

    public bool Equals(int obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is int other && _value == other;

    public override int GetHashCode() => _value;

    public override string ToString() => Number.ToDecimalString((long)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((long)_value, 32, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((long)_value, 32, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 32, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 32, format, utf8Destination, out bytesWritten);

    public static int Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static int Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static int Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static int Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static int Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static int Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (int)Number.ParseSigned(s, style, 32);

    public static int Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (int)Number.ParseSigned(utf8Text, style, 32);

    public static bool TryParse([NotNullWhen(true)] string? s, out int result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out int result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out int result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out int result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out int result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out int result)
    {
        bool success = Number.TryParseSigned(s, style, 32, out long wide) == Number.ParseStatus.Ok;
        result = (int)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out int result)
    {
        bool success = Number.TryParseSigned(utf8Text, style, 32, out long wide) == Number.ParseStatus.Ok;
        result = (int)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out int result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
