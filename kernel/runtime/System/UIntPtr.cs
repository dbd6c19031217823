// The unsigned pointer-sized integer.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A unsigned pointer-sized integer.</summary>
public readonly partial struct UIntPtr : IComparable, IComparable<nuint>, IEquatable<nuint>, ISpanFormattable, IUtf8SpanFormattable
{
    private readonly nuint _value;

    [Intrinsic]
    public static readonly nuint Zero;

    public UIntPtr(uint value) => _value = value;

    public UIntPtr(ulong value) => _value = checked((nuint)value);

    public unsafe UIntPtr(void* value) => _value = (nuint)value;

    public static unsafe int Size => sizeof(nuint);

    public static nuint MaxValue => unchecked((nuint)ulong.MaxValue);

    public static nuint MinValue => 0;

    public uint ToUInt32() => checked((uint)_value);

    public ulong ToUInt64() => _value;

    public unsafe void* ToPointer() => (void*)_value;

    public static nuint Add(nuint pointer, int offset) => pointer + (nuint)offset;

    public static nuint Subtract(nuint pointer, int offset) => pointer - (nuint)offset;

    public int CompareTo(nuint value) => _value < value ? -1 : _value > value ? 1 : 0;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        nuint other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type UIntPtr."),
    };

    public bool Equals(nuint obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is nuint other && _value == other;

    public override int GetHashCode() => ((ulong)_value).GetHashCode();

    public override string ToString() => Number.ToDecimalString((ulong)_value);

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format) => Number.ToString((ulong)_value, 64, format);

    public string ToString(IFormatProvider? provider) => ToString();

    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider) => Number.ToString((ulong)_value, 64, format);

    public bool TryFormat(Span<char> destination, out int charsWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 64, format, destination, out charsWritten);

    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, [StringSyntax(StringSyntaxAttribute.NumericFormat)] ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        Number.TryFormat((ulong)_value, 64, format, utf8Destination, out bytesWritten);

    public static nuint Parse(string s) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static nuint Parse(string s, NumberStyles style) => Parse(Number.NotNull(s), style);

    public static nuint Parse(string s, IFormatProvider? provider) => Parse(Number.NotNull(s), NumberStyles.Integer);

    public static nuint Parse(string s, NumberStyles style, IFormatProvider? provider) => Parse(Number.NotNull(s), style);

    public static nuint Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Integer);

    public static nuint Parse(ReadOnlySpan<char> s, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (nuint)Number.ParseUnsigned(s, style, 64);

    public static nuint Parse(ReadOnlySpan<byte> utf8Text, NumberStyles style = NumberStyles.Integer, IFormatProvider? provider = null) =>
        (nuint)Number.ParseUnsigned(utf8Text, style, 64);

    public static bool TryParse([NotNullWhen(true)] string? s, out nuint result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out nuint result) => TryParse(s.AsSpan(), NumberStyles.Integer, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out nuint result) => TryParse(s.AsSpan(), style, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, out nuint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out nuint result) => TryParse(s, NumberStyles.Integer, null, out result);

    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out nuint result)
    {
        bool success = Number.TryParseUnsigned(s, style, 64, out ulong wide) == Number.ParseStatus.Ok;
        result = (nuint)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, NumberStyles style, IFormatProvider? provider, out nuint result)
    {
        bool success = Number.TryParseUnsigned(utf8Text, style, 64, out ulong wide) == Number.ParseStatus.Ok;
        result = (nuint)wide;
        return success;
    }

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out nuint result) => TryParse(utf8Text, NumberStyles.Integer, null, out result);
}
