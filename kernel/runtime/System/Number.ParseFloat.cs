// Floating-point numbers from text, rounded exactly.

using System.Globalization;

namespace System;

internal static partial class Number
{
    // More digits than decide the rounding of any double; what follows only says that the number is a little larger.
    private const int MaxParsedDigits = 780;

    internal static bool TryParseDouble(ReadOnlySpan<char> text, NumberStyles style, out double result) =>
        TryParseFloat(text, style, isSingle: false, out result);

    internal static bool TryParseSingle(ReadOnlySpan<char> text, NumberStyles style, out float result)
    {
        bool success = TryParseFloat(text, style, isSingle: true, out double wide);
        result = double.IsNaN(wide) ? float.NaN : (float)wide;
        return success;
    }

    private static bool TryParseFloat(ReadOnlySpan<char> text, NumberStyles style, bool isSingle, out double result)
    {
        result = 0;
        int i = 0;
        while ((style & NumberStyles.AllowLeadingWhite) != 0 && IsWhite(Unit(text, i)))
        {
            i++;
        }

        bool negative = false;
        if ((style & NumberStyles.AllowLeadingSign) != 0 && Unit(text, i) is '-' or '+')
        {
            negative = Unit(text, i) == '-';
            i++;
        }

        if (!TryScanMagnitude(text, style, isSingle, ref i, out double magnitude))
        {
            return TryParseSymbol(text.Trim(), out result);
        }

        if (!EndsAt(text, style, i))
        {
            return false;
        }

        result = negative ? -magnitude : magnitude;
        return true;
    }

    private static bool TryParseSymbol(ReadOnlySpan<char> text, out double result)
    {
        ReadOnlySpan<char> unsigned = !text.IsEmpty && text[0] is '-' or '+' ? text.Slice(1) : text;
        result = 0;
        if (unsigned.Equals("NaN", StringComparison.OrdinalIgnoreCase))
        {
            result = double.NaN;
        }
        else if (unsigned.Equals("Infinity", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("∞", StringComparison.Ordinal))
        {
            result = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return result != 0;
    }

    private static bool TryScanMagnitude(ReadOnlySpan<char> text, NumberStyles style, bool isSingle, ref int i, out double magnitude)
    {
        var digits = new Big(0);
        int exponent = 0;
        int significant = 0;
        bool any = false;
        bool behindPoint = false;
        while (true)
        {
            int unit = Unit(text, i);
            if (unit is >= '0' and <= '9')
            {
                any = true;
                exponent -= behindPoint ? 1 : 0;
                if (significant < MaxParsedDigits)
                {
                    AppendDigit(ref digits, unit - '0', ref significant);
                }
                else
                {
                    exponent++;
                    significant += unit != '0' && significant == MaxParsedDigits ? 1 : 0;
                }
            }
            else if (unit == '.' && !behindPoint && (style & NumberStyles.AllowDecimalPoint) != 0)
            {
                behindPoint = true;
            }
            else if (unit != ',' || !any || behindPoint || (style & NumberStyles.AllowThousands) == 0)
            {
                break;
            }

            i++;
        }

        // A non-zero digit that was dropped counts as one more at the end.
        if (significant > MaxParsedDigits)
        {
            digits.MultiplyAdd(10, 1);
            exponent--;
        }

        if (any && (style & NumberStyles.AllowExponent) != 0)
        {
            exponent += ScanExponent(text, ref i);
        }

        magnitude = any ? Assemble(digits, exponent, isSingle) : 0;
        return any;
    }

    private static void AppendDigit(ref Big digits, int digit, ref int significant)
    {
        if (significant == 0)
        {
            digits = new Big((ulong)digit);
            significant = digit != 0 ? 1 : 0;
            return;
        }

        digits.MultiplyAdd(10, (uint)digit);
        significant++;
    }

    // The exponent, if a whole one is there; otherwise nothing is read.
    private static int ScanExponent(ReadOnlySpan<char> text, ref int i)
    {
        if ((Unit(text, i) | 0x20) != 'e')
        {
            return 0;
        }

        int j = i + 1;
        bool negative = Unit(text, j) == '-';
        j += Unit(text, j) is '-' or '+' ? 1 : 0;
        if ((uint)(Unit(text, j) - '0') > 9)
        {
            return 0;
        }

        int exponent = 0;
        while ((uint)(Unit(text, j) - '0') <= 9)
        {
            exponent = Math.Min((exponent * 10) + (Unit(text, j) - '0'), 99_999);
            j++;
        }

        i = j;
        return negative ? -exponent : exponent;
    }

    // digits * 10^exponent, rounded to the nearest number, of two equally near ones to the even one.
    private static double Assemble(Big digits, int exponent, bool isSingle)
    {
        int precision = isSingle ? 24 : 53;
        int smallest = isSingle ? -149 : -1074;
        int largest = isSingle ? 104 : 971;
        int magnitude = (int)(digits.BitLength * 0.30103) + exponent;
        if (digits.IsZero || magnitude < -400)
        {
            return 0;
        }

        if (magnitude > 400)
        {
            return double.PositiveInfinity;
        }

        var denominator = new Big(1);
        digits.MultiplyByPowerOf10(exponent);
        denominator.MultiplyByPowerOf10(-exponent);

        // The quotient gets one bit more than the precision or exactly that, above the smallest exponent that there is.
        int power = Math.Max(digits.BitLength - denominator.BitLength - precision, smallest);
        digits.ShiftLeft(Math.Max(-power, 0));
        denominator.ShiftLeft(Math.Max(power, 0));
        ulong quotient = Divide(digits, denominator, precision + 2);
        bool exact = digits.IsZero;
        int half;
        if (quotient >> precision != 0)
        {
            half = (quotient & 1) == 0 ? -1 : exact ? 0 : 1;
            half = half < 0 && !exact ? -1 : half;
            quotient >>= 1;
            power++;
        }
        else
        {
            digits.ShiftLeft(1);
            half = digits.CompareTo(denominator);
        }

        quotient += half > 0 || (half == 0 && (quotient & 1) != 0) ? 1UL : 0;
        if (quotient >> precision != 0)
        {
            quotient >>= 1;
            power++;
        }

        return power > largest ? double.PositiveInfinity : Scale(quotient, power);
    }

    // Schoolbook division in binary; leaves the remainder.
    private static ulong Divide(Big dividend, Big divisor, int quotientBits)
    {
        ulong quotient = 0;
        for (int bit = quotientBits - 1; bit >= 0; bit--)
        {
            Big part = divisor.Copy();
            part.ShiftLeft(bit);
            if (dividend.CompareTo(part) >= 0)
            {
                dividend.Subtract(part);
                quotient |= 1UL << bit;
            }
        }

        return quotient;
    }

    // fraction * 2^power as the bits of a double; the fraction has at most 53 bits and the result is exact.
    private static double Scale(ulong fraction, int power)
    {
        if (fraction == 0)
        {
            return 0;
        }

        int top = Numerics.BitOperations.Log2(fraction);
        int shift = 52 - top;
        if (power - shift < -1074)
        {
            // Below the normal numbers the fraction is stored as it is.
            return BitConverter.UInt64BitsToDouble(fraction << (power + 1074));
        }

        ulong biased = (ulong)(power - shift + 1075);
        return BitConverter.UInt64BitsToDouble((biased << 52) | ((fraction << shift) & 0x000F_FFFF_FFFF_FFFF));
    }
}
