// A UTF-16 code unit. Classification covers ASCII and Latin-1 fully and the larger alphabets by table.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace System;

/// <summary>A UTF-16 code unit.</summary>
public readonly partial struct Char : IComparable, IComparable<char>, IEquatable<char>, ISpanFormattable, IUtf8SpanFormattable
{
    public const char MaxValue = (char)0xFFFF;

    public const char MinValue = (char)0;

    private readonly char _value;

    public int CompareTo(char value) => _value - value;

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        char other => _value - other,
        _ => throw new ArgumentException("Object must be of type Char."),
    };

    public bool Equals(char obj) => _value == obj;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is char other && _value == other;

    public override int GetHashCode() => _value | (_value << 16);

    public override string ToString() => string.CreateFromChar(_value);

    public string ToString(IFormatProvider? provider) => string.CreateFromChar(_value);

    public static string ToString(char c) => string.CreateFromChar(c);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => string.CreateFromChar(_value);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = destination.IsEmpty ? 0 : 1;
        if (charsWritten != 0)
        {
            destination[0] = _value;
        }

        return charsWritten != 0;
    }

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Utf8Text.TryEncode(new ReadOnlySpan<char>(in _value), utf8Destination, out bytesWritten);

    public static char Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s.Length == 1 ? s[0] : throw new FormatException("String must be exactly one character long.");
    }

    public static bool TryParse([NotNullWhen(true)] string? s, out char result)
    {
        bool one = s is { Length: 1 };
        result = one ? s![0] : '\0';
        return one;
    }

    public static bool IsAscii(char c) => c < 0x80;

    public static bool IsAsciiDigit(char c) => IsBetween(c, '0', '9');

    public static bool IsAsciiLetter(char c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a';

    public static bool IsAsciiLetterLower(char c) => IsBetween(c, 'a', 'z');

    public static bool IsAsciiLetterUpper(char c) => IsBetween(c, 'A', 'Z');

    public static bool IsAsciiLetterOrDigit(char c) => IsAsciiLetter(c) || IsAsciiDigit(c);

    public static bool IsAsciiHexDigit(char c) => IsAsciiDigit(c) || (uint)((c | 0x20) - 'a') <= 'f' - 'a';

    public static bool IsAsciiHexDigitLower(char c) => IsAsciiDigit(c) || IsBetween(c, 'a', 'f');

    public static bool IsAsciiHexDigitUpper(char c) => IsAsciiDigit(c) || IsBetween(c, 'A', 'F');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBetween(char c, char minInclusive, char maxInclusive) =>
        (uint)(c - minInclusive) <= (uint)(maxInclusive - minInclusive);

    public static bool IsHighSurrogate(char c) => IsBetween(c, '\uD800', '\uDBFF');

    public static bool IsLowSurrogate(char c) => IsBetween(c, '\uDC00', '\uDFFF');

    public static bool IsSurrogate(char c) => IsBetween(c, '\uD800', '\uDFFF');

    public static bool IsSurrogatePair(char highSurrogate, char lowSurrogate) => IsHighSurrogate(highSurrogate) && IsLowSurrogate(lowSurrogate);

    public static int ConvertToUtf32(char highSurrogate, char lowSurrogate)
    {
        if (!IsSurrogatePair(highSurrogate, lowSurrogate))
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(highSurrogate));
        }

        return ((highSurrogate - 0xD800) << 10) + (lowSurrogate - 0xDC00) + 0x10000;
    }

    public static string ConvertFromUtf32(int utf32)
    {
        if ((uint)utf32 > 0x10FFFF || (utf32 is >= 0xD800 and <= 0xDFFF))
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(utf32));
        }

        return new Rune(utf32).ToString();
    }
}
