// Floating-point numbers as text: the shortest digits that read back as the same number, or as many as asked for.
// All arithmetic is exact (Steele and White 1990; Burger and Dybvig 1996). Only programs beside the kernel use it.

namespace System;

internal static partial class Number
{
    /// <summary>Decimal digits: 0.d1d2d3... times 10 to the power of <c>Point</c>.</summary>
    private struct DecimalDigits
    {
        internal char[] Digits;
        internal int Count;
        internal int Point;

        internal readonly char this[int index] => (uint)index < (uint)Count ? Digits[index] : '0';
    }

    internal static string FormatFloat(double value, string? format, bool isSingle)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (IsPicture(format))
        {
            const int picturedDigits = 15;
            DecimalDigits pictured = Round(Math.Abs(value), picturedDigits, fromPoint: false);
            return FormatPicture(pictured.Digits.AsSpan(0, pictured.Count), pictured.Point, double.IsNegative(value), format);
        }

        char kind = ParseFormat(format, out int precision);
        bool negative = double.IsNegative(value);
        value = Math.Abs(value);
        string text = (char)(kind | 0x20) switch
        {
            'g' or 'r' => General(value, isSingle, kind, precision),
            'f' => Fixed(Round(value, precision < 0 ? 2 : precision, fromPoint: true), precision < 0 ? 2 : precision, grouped: false),
            'n' => Fixed(Round(value, precision < 0 ? 2 : precision, fromPoint: true), precision < 0 ? 2 : precision, grouped: true),
            'e' => Scientific(Round(value, (precision < 0 ? 6 : precision) + 1, fromPoint: false), precision < 0 ? 6 : precision, kind, 3),
            'p' => Percent(value, precision < 0 ? 2 : precision),
            _ => throw new FormatException("Format specifier was invalid."),
        };
        return negative ? "-" + text : text;
    }

    private static string Percent(double value, int fraction)
    {
        DecimalDigits digits = Round(value, fraction + 2, fromPoint: true);
        digits.Point += digits.Count == 0 ? 0 : 2;
        return Fixed(digits, fraction, grouped: true) + " %";
    }

    private static string General(double value, bool isSingle, char kind, int precision)
    {
        DecimalDigits digits;
        int limit;
        if (precision <= 0 || kind is 'R' or 'r')
        {
            digits = Shortest(value, isSingle);
            limit = Math.Max(digits.Count, isSingle ? 9 : 17);
        }
        else
        {
            digits = Round(value, precision, fromPoint: false);
            limit = precision;
        }

        while (digits.Count > 0 && digits[digits.Count - 1] == '0')
        {
            digits.Count--;
        }

        if (digits.Count == 0)
        {
            return "0";
        }

        bool scientific = digits.Point > limit || digits.Point < -3;
        return scientific
            ? Scientific(digits, digits.Count - 1, kind is 'g' or 'r' ? 'e' : 'E', 2)
            : Fixed(digits, Math.Max(digits.Count - digits.Point, 0), grouped: false);
    }

    private static string Fixed(DecimalDigits digits, int fraction, bool grouped)
    {
        var text = new Text.StringBuilder();
        for (int i = 0; i < Math.Max(digits.Point, 1); i++)
        {
            int left = digits.Point - i;
            if (grouped && i > 0 && left % 3 == 0)
            {
                text.Append(',');
            }

            text.Append(digits.Point <= 0 ? '0' : digits[i]);
        }

        if (fraction > 0)
        {
            text.Append('.');
        }

        for (int i = 0; i < fraction; i++)
        {
            text.Append(digits[digits.Point + i]);
        }

        return text.ToString();
    }

    private static string Scientific(DecimalDigits digits, int fraction, char kind, int exponentDigits)
    {
        var text = new Text.StringBuilder().Append(digits[0]);
        if (fraction > 0)
        {
            text.Append('.');
        }

        for (int i = 1; i <= fraction; i++)
        {
            text.Append(digits[i]);
        }

        int exponent = digits.Count == 0 ? 0 : digits.Point - 1;
        return text.Append(kind).Append(exponent < 0 ? '-' : '+')
            .Append(Math.Abs(exponent).ToString().PadLeft(exponentDigits, '0')).ToString();
    }

    // The number as fraction * 2^exponent, and whether the gap to the next smaller number is half of that to the next larger.
    private static ulong Split(double value, bool isSingle, out int exponent, out bool unequalGaps)
    {
        int fractionBits = isSingle ? 23 : 52;
        ulong bits = isSingle ? BitConverter.SingleToUInt32Bits((float)value) : BitConverter.DoubleToUInt64Bits(value);
        ulong fraction = bits & ((1UL << fractionBits) - 1);
        int biased = (int)(bits >> fractionBits);
        unequalGaps = fraction == 0 && biased > 1;
        exponent = Math.Max(biased, 1) - (isSingle ? 127 : 1023) - fractionBits;
        return biased == 0 ? fraction : fraction | (1UL << fractionBits);
    }

    private static DecimalDigits Shortest(double value, bool isSingle)
    {
        var result = new DecimalDigits { Digits = new char[20] };
        if (value == 0)
        {
            return result;
        }

        ulong fraction = Split(value, isSingle, out int exponent, out bool unequalGaps);
        bool even = (fraction & 1) == 0;
        int extra = unequalGaps ? 2 : 1;

        // The number is rest / scale; its neighbours are half-way at (rest - low) / scale and (rest + high) / scale.
        var rest = new Big(fraction);
        var scale = new Big(1);
        var low = new Big(1);
        rest.ShiftLeft(Math.Max(exponent, 0) + extra);
        scale.ShiftLeft(Math.Max(-exponent, 0) + extra);
        low.ShiftLeft(Math.Max(exponent, 0));
        Big high = low.Copy();
        high.ShiftLeft(extra - 1);

        result.Point = EstimatePoint(fraction, exponent);
        scale.MultiplyByPowerOf10(result.Point);
        rest.MultiplyByPowerOf10(-result.Point);
        low.MultiplyByPowerOf10(-result.Point);
        high.MultiplyByPowerOf10(-result.Point);

        // The estimate may be too small.
        while (Reaches(rest, high, scale, even))
        {
            scale.MultiplyAdd(10, 0);
            result.Point++;
        }

        while (true)
        {
            rest.MultiplyAdd(10, 0);
            low.MultiplyAdd(10, 0);
            high.MultiplyAdd(10, 0);
            int digit = rest.DivideToDigit(scale);
            int toLow = rest.CompareTo(low);
            bool mayEndBelow = even ? toLow <= 0 : toLow < 0;
            bool mayEndAbove = Reaches(rest, high, scale, even);
            if (!mayEndBelow && !mayEndAbove)
            {
                result.Digits[result.Count++] = (char)('0' + digit);
                continue;
            }

            if (mayEndBelow && mayEndAbove)
            {
                rest.ShiftLeft(1);
                int half = rest.CompareTo(scale);
                mayEndAbove = half > 0 || (half == 0 && (digit & 1) != 0);
            }

            result.Digits[result.Count++] = (char)('0' + digit);
            if (mayEndAbove)
            {
                Increment(ref result);
            }

            return result;
        }
    }

    private static bool Reaches(Big rest, Big high, Big scale, bool even)
    {
        Big sum = rest.Copy();
        sum.Add(high);
        int order = sum.CompareTo(scale);
        return even ? order >= 0 : order > 0;
    }

    // Where the decimal point is, from the binary exponent: exact, or one or two places too small.
    private static int EstimatePoint(ulong fraction, int exponent)
    {
        int log2 = Numerics.BitOperations.Log2(fraction) + exponent;

        // 1233 / 4096 is a little less than log10(2) and rounding is downwards; below 1 that makes it larger, hence the other factor.
        return ((log2 * (log2 < 0 ? 1234 : 1233)) >> 12) + 1;
    }

    /// <summary>The digits rounded to so many in all, or behind the point.</summary>
    private static DecimalDigits Round(double value, int count, bool fromPoint)
    {
        var result = new DecimalDigits { Digits = [] };
        if (value == 0)
        {
            return result;
        }

        ulong fraction = Split(value, isSingle: false, out int exponent, out _);
        var rest = new Big(fraction);
        var scale = new Big(1);
        rest.ShiftLeft(Math.Max(exponent, 0));
        scale.ShiftLeft(Math.Max(-exponent, 0));
        result.Point = EstimatePoint(fraction, exponent);
        scale.MultiplyByPowerOf10(result.Point);
        rest.MultiplyByPowerOf10(-result.Point);
        while (rest.CompareTo(scale) >= 0)
        {
            scale.MultiplyAdd(10, 0);
            result.Point++;
        }

        while (true)
        {
            Big next = rest.Copy();
            next.MultiplyAdd(10, 0);
            if (next.CompareTo(scale) >= 0)
            {
                break;
            }

            rest = next;
            result.Point--;
        }

        int wanted = Math.Max(fromPoint ? result.Point + count : count, -1);
        result.Digits = new char[wanted + 2];
        while (result.Count < wanted)
        {
            rest.MultiplyAdd(10, 0);
            result.Digits[result.Count++] = (char)('0' + rest.DivideToDigit(scale));
        }

        // Half a unit in the last place goes to the even digit.
        rest.ShiftLeft(1);
        int half = rest.CompareTo(scale);
        bool odd = result.Count > 0 && (result.Digits[result.Count - 1] & 1) != 0;
        if (wanted >= 0 && (half > 0 || (half == 0 && odd)))
        {
            Increment(ref result);
        }

        return result;
    }

    // Adds one in the last place.
    private static void Increment(ref DecimalDigits number)
    {
        int i = number.Count - 1;
        while (i >= 0 && number.Digits[i] == '9')
        {
            number.Digits[i--] = '0';
        }

        if (i >= 0)
        {
            number.Digits[i]++;
            return;
        }

        // All nines: a one, and the zeros move on.
        number.Point++;
        for (int j = number.Count; j > 0; j--)
        {
            number.Digits[j] = number.Digits[j - 1];
        }

        number.Digits[0] = '1';
        number.Count++;
    }
}
