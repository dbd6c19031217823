// Bit tricks. The code generator replaces those marked as intrinsic; the bodies are correct on any machine.

using System.Runtime.CompilerServices;

namespace System.Numerics;

/// <summary>Operations on the bits of integers.</summary>
public static class BitOperations
{
    [Intrinsic]
    public static int LeadingZeroCount(uint value) => LeadingZeroCount((ulong)value) - 32;

    [Intrinsic]
    public static int LeadingZeroCount(ulong value)
    {
        if (value == 0)
        {
            return 64;
        }

        int count = 0;
        for (int step = 32; step != 0; step >>= 1)
        {
            if (value >> (64 - step) == 0)
            {
                value <<= step;
                count += step;
            }
        }

        return count;
    }

    public static int LeadingZeroCount(nuint value) => LeadingZeroCount((ulong)value);

    [Intrinsic]
    public static int TrailingZeroCount(int value) => TrailingZeroCount((uint)value);

    [Intrinsic]
    public static int TrailingZeroCount(uint value) => value == 0 ? 32 : PopCount((value & (0 - value)) - 1);

    [Intrinsic]
    public static int TrailingZeroCount(long value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    public static int TrailingZeroCount(ulong value) => value == 0 ? 64 : PopCount((value & (0 - value)) - 1);

    public static int TrailingZeroCount(nint value) => TrailingZeroCount((ulong)value);

    public static int TrailingZeroCount(nuint value) => TrailingZeroCount((ulong)value);

    [Intrinsic]
    public static int PopCount(uint value) => PopCount((ulong)value);

    [Intrinsic]
    public static int PopCount(ulong value)
    {
        value -= (value >> 1) & 0x5555555555555555;
        value = (value & 0x3333333333333333) + ((value >> 2) & 0x3333333333333333);
        value = (value + (value >> 4)) & 0x0F0F0F0F0F0F0F0F;
        return (int)(unchecked(value * 0x0101010101010101) >> 56);
    }

    public static int PopCount(nuint value) => PopCount((ulong)value);

    /// <summary>The position of the highest bit; 0 for 0.</summary>
    [Intrinsic]
    public static int Log2(uint value) => 31 - LeadingZeroCount(value | 1);

    /// <summary>The position of the highest bit; 0 for 0.</summary>
    [Intrinsic]
    public static int Log2(ulong value) => 63 - LeadingZeroCount(value | 1);

    public static int Log2(nuint value) => Log2((ulong)value);

    [Intrinsic]
    public static uint RotateLeft(uint value, int offset) => (value << offset) | (value >> (32 - offset));

    [Intrinsic]
    public static ulong RotateLeft(ulong value, int offset) => (value << offset) | (value >> (64 - offset));

    public static nuint RotateLeft(nuint value, int offset) => (nuint)RotateLeft((ulong)value, offset);

    [Intrinsic]
    public static uint RotateRight(uint value, int offset) => (value >> offset) | (value << (32 - offset));

    [Intrinsic]
    public static ulong RotateRight(ulong value, int offset) => (value >> offset) | (value << (64 - offset));

    public static nuint RotateRight(nuint value, int offset) => (nuint)RotateRight((ulong)value, offset);

    public static bool IsPow2(int value) => (value & (value - 1)) == 0 && value > 0;

    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value != 0;

    public static bool IsPow2(long value) => (value & (value - 1)) == 0 && value > 0;

    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value != 0;

    public static bool IsPow2(nint value) => IsPow2((long)value);

    public static bool IsPow2(nuint value) => IsPow2((ulong)value);

    /// <summary>The smallest power of 2 that is not less; 0 for 0 and when it has no room.</summary>
    public static uint RoundUpToPowerOf2(uint value) => (uint)(0x1_0000_0000UL >> LeadingZeroCount(value - 1));

    /// <summary>The smallest power of 2 that is not less; 0 for 0 and when it has no room.</summary>
    public static ulong RoundUpToPowerOf2(ulong value)
    {
        int shift = 64 - LeadingZeroCount(value - 1);
        return (1UL ^ (ulong)(shift >> 6)) << shift;
    }

    public static nuint RoundUpToPowerOf2(nuint value) => (nuint)RoundUpToPowerOf2((ulong)value);

    /// <summary>One step of the CRC-32C checksum.</summary>
    public static uint Crc32C(uint crc, byte data)
    {
        crc ^= data;
        for (int i = 0; i < 8; i++)
        {
            crc = (crc >> 1) ^ (0x82F63B78 & (0 - (crc & 1)));
        }

        return crc;
    }
}
