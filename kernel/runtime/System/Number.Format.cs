// Integers as text: the formats D, G, R, X, B, N and F, into UTF-16 or UTF-8.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Formatting and parsing of numbers, for the invariant culture.</summary>
internal static partial class Number
{
    /// <summary>How an integer is to be written, and how long it gets.</summary>
    private struct IntegerLayout
    {
        internal ulong Magnitude;
        internal bool Negative;
        internal char Kind;
        internal int Digits;
        internal int Fraction;
        internal int Length;
        internal bool UpperCase;
    }

    /// <summary>The text as a span; an exception for null.</summary>
    internal static ReadOnlySpan<char> NotNull([NotNull] string? s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s.Span;
    }

    internal static string ToDecimalString(long value) => ToDecimalString(Magnitude(value), value < 0);

    internal static string ToDecimalString(ulong value) => ToDecimalString(value, negative: false);

    internal static string ToString(long value, int bits, string? format)
    {
        if (string.IsNullOrEmpty(format))
        {
            return ToDecimalString(value);
        }

        return IsPicture(format) ? ToPicture(Magnitude(value), value < 0, format) : ToString(Plan((ulong)value, Magnitude(value), value < 0, bits, format));
    }

    internal static string ToString(ulong value, int bits, string? format)
    {
        if (string.IsNullOrEmpty(format))
        {
            return ToDecimalString(value);
        }

        return IsPicture(format) ? ToPicture(value, negative: false, format) : ToString(Plan(value, value, negative: false, bits, format));
    }

    internal static bool TryFormat<TChar>(long value, int bits, ReadOnlySpan<char> format, Span<TChar> destination, out int written)
        where TChar : unmanaged => IsPicture(format)
            ? TryWrite(ToPicture(Magnitude(value), value < 0, format), destination, out written)
            : TryWrite(Plan((ulong)value, Magnitude(value), value < 0, bits, format), destination, out written);

    internal static bool TryFormat<TChar>(ulong value, int bits, ReadOnlySpan<char> format, Span<TChar> destination, out int written)
        where TChar : unmanaged => IsPicture(format)
            ? TryWrite(ToPicture(value, negative: false, format), destination, out written)
            : TryWrite(Plan(value, value, negative: false, bits, format), destination, out written);

    /// <summary>The number of decimal digits; 1 for zero.</summary>
    internal static int CountDigits(ulong value)
    {
        int digits = 1;
        while (value >= 10)
        {
            value /= 10;
            digits++;
        }

        return digits;
    }

    /// <summary>Writes decimal digits that end at the end of the span, with leading zeros.</summary>
    internal static void WriteDigits<TChar>(Span<TChar> destination, ulong value)
        where TChar : unmanaged
    {
        for (int i = destination.Length - 1; i >= 0; i--)
        {
            ulong rest = value / 10;
            destination[i] = Cast<TChar>('0' + (int)(value - (rest * 10)));
            value = rest;
        }
    }

    /// <summary>An ASCII character as a code unit of either encoding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TChar Cast<TChar>(int ascii)
        where TChar : unmanaged
    {
        if (typeof(TChar) == typeof(char))
        {
            char unit = (char)ascii;
            return Unsafe.As<char, TChar>(ref unit);
        }

        byte octet = (byte)ascii;
        return Unsafe.As<byte, TChar>(ref octet);
    }

    private static ulong Magnitude(long value) => value < 0 ? 0 - (ulong)value : (ulong)value;

    private static string ToDecimalString(ulong magnitude, bool negative)
    {
        int digits = CountDigits(magnitude);
        int sign = negative ? 1 : 0;
        string text = string.FastAllocateString(digits + sign);
        Span<char> destination = text.Writable;
        destination[0] = '-';
        WriteDigits(destination.Slice(sign), magnitude);
        return text;
    }

    private static string ToString(in IntegerLayout plan)
    {
        string text = string.FastAllocateString(plan.Length);
        Write(plan, text.Writable);
        return text;
    }

    private static string ToPicture(ulong magnitude, bool negative, ReadOnlySpan<char> format)
    {
        Span<char> digits = stackalloc char[20];
        int count = magnitude == 0 ? 0 : CountDigits(magnitude);
        WriteDigits(digits.Slice(0, count), magnitude);
        return FormatPicture(digits.Slice(0, count), count, negative, format);
    }

    private static bool TryWrite<TChar>(string text, Span<TChar> destination, out int written)
        where TChar : unmanaged
    {
        written = 0;
        if (typeof(TChar) == typeof(byte))
        {
            return Text.Utf8Text.TryEncode(text, Runtime.InteropServices.MemoryMarshal.Cast<TChar, byte>(destination), out written);
        }

        if (!text.TryCopyTo(Runtime.InteropServices.MemoryMarshal.Cast<TChar, char>(destination)))
        {
            return false;
        }

        written = text.Length;
        return true;
    }

