// Conversions between the number types, and to and from text in base 2, 8, 10 and 16. What does not fit throws.

using System.Numerics;

namespace System;

/// <summary>Conversions that .NET programs know: fractions are rounded to the nearest even number, overflows throw.</summary>
public static partial class Convert
{
    public static bool ToBoolean(int value) => value != 0;

    public static bool ToBoolean(string? value) => value is not null && bool.Parse(value);

    public static byte ToByte(int value) => checked((byte)value);

    public static byte ToByte(double value) => ToByte(ToInt32(value));

    public static byte ToByte(string? value) => value is null ? (byte)0 : byte.Parse(value);

    public static byte ToByte(string? value, int fromBase) => IsDecimal(value, fromBase) ? ToByte(value) : (byte)ParseBits(value, fromBase, 8);

    public static char ToChar(int value) => checked((char)value);

    public static short ToInt16(int value) => checked((short)value);

    public static short ToInt16(string? value) => value is null ? (short)0 : short.Parse(value);

    public static short ToInt16(string? value, int fromBase) => IsDecimal(value, fromBase) ? ToInt16(value) : (short)ParseBits(value, fromBase, 16);

    public static int ToInt32(bool value) => value ? 1 : 0;

    public static int ToInt32(char value) => value;

    public static int ToInt32(int value) => value;

    public static int ToInt32(uint value) => checked((int)value);

    public static int ToInt32(long value) => checked((int)value);

    public static int ToInt32(ulong value) => checked((int)value);

    public static int ToInt32(double value) => checked((int)Math.Round(value));

    public static int ToInt32(string? value) => value is null ? 0 : int.Parse(value);

    public static int ToInt32(string? value, int fromBase) => IsDecimal(value, fromBase) ? ToInt32(value) : (int)ParseBits(value, fromBase, 32);

    public static uint ToUInt32(int value) => checked((uint)value);

    public static uint ToUInt32(long value) => checked((uint)value);

    public static uint ToUInt32(double value) => checked((uint)Math.Round(value));

    public static uint ToUInt32(string? value) => value is null ? 0 : uint.Parse(value);

    public static uint ToUInt32(string? value, int fromBase) => IsDecimal(value, fromBase) ? ToUInt32(value) : (uint)ParseBits(value, fromBase, 32);

    public static long ToInt64(bool value) => value ? 1 : 0;

    public static long ToInt64(long value) => value;

    public static long ToInt64(ulong value) => checked((long)value);

    public static long ToInt64(double value) => checked((long)Math.Round(value));

    public static long ToInt64(string? value) => value is null ? 0 : long.Parse(value);

    public static long ToInt64(string? value, int fromBase) => IsDecimal(value, fromBase) ? ToInt64(value) : (long)ParseBits(value, fromBase, 64);

    public static ulong ToUInt64(long value) => checked((ulong)value);

    public static ulong ToUInt64(double value) => checked((ulong)Math.Round(value));

    public static ulong ToUInt64(string? value) => value is null ? 0 : ulong.Parse(value);

    public static ulong ToUInt64(string? value, int fromBase) => IsDecimal(value, fromBase) ? ToUInt64(value) : ParseBits(value, fromBase, 64);

    public static double ToDouble(int value) => value;

    public static double ToDouble(long value) => value;

    public static double ToDouble(string? value) => value is null ? 0 : double.Parse(value);

    public static string ToString(byte value, int toBase) => Format(value, value, toBase);

    public static string ToString(short value, int toBase) => Format(value, (ushort)value, toBase);

    public static string ToString(int value, int toBase) => Format(value, (uint)value, toBase);

    public static string ToString(long value, int toBase) => Format(value, (ulong)value, toBase);

    // Negative numbers have a sign only in base 10.
    private static string Format(long value, ulong bits, int toBase)
    {
        CheckBase(toBase);
        if (toBase == 10)
        {
            return value.ToString();
        }

        int shift = BitOperations.Log2((uint)toBase);
        Span<char> digits = stackalloc char[64];
        int at = digits.Length;
        do
        {
            digits[--at] = "0123456789abcdef"[(int)bits & (toBase - 1)];
            bits >>= shift;
        }
        while (bits != 0);
        return new string(digits[at..]);
    }

    private static bool IsDecimal(string? value, int fromBase)
    {
        CheckBase(fromBase);
        return value is not { Length: 0 } ? fromBase == 10 : throw new ArgumentOutOfRangeException(null, "Index was out of range. Must be non-negative and less than the size of the collection.");
    }

    private static void CheckBase(int numberBase)
    {
        if (numberBase is not (2 or 8 or 10 or 16))
        {
            ThrowHelper.ThrowArgument("Invalid Base.");
        }
    }

    private static ulong ParseBits(string? value, int fromBase, int width)
    {
        if (value is null)
        {
            return 0;
        }

        if (value.StartsWith('-'))
        {
            ThrowHelper.ThrowArgument("String cannot contain a minus sign if the base is not 10.");
        }

        ReadOnlySpan<char> digits = fromBase == 16 && value.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? value.AsSpan(2) : value;
        if (digits.IsEmpty)
        {
            throw new FormatException("Could not find any recognizable digits.");
        }

        int shift = BitOperations.Log2((uint)fromBase);
        ulong result = 0;
        foreach (char c in digits)
        {
            int digit = HexDigit(c);
            if (digit < 0 || digit >= fromBase)
            {
                throw new FormatException("Additional non-parsable characters are at the end of the string.");
            }

            if (result >> (width - shift) != 0)
            {
                throw new OverflowException("Value was either too large or too small for the type.");
            }

            result = (result << shift) | (uint)digit;
        }

        return result;
    }

    private static int HexDigit(char c) =>
        char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : -1;
}
