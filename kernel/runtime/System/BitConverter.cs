// Values as bytes, and floating-point numbers as bits. Little endian.

using System.Runtime.CompilerServices;

namespace System;

/// <summary>Conversion between values and their bytes.</summary>
public static unsafe class BitConverter
{
    public static readonly bool IsLittleEndian = true;

    public static long DoubleToInt64Bits(double value) => *(long*)&value;

    public static ulong DoubleToUInt64Bits(double value) => *(ulong*)&value;

    public static double Int64BitsToDouble(long value) => *(double*)&value;

    public static double UInt64BitsToDouble(ulong value) => *(double*)&value;

    public static int SingleToInt32Bits(float value) => *(int*)&value;

    public static uint SingleToUInt32Bits(float value) => *(uint*)&value;

    public static float Int32BitsToSingle(int value) => *(float*)&value;

    public static float UInt32BitsToSingle(uint value) => *(float*)&value;

    public static byte[] GetBytes(bool value) => [value ? (byte)1 : (byte)0];

    public static byte[] GetBytes(char value) => ToBytes(value);

    public static char ToChar(byte[] value, int startIndex) => ToChar(new ReadOnlySpan<byte>(value, startIndex, sizeof(char)));

    public static char ToChar(ReadOnlySpan<byte> value) => FromBytes<char>(value);

    public static byte[] GetBytes(short value) => ToBytes(value);

    public static short ToInt16(byte[] value, int startIndex) => ToInt16(new ReadOnlySpan<byte>(value, startIndex, sizeof(short)));

    public static short ToInt16(ReadOnlySpan<byte> value) => FromBytes<short>(value);

    public static byte[] GetBytes(ushort value) => ToBytes(value);

    public static ushort ToUInt16(byte[] value, int startIndex) => ToUInt16(new ReadOnlySpan<byte>(value, startIndex, sizeof(ushort)));

    public static ushort ToUInt16(ReadOnlySpan<byte> value) => FromBytes<ushort>(value);

    public static byte[] GetBytes(int value) => ToBytes(value);

    public static int ToInt32(byte[] value, int startIndex) => ToInt32(new ReadOnlySpan<byte>(value, startIndex, sizeof(int)));

    public static int ToInt32(ReadOnlySpan<byte> value) => FromBytes<int>(value);

    public static byte[] GetBytes(uint value) => ToBytes(value);

    public static uint ToUInt32(byte[] value, int startIndex) => ToUInt32(new ReadOnlySpan<byte>(value, startIndex, sizeof(uint)));

    public static uint ToUInt32(ReadOnlySpan<byte> value) => FromBytes<uint>(value);

    public static byte[] GetBytes(long value) => ToBytes(value);

    public static long ToInt64(byte[] value, int startIndex) => ToInt64(new ReadOnlySpan<byte>(value, startIndex, sizeof(long)));

    public static long ToInt64(ReadOnlySpan<byte> value) => FromBytes<long>(value);

    public static byte[] GetBytes(ulong value) => ToBytes(value);

    public static ulong ToUInt64(byte[] value, int startIndex) => ToUInt64(new ReadOnlySpan<byte>(value, startIndex, sizeof(ulong)));

    public static ulong ToUInt64(ReadOnlySpan<byte> value) => FromBytes<ulong>(value);

    public static byte[] GetBytes(float value) => ToBytes(value);

    public static float ToSingle(byte[] value, int startIndex) => ToSingle(new ReadOnlySpan<byte>(value, startIndex, sizeof(float)));

    public static float ToSingle(ReadOnlySpan<byte> value) => FromBytes<float>(value);

    public static byte[] GetBytes(double value) => ToBytes(value);

    public static double ToDouble(byte[] value, int startIndex) => ToDouble(new ReadOnlySpan<byte>(value, startIndex, sizeof(double)));

    public static double ToDouble(ReadOnlySpan<byte> value) => FromBytes<double>(value);

    public static bool ToBoolean(byte[] value, int startIndex) => value[startIndex] != 0;

    public static bool TryWriteBytes(Span<byte> destination, int value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, uint value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, long value) => TryWrite(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, ulong value) => TryWrite(destination, value);

    private static byte[] ToBytes<T>(T value)
        where T : unmanaged
    {
        byte[] bytes = new byte[sizeof(T)];
        Unsafe.WriteUnaligned(ref bytes[0], value);
        return bytes;
    }

    private static T FromBytes<T>(ReadOnlySpan<byte> value)
        where T : unmanaged
    {
        if (value.Length < sizeof(T))
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        }

        return Unsafe.ReadUnaligned<T>(ref value._reference);
    }

    private static bool TryWrite<T>(Span<byte> destination, T value)
        where T : unmanaged
    {
        if (destination.Length < sizeof(T))
        {
            return false;
        }

        Unsafe.WriteUnaligned(ref destination._reference, value);
        return true;
    }

    /// <summary>The bytes in hexadecimal with dashes between them.</summary>
    public static string ToString(byte[] value)
    {
        Text.StringBuilder text = new();
        foreach (byte b in value)
        {
            text.Append(text.Length > 0 ? "-" : "").Append(b.ToString("X2"));
        }

        return text.ToString();
    }
}