    // bits: the two's complement pattern of a negative number, cut to the type's width, is what X and B show.
    private static IntegerLayout Plan(ulong pattern, ulong magnitude, bool negative, int bits, ReadOnlySpan<char> format)
    {
        char kind = ParseFormat(format, out int precision);
        var plan = new IntegerLayout { Kind = (char)(kind | 0x20), UpperCase = kind is >= 'A' and <= 'Z', Magnitude = magnitude, Negative = negative };
        switch (plan.Kind)
        {
            case 'g' when precision > 0 && precision < CountDigits(magnitude):
                throw new NotSupportedException("Scientific notation of integers is not supported.");
            case 'd' or 'g' or 'r':
                plan.Digits = plan.Kind == 'd' ? Math.Max(precision, CountDigits(magnitude)) : CountDigits(magnitude);
                plan.Length = plan.Digits + (negative ? 1 : 0);
                plan.Kind = 'd';
                break;
            case 'x' or 'b':
                plan.Magnitude = bits == 64 ? pattern : pattern & ((1UL << bits) - 1);
                plan.Negative = false;
                plan.Digits = Math.Max(precision, CountBinaryDigits(plan.Magnitude, plan.Kind == 'x' ? 4 : 1));
                plan.Length = plan.Digits;
                break;
            case 'n' or 'f':
                plan.Fraction = precision < 0 ? 2 : precision;
                plan.Digits = CountDigits(magnitude);
                int groups = plan.Kind == 'n' ? (plan.Digits - 1) / 3 : 0;
                plan.Length = (negative ? 1 : 0) + plan.Digits + groups + (plan.Fraction > 0 ? plan.Fraction + 1 : 0);
                break;
            default:
                ThrowHelper.ThrowFormat("Format specifier was invalid.");
                break;
        }

        return plan;
    }

    // The letter of a standard format and its precision; -1 when none is given.
    internal static char ParseFormat(ReadOnlySpan<char> format, out int precision)
    {
        precision = -1;
        if (format.IsEmpty)
        {
            return 'G';
        }

        for (int i = 1; i < format.Length; i++)
        {
            if (!char.IsAsciiDigit(format[i]) || precision > 99_999_999)
            {
                ThrowHelper.ThrowFormat("Format specifier was invalid.");
            }

            precision = (Math.Max(precision, 0) * 10) + (format[i] - '0');
        }

        return format[0];
    }

    private static int CountBinaryDigits(ulong value, int bitsPerDigit)
    {
        int digits = 1;
        while ((value >>= bitsPerDigit) != 0)
        {
            digits++;
        }

        return digits;
    }

    private static bool TryWrite<TChar>(in IntegerLayout plan, Span<TChar> destination, out int written)
        where TChar : unmanaged
    {
        if (plan.Length > destination.Length)
        {
            written = 0;
            return false;
        }

        Write(plan, destination.Slice(0, plan.Length));
        written = plan.Length;
        return true;
    }

    private static void Write<TChar>(in IntegerLayout plan, Span<TChar> destination)
        where TChar : unmanaged
    {
        if (plan.Negative)
        {
            destination[0] = Cast<TChar>('-');
            destination = destination.Slice(1);
        }

        if (plan.Kind == 'd')
        {
            WriteDigits(destination, plan.Magnitude);
        }
        else if (plan.Kind is 'x' or 'b')
        {
            WriteBinary(destination, plan.Magnitude, plan.Kind == 'x' ? 4 : 1, plan.UpperCase);
        }
        else
        {
            WriteGrouped(destination, plan);
        }
    }

    private static void WriteBinary<TChar>(Span<TChar> destination, ulong value, int bitsPerDigit, bool upperCase)
        where TChar : unmanaged
    {
        uint mask = (1u << bitsPerDigit) - 1;
        int letter = (upperCase ? 'A' : 'a') - 10;
        for (int i = destination.Length - 1; i >= 0; i--)
        {
            int digit = (int)((uint)value & mask);
            destination[i] = Cast<TChar>(digit + (digit < 10 ? '0' : letter));
            value >>= bitsPerDigit;
        }
    }

    private static void WriteGrouped<TChar>(Span<TChar> destination, in IntegerLayout plan)
        where TChar : unmanaged
    {
        int end = destination.Length;
        if (plan.Fraction > 0)
        {
            end -= plan.Fraction + 1;
            destination.Slice(end).Fill(Cast<TChar>('0'));
            destination[end] = Cast<TChar>('.');
        }

        ulong value = plan.Magnitude;
        for (int digit = 0; digit < plan.Digits; digit++)
        {
            if (plan.Kind == 'n' && digit != 0 && digit % 3 == 0)
            {
                destination[--end] = Cast<TChar>(',');
            }

            ulong rest = value / 10;
            destination[--end] = Cast<TChar>('0' + (int)(value - (rest * 10)));
            value = rest;
        }
    }
}
