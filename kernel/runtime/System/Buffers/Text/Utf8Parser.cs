// Integers and truths from the beginning of UTF-8 text.

namespace System.Buffers.Text;

/// <summary>Reads a value and tells how many bytes it took; what follows is left alone.</summary>
public static class Utf8Parser
{
    public static bool TryParse(ReadOnlySpan<byte> source, out byte value, out int bytesConsumed, char standardFormat = '\0')
    {
        bool parsed = TryParseSigned(source, out long number, out bytesConsumed, standardFormat, byte.MaxValue, 0);
        value = (byte)number;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<byte> source, out ushort value, out int bytesConsumed, char standardFormat = '\0')
    {
        bool parsed = TryParseSigned(source, out long number, out bytesConsumed, standardFormat, ushort.MaxValue, 0);
        value = (ushort)number;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<byte> source, out uint value, out int bytesConsumed, char standardFormat = '\0')
    {
        bool parsed = TryParseSigned(source, out long number, out bytesConsumed, standardFormat, uint.MaxValue, 0);
        value = (uint)number;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<byte> source, out sbyte value, out int bytesConsumed, char standardFormat = '\0')
    {
        bool parsed = TryParseSigned(source, out long number, out bytesConsumed, standardFormat, sbyte.MaxValue, sbyte.MinValue);
        value = (sbyte)number;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<byte> source, out short value, out int bytesConsumed, char standardFormat = '\0')
    {
        bool parsed = TryParseSigned(source, out long number, out bytesConsumed, standardFormat, short.MaxValue, short.MinValue);
        value = (short)number;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<byte> source, out int value, out int bytesConsumed, char standardFormat = '\0')
    {
        bool parsed = TryParseSigned(source, out long number, out bytesConsumed, standardFormat, int.MaxValue, int.MinValue);
        value = (int)number;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<byte> source, out long value, out int bytesConsumed, char standardFormat = '\0') =>
        TryParseSigned(source, out value, out bytesConsumed, standardFormat, long.MaxValue, long.MinValue);

    public static bool TryParse(ReadOnlySpan<byte> source, out ulong value, out int bytesConsumed, char standardFormat = '\0')
    {
        int sign = !source.IsEmpty && source[0] == '+' && !IsHexadecimal(standardFormat) ? 1 : 0;
        bool parsed = TryParseDigits(source.Slice(sign), IsHexadecimal(standardFormat) ? 16u : 10u, ulong.MaxValue, out value, out bytesConsumed);
        bytesConsumed += parsed ? sign : 0;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<byte> source, out bool value, out int bytesConsumed, char standardFormat = '\0')
    {
        value = StartsWith(source, "true"u8);
        bytesConsumed = value ? 4 : StartsWith(source, "false"u8) ? 5 : 0;
        return bytesConsumed != 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> source, ReadOnlySpan<byte> lowerCase)
    {
        for (int i = 0; i < lowerCase.Length; i++)
        {
            if (i >= source.Length || (source[i] | 0x20) != lowerCase[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryParseSigned(ReadOnlySpan<byte> source, out long value, out int consumed, char format, long max, long min)
    {
        bool hexadecimal = IsHexadecimal(format);
        bool negative = !hexadecimal && !source.IsEmpty && source[0] == '-' && min < 0;
        int sign = negative || (!hexadecimal && !source.IsEmpty && source[0] == '+') ? 1 : 0;

        // Hexadecimal digits are the bits of a number, a signed one too.
        ulong limit = hexadecimal ? (ulong)max * (min < 0 ? 2u : 1u) + (min < 0 ? 1u : 0u) : negative ? 0 - (ulong)min : (ulong)max;
        bool parsed = TryParseDigits(source.Slice(sign), hexadecimal ? 16u : 10u, limit, out ulong magnitude, out consumed);
        value = parsed ? (negative ? -(long)magnitude : (long)magnitude) : 0;
        consumed += parsed ? sign : 0;
        return parsed;
    }

    private static bool IsHexadecimal(char format) => format switch
    {
        '\0' or 'g' or 'G' or 'd' or 'D' => false,
        'x' or 'X' => true,
        _ => throw new FormatException("Format specifier was invalid."),
    };

    private static bool TryParseDigits(ReadOnlySpan<byte> source, uint radix, ulong limit, out ulong value, out int consumed)
    {
        value = 0;
        consumed = 0;
        while (consumed < source.Length && DigitOf(source[consumed]) is uint digit && digit < radix)
        {
            if (value > (limit - digit) / radix)
            {
                value = 0;
                consumed = 0;
                return false;
            }

            value = (value * radix) + digit;
            consumed++;
        }

        return consumed != 0;
    }

    private static uint DigitOf(byte c) =>
        c is >= (byte)'0' and <= (byte)'9' ? c - (uint)'0' : (c | 0x20) is >= 'a' and <= 'f' ? (c | 0x20u) - 'a' + 10 : uint.MaxValue;
}
