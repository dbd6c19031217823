// What kind of character a code unit is, and its other case. ASCII and Latin-1 are exact; beyond them Latin Extended-A,
// Greek and Cyrillic are covered, which is where simple case rules hold. Other letters are not known as such.

using System.Globalization;

namespace System;

public readonly partial struct Char
{
    // The classes of Latin-1 as the bits below.
    private static ReadOnlySpan<byte> Latin1 =>
    [
        16, 16, 16, 16, 16, 16, 16, 16, 16, 24, 24, 24, 24, 24, 16, 16,
        16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
        8, 32, 32, 32, 64, 32, 32, 32, 32, 32, 32, 64, 32, 32, 32, 32,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 32, 32, 64, 64, 64, 32,
        32, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 32, 32, 32, 64, 32,
        64, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 32, 64, 32, 64, 16,
        16, 16, 16, 16, 16, 24, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
        16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
        8, 32, 64, 64, 64, 64, 64, 32, 64, 64, 128, 32, 64, 0, 64, 64,
        64, 64, 0, 0, 64, 2, 32, 32, 64, 0, 128, 32, 0, 0, 0, 32,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 64, 1, 1, 1, 1, 1, 1, 1, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 64, 2, 2, 2, 2, 2, 2, 2, 2,
    ];

    // Where the scripts of the first plane begin their ten digits.
    private static ReadOnlySpan<char> Zeros =>
        "0\u0660\u06F0\u07C0\u0966\u09E6\u0A66\u0AE6\u0B66\u0BE6\u0C66\u0CE6\u0D66\u0DE6\u0E50\u0ED0\u0F20\u1040\u1090\u17E0\u1810\u1946\u19D0\u1A80\u1A90\u1B50\u1BB0\u1C40\u1C50\uA620\uA8D0\uA900\uA9D0\uA9F0\uAA50\uABF0\uFF10";

    private const byte Upper = 1;
    private const byte Lower = 2;
    private const byte Digit = 4;
    private const byte Space = 8;
    private const byte Control = 16;
    private const byte Punctuation = 32;
    private const byte Symbol = 64;
    private const byte OtherLetter = 128;

    private static bool IsLatin1(char c) => c < 0x100;

    public static bool IsWhiteSpace(char c) => IsLatin1(c)
        ? (Latin1[c] & Space) != 0
        : c is '\u1680' or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

    public static bool IsWhiteSpace(string s, int index) => IsWhiteSpace(s[index]);

    public static bool IsControl(char c) => IsLatin1(c) && (Latin1[c] & Control) != 0;

    public static bool IsDigit(char c) => IsLatin1(c) ? IsBetween(c, '0', '9') : DigitValue(c) >= 0;

    public static bool IsDigit(string s, int index) => IsDigit(s[index]);

    public static bool IsNumber(char c) => IsDigit(c) || c is '\u00B2' or '\u00B3' or '\u00B9' or (>= '\u00BC' and <= '\u00BE');

    public static bool IsLetter(char c) => IsLatin1(c) ? (Latin1[c] & (Upper | Lower | OtherLetter)) != 0 : IsUpper(c) || IsLower(c);

    public static bool IsLetter(string s, int index) => IsLetter(s[index]);

    public static bool IsLetterOrDigit(char c) => IsLetter(c) || IsDigit(c);

    public static bool IsLetterOrDigit(string s, int index) => IsLetterOrDigit(s[index]);

    public static bool IsPunctuation(char c) => IsLatin1(c) && (Latin1[c] & Punctuation) != 0;

    public static bool IsSymbol(char c) => IsLatin1(c) && (Latin1[c] & Symbol) != 0;

    public static bool IsSeparator(char c) => c is ' ' or '\u00A0' or (> '\u00FF' and not '\u0085') && IsWhiteSpace(c);

    public static bool IsUpper(char c) => IsLatin1(c) ? (Latin1[c] & Upper) != 0 : ToLowerInvariant(c) != c;

    public static bool IsUpper(string s, int index) => IsUpper(s[index]);

    public static bool IsLower(char c) => IsLatin1(c) ? (Latin1[c] & Lower) != 0 : ToUpperInvariant(c) != c;

    public static bool IsLower(string s, int index) => IsLower(s[index]);

    public static double GetNumericValue(char c) => DigitValue(c);

    // The value of a decimal digit of any script, or -1.
    private static int DigitValue(char c)
    {
        foreach (char zero in Zeros)
        {
            if (IsBetween(c, zero, (char)(zero + 9)))
            {
                return c - zero;
            }
        }

        return -1;
    }

    public static char ToUpper(char c) => ToUpperInvariant(c);

    public static char ToUpper(char c, CultureInfo culture) => ToUpperInvariant(c);

    public static char ToLower(char c) => ToLowerInvariant(c);

    public static char ToLower(char c, CultureInfo culture) => ToLowerInvariant(c);

    public static char ToUpperInvariant(char c)
    {
        if (c < 0x80)
        {
            return IsAsciiLetterLower(c) ? (char)(c - 0x20) : c;
        }

        return c switch
        {
            '\u00B5' => '\u039C',
            >= '\u00E0' and <= '\u00FE' when c != '\u00F7' => (char)(c - 0x20),
            '\u00FF' => '\u0178',
            _ => c < 0x100 ? c : ToUpperBeyondLatin1(c),
        };
    }

    public static char ToLowerInvariant(char c)
    {
        if (c < 0x80)
        {
            return IsAsciiLetterUpper(c) ? (char)(c + 0x20) : c;
        }

        return c is >= '\u00C0' and <= '\u00DE' && c != '\u00D7' ? (char)(c + 0x20) : c < 0x100 ? c : ToLowerBeyondLatin1(c);
    }

    private static char ToUpperBeyondLatin1(char c) => c switch
    {
        // Latin Extended-A: neighbours are pairs; where the parity changes, the ranges say so.
        '\u0131' or '\u0138' or '\u0149' or '\u017F' => c,
        >= '\u0101' and <= '\u0137' or (>= '\u014B' and <= '\u0177') => (char)(c & ~1),
        >= '\u013A' and <= '\u0148' or (>= '\u017A' and <= '\u017E') => (c & 1) == 0 ? (char)(c - 1) : c,
        '\u03AC' => '\u0386',
        >= '\u03AD' and <= '\u03AF' => (char)(c - 37),
        '\u03C2' => '\u03A3',
        >= '\u03B1' and <= '\u03CB' => (char)(c - 0x20),
        '\u03CC' => '\u038C',
        '\u03CD' or '\u03CE' => (char)(c - 63),
        >= '\u0430' and <= '\u044F' => (char)(c - 0x20),
        >= '\u0450' and <= '\u045F' => (char)(c - 0x50),
        >= '\u0461' and <= '\u0481' or (>= '\u048B' and <= '\u04BF') or (>= '\u04D1' and <= '\u052F') => (char)(c & ~1),
        >= '\u0561' and <= '\u0586' => (char)(c - 0x30),
        >= '\u1E01' and <= '\u1E95' or (>= '\u1EA1' and <= '\u1EFF') => (char)(c & ~1),
        _ => c,
    };

    private static char ToLowerBeyondLatin1(char c) => c switch
    {
        '\u0130' or '\u0138' or '\u0149' => c,
        '\u0178' => '\u00FF',
        >= '\u0100' and <= '\u0137' or (>= '\u014A' and <= '\u0177') => (char)(c | 1),
        >= '\u0139' and <= '\u0148' or (>= '\u0179' and <= '\u017E') => (c & 1) != 0 ? (char)(c + 1) : c,
        '\u0386' => '\u03AC',
        >= '\u0388' and <= '\u038A' => (char)(c + 37),
        '\u038C' => '\u03CC',
        '\u038E' or '\u038F' => (char)(c + 63),
        >= '\u0391' and <= '\u03AB' when c != '\u03A2' => (char)(c + 0x20),
        >= '\u0410' and <= '\u042F' => (char)(c + 0x20),
        >= '\u0400' and <= '\u040F' => (char)(c + 0x50),
        >= '\u0460' and <= '\u0480' or (>= '\u048A' and <= '\u04BF') or (>= '\u04D0' and <= '\u052F') => (char)(c | 1),
        >= '\u0531' and <= '\u0556' => (char)(c + 0x30),
        >= '\u1E00' and <= '\u1E95' or (>= '\u1EA0' and <= '\u1EFF') => (char)(c | 1),
        _ => c,
    };
}
