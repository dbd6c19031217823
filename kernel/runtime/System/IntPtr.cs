// The signed pointer-sized integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A signed pointer-sized integer.</summary>
public readonly partial struct IntPtr : IComparable, IComparable<nint>, IEquatable<nint>, ISpanFormattable, IUtf8SpanFormattable
{
    private readonly nint _value;

    [Intrinsic]
    public static readonly nint Zero;

    public IntPtr(int value) => _value = value;

    public IntPtr(long value) => _value = checked((nint)value);

    public unsafe IntPtr(void* value) => _value = (nint)value;

    public static unsafe int Size => sizeof(nint);

    public static nint MaxValue => unchecked((nint)long.MaxValue);

    public static nint MinValue => unchecked((nint)long.MinValue);

    public int ToInt32() => checked((int)_value);

    public long ToInt64() => _value;

    public unsafe void* ToPointer() => (void*)_value;

    public static nint Add(nint pointer, int offset) => pointer + offset;

    public static nint Subtract(nint pointer, int offset) => pointer - offset;

    public int CompareTo(nint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        nint other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type IntPtr."),
    };

    public bool Equals(nint obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is nint other && _value == other;

    public override int GetHashCode() => ((long)_value).GetHashCode();

    public override string ToString() => Number.ToDecimalString((long)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((long)_value, 64, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((long)_value, 64, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 64, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((long)_value, 64, format, utf8Destination, out bytesWritten);

    public static nint Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static nint Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static nint Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static nint Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static nint Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static nint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (nint)Number.ParseSigned(s, style, 64);

    public static nint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (nint)Number.ParseSigned(utf8Text, style, 64);

    public static bool TryParse([NotNullWhen(true)] string? s, out nint result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out nint result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out nint result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out nint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out nint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out nint result)
    {
        bool success = Number.TryParseSigned(s, style, 64, out long wide) == Number.ParseStatus.Ok;
        result = (nint)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out nint result)
    {
        bool success = Number.TryParseSigned(utf8Text, style, 64, out long wide) == Number.ParseStatus.Ok;
        result = (nint)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out nint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
