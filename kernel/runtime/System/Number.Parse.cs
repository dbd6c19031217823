// Integers from text, UTF-16 or UTF-8.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace System;

internal static partial class Number
{
    /// <summary>What came of parsing.</summary>
    internal enum ParseStatus
    {
        Ok,
        Malformed,
        Overflow,
    }

    internal static long ParseSigned<TChar>(ReadOnlySpan<TChar> text, NumberStyles style, int bits)
        where TChar : unmanaged
    {
        ParseStatus status = TryParseSigned(text, style, bits, out long value);
        if (status != ParseStatus.Ok)
        {
            Throw(status, text, bits, signed: true);
        }

        return value;
    }

    internal static ulong ParseUnsigned<TChar>(ReadOnlySpan<TChar> text, NumberStyles style, int bits)
        where TChar : unmanaged
    {
        ParseStatus status = TryParseUnsigned(text, style, bits, out ulong value);
        if (status != ParseStatus.Ok)
        {
            Throw(status, text, bits, signed: false);
        }

        return value;
    }

    internal static ParseStatus TryParseSigned<TChar>(ReadOnlySpan<TChar> text, NumberStyles style, int bits, out long value)
        where TChar : unmanaged
    {
        ParseStatus status = Scan(text, style, bits, out ulong magnitude, out bool negative);
        if (status == ParseStatus.Ok && (style & (NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0)
        {
            // The digits are a bit pattern: the top bit is the sign.
            value = (long)(magnitude << (64 - bits)) >> (64 - bits);
            return status;
        }

        ulong limit = (1UL << (bits - 1)) - (negative ? 0UL : 1UL);
        if (status == ParseStatus.Ok && magnitude > limit)
        {
            status = ParseStatus.Overflow;
        }

        value = status != ParseStatus.Ok ? 0 : negative ? (long)(0 - magnitude) : (long)magnitude;
        return status;
    }

    internal static ParseStatus TryParseUnsigned<TChar>(ReadOnlySpan<TChar> text, NumberStyles style, int bits, out ulong value)
        where TChar : unmanaged
    {
        ParseStatus status = Scan(text, style, bits, out value, out bool negative);
        if (status == ParseStatus.Ok && (value > ulong.MaxValue >> (64 - bits) || (negative && value != 0)))
        {
            status = ParseStatus.Overflow;
        }

        value = status == ParseStatus.Ok ? value : 0;
        return status;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Unit<TChar>(ReadOnlySpan<TChar> text, int index)
        where TChar : unmanaged
    {
        if ((uint)index >= (uint)text.Length)
        {
            return -1;
        }

        ref TChar unit = ref Unsafe.Add(ref text._reference, index);
        return typeof(TChar) == typeof(char) ? Unsafe.As<TChar, char>(ref unit) : Unsafe.As<TChar, byte>(ref unit);
    }

    private static bool IsWhite(int unit) => unit == 0x20 || (uint)(unit - 9) <= 13 - 9;

    private static ParseStatus Scan<TChar>(ReadOnlySpan<TChar> text, NumberStyles style, int bits, out ulong magnitude, out bool negative)
        where TChar : unmanaged
    {
        magnitude = 0;
        negative = false;
        int i = 0;
        while ((style & NumberStyles.AllowLeadingWhite) != 0 && IsWhite(Unit(text, i)))
        {
            i++;
        }

        bool parentheses = false;
        if ((style & NumberStyles.AllowLeadingSign) != 0 && Unit(text, i) is '-' or '+')
        {
            negative = Unit(text, i) == '-';
            i++;
        }
        else if ((style & NumberStyles.AllowParentheses) != 0 && Unit(text, i) == '(')
        {
            negative = true;
            parentheses = true;
            i++;
        }

        ParseStatus status = (style & (NumberStyles.AllowHexSpecifier | NumberStyles.AllowBinarySpecifier)) != 0
            ? ScanBinary(text, (style & NumberStyles.AllowHexSpecifier) != 0 ? 4 : 1, bits, ref i, out magnitude)
            : ScanDecimal(text, style, ref i, out magnitude);
        if (status == ParseStatus.Malformed)
        {
            return status;
        }

        if (parentheses && Unit(text, i++) != ')')
        {
            return ParseStatus.Malformed;
        }

        if ((style & NumberStyles.AllowTrailingSign) != 0 && Unit(text, i) is '-' or '+')
        {
            negative = Unit(text, i) == '-';
            i++;
        }

        return EndsAt(text, style, i) ? status : ParseStatus.Malformed;
    }

    // White space where it is allowed, then nothing but NUL characters, which .NET ignores.
    private static bool EndsAt<TChar>(ReadOnlySpan<TChar> text, NumberStyles style, int i)
        where TChar : unmanaged
    {
        while ((style & NumberStyles.AllowTrailingWhite) != 0 && IsWhite(Unit(text, i)))
        {
            i++;
        }

        while (Unit(text, i) == 0)
        {
            i++;
        }

        return i == text.Length;
    }

    private static ParseStatus ScanDecimal<TChar>(ReadOnlySpan<TChar> text, NumberStyles style, ref int i, out ulong magnitude)
        where TChar : unmanaged
    {
        magnitude = 0;
        bool overflow = false;
        int digits = 0;
        while (true)
        {
            uint digit = (uint)(Unit(text, i) - '0');
            if (digit <= 9)
            {
                overflow |= magnitude > 1844674407370955161 || (magnitude == 1844674407370955161 && digit > 5);
                magnitude = unchecked((magnitude * 10) + digit);
                digits++;
            }
            else if (digits == 0 || (style & NumberStyles.AllowThousands) == 0 || Unit(text, i) != ',')
            {
                break;
            }

            i++;
        }

        if ((style & NumberStyles.AllowDecimalPoint) != 0 && Unit(text, i) == '.')
        {
            // An integer may have a fraction of zeros.
            i++;
            while ((uint)(Unit(text, i) - '0') <= 9)
            {
                overflow |= Unit(text, i) != '0';
                digits++;
                i++;
            }
        }

        return digits == 0 ? ParseStatus.Malformed : overflow ? ParseStatus.Overflow : ParseStatus.Ok;
    }

    private static ParseStatus ScanBinary<TChar>(ReadOnlySpan<TChar> text, int bitsPerDigit, int bits, ref int i, out ulong magnitude)
        where TChar : unmanaged
    {
        magnitude = 0;
        bool overflow = false;
        int start = i;
        while (true)
        {
            int digit = HexValue(Unit(text, i));
            if ((uint)digit >= 1u << bitsPerDigit)
            {
                break;
            }

            overflow |= magnitude >> (bits - bitsPerDigit) != 0;
            magnitude = (magnitude << bitsPerDigit) | (uint)digit;
            i++;
        }

        return i == start ? ParseStatus.Malformed : overflow ? ParseStatus.Overflow : ParseStatus.Ok;
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    internal static int HexValue(int unit)
    {
        if ((uint)(unit - '0') <= 9)
        {
            return unit - '0';
        }

        int letter = unit | 0x20;
        return letter is >= 'a' and <= 'f' ? letter - 'a' + 10 : -1;
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw<TChar>(ParseStatus status, ReadOnlySpan<TChar> text, int bits, bool signed)
        where TChar : unmanaged
    {
        if (status == ParseStatus.Overflow)
        {
            string type = bits switch
            {
                8 => signed ? "a signed byte" : "an unsigned byte",
                16 => signed ? "an Int16" : "a UInt16",
                32 => signed ? "an Int32" : "a UInt32",
                _ => signed ? "an Int64" : "a UInt64",
            };
            throw new OverflowException("Value was either too large or too small for " + type + ".");
        }

        string shown = string.FastAllocateString(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            shown.Writable[i] = (char)Unit(text, i);
        }

        throw new FormatException("The input string '" + shown + "' was not in a correct format.");
    }
}
