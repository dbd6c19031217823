// Integers in memory in a given byte order.

using System.Runtime.CompilerServices;

namespace System.Buffers.Binary;

/// <summary>Reads and writes integers in a given byte order.</summary>
public static class BinaryPrimitives
{
    public static byte ReverseEndianness(byte value) => value;

    public static sbyte ReverseEndianness(sbyte value) => value;

    [Intrinsic]
    public static ushort ReverseEndianness(ushort value) => (ushort)((value >> 8) | (value << 8));

    [Intrinsic]
    public static short ReverseEndianness(short value) => (short)ReverseEndianness((ushort)value);

    [Intrinsic]
    public static uint ReverseEndianness(uint value)
    {
        value = ((value >> 8) & 0x00FF00FF) | ((value & 0x00FF00FF) << 8);
        return (value >> 16) | (value << 16);
    }

    [Intrinsic]
    public static int ReverseEndianness(int value) => (int)ReverseEndianness((uint)value);

    [Intrinsic]
    public static ulong ReverseEndianness(ulong value) =>
        ((ulong)ReverseEndianness((uint)value) << 32) | ReverseEndianness((uint)(value >> 32));

    [Intrinsic]
    public static long ReverseEndianness(long value) => (long)ReverseEndianness((ulong)value);

    public static short ReadInt16LittleEndian(ReadOnlySpan<byte> source) => Read<short>(source);

    public static void WriteInt16LittleEndian(Span<byte> destination, short value) => Write(destination, value);

    public static bool TryReadInt16LittleEndian(ReadOnlySpan<byte> source, out short value)
    {
        bool fits = source.Length >= sizeof(short);
        value = fits ? ReadInt16LittleEndian(source) : default;
        return fits;
    }

    public static bool TryWriteInt16LittleEndian(Span<byte> destination, short value)
    {
        bool fits = destination.Length >= sizeof(short);
        if (fits)
        {
            WriteInt16LittleEndian(destination, value);
        }

        return fits;
    }

    public static short ReadInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<short>(source));

    public static void WriteInt16BigEndian(Span<byte> destination, short value) => Write(destination, ReverseEndianness(value));

    public static bool TryReadInt16BigEndian(ReadOnlySpan<byte> source, out short value)
    {
        bool fits = source.Length >= sizeof(short);
        value = fits ? ReadInt16BigEndian(source) : default;
        return fits;
    }

    public static bool TryWriteInt16BigEndian(Span<byte> destination, short value)
    {
        bool fits = destination.Length >= sizeof(short);
        if (fits)
        {
            WriteInt16BigEndian(destination, value);
        }

        return fits;
    }

    public static ushort ReadUInt16LittleEndian(ReadOnlySpan<byte> source) => Read<ushort>(source);

    public static void WriteUInt16LittleEndian(Span<byte> destination, ushort value) => Write(destination, value);

    public static bool TryReadUInt16LittleEndian(ReadOnlySpan<byte> source, out ushort value)
    {
        bool fits = source.Length >= sizeof(ushort);
        value = fits ? ReadUInt16LittleEndian(source) : default;
        return fits;
    }

    public static bool TryWriteUInt16LittleEndian(Span<byte> destination, ushort value)
    {
        bool fits = destination.Length >= sizeof(ushort);
        if (fits)
        {
            WriteUInt16LittleEndian(destination, value);
        }

        return fits;
    }

    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<ushort>(source));

    public static void WriteUInt16BigEndian(Span<byte> destination, ushort value) => Write(destination, ReverseEndianness(value));

    public static bool TryReadUInt16BigEndian(ReadOnlySpan<byte> source, out ushort value)
    {
        bool fits = source.Length >= sizeof(ushort);
        value = fits ? ReadUInt16BigEndian(source) : default;
        return fits;
    }

    public static bool TryWriteUInt16BigEndian(Span<byte> destination, ushort value)
    {
        bool fits = destination.Length >= sizeof(ushort);
        if (fits)
        {
            WriteUInt16BigEndian(destination, value);
        }

        return fits;
    }

    public static int ReadInt32LittleEndian(ReadOnlySpan<byte> source) => Read<int>(source);

    public static void WriteInt32LittleEndian(Span<byte> destination, int value) => Write(destination, value);

    public static bool TryReadInt32LittleEndian(ReadOnlySpan<byte> source, out int value)
    {
        bool fits = source.Length >= sizeof(int);
        value = fits ? ReadInt32LittleEndian(source) : default;
        return fits;
    }

    public static bool TryWriteInt32LittleEndian(Span<byte> destination, int value)
    {
        bool fits = destination.Length >= sizeof(int);
        if (fits)
        {
            WriteInt32LittleEndian(destination, value);
        }

        return fits;
    }

    public static int ReadInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<int>(source));

    public static void WriteInt32BigEndian(Span<byte> destination, int value) => Write(destination, ReverseEndianness(value));

    public static bool TryReadInt32BigEndian(ReadOnlySpan<byte> source, out int value)
    {
        bool fits = source.Length >= sizeof(int);
        value = fits ? ReadInt32BigEndian(source) : default;
        return fits;
    }

    public static bool TryWriteInt32BigEndian(Span<byte> destination, int value)
    {
        bool fits = destination.Length >= sizeof(int);
        if (fits)
        {
            WriteInt32BigEndian(destination, value);
        }

        return fits;
    }

    public static uint ReadUInt32LittleEndian(ReadOnlySpan<byte> source) => Read<uint>(source);

    public static void WriteUInt32LittleEndian(Span<byte> destination, uint value) => Write(destination, value);

    public static bool TryReadUInt32LittleEndian(ReadOnlySpan<byte> source, out uint value)
    {
        bool fits = source.Length >= sizeof(uint);
        value = fits ? ReadUInt32LittleEndian(source) : default;
        return fits;
    }

    public static bool TryWriteUInt32LittleEndian(Span<byte> destination, uint value)
    {
        bool fits = destination.Length >= sizeof(uint);
        if (fits)
        {
            WriteUInt32LittleEndian(destination, value);
        }

        return fits;
    }

    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<uint>(source));

    public static void WriteUInt32BigEndian(Span<byte> destination, uint value) => Write(destination, ReverseEndianness(value));

    public static bool TryReadUInt32BigEndian(ReadOnlySpan<byte> source, out uint value)
    {
        bool fits = source.Length >= sizeof(uint);
        value = fits ? ReadUInt32BigEndian(source) : default;
        return fits;
    }

    public static bool TryWriteUInt32BigEndian(Span<byte> destination, uint value)
    {
        bool fits = destination.Length >= sizeof(uint);
        if (fits)
        {
            WriteUInt32BigEndian(destination, value);
        }

        return fits;
    }

    public static long ReadInt64LittleEndian(ReadOnlySpan<byte> source) => Read<long>(source);

    public static void WriteInt64LittleEndian(Span<byte> destination, long value) => Write(destination, value);

    public static bool TryReadInt64LittleEndian(ReadOnlySpan<byte> source, out long value)
    {
        bool fits = source.Length >= sizeof(long);
        value = fits ? ReadInt64LittleEndian(source) : default;
        return fits;
    }

    public static bool TryWriteInt64LittleEndian(Span<byte> destination, long value)
    {
        bool fits = destination.Length >= sizeof(long);
        if (fits)
        {
            WriteInt64LittleEndian(destination, value);
        }

        return fits;
    }

    public static long ReadInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<long>(source));

    public static void WriteInt64BigEndian(Span<byte> destination, long value) => Write(destination, ReverseEndianness(value));

    public static bool TryReadInt64BigEndian(ReadOnlySpan<byte> source, out long value)
    {
        bool fits = source.Length >= sizeof(long);
        value = fits ? ReadInt64BigEndian(source) : default;
        return fits;
    }

    public static bool TryWriteInt64BigEndian(Span<byte> destination, long value)
    {
        bool fits = destination.Length >= sizeof(long);
        if (fits)
        {
            WriteInt64BigEndian(destination, value);
        }

        return fits;
    }

    public static ulong ReadUInt64LittleEndian(ReadOnlySpan<byte> source) => Read<ulong>(source);

    public static void WriteUInt64LittleEndian(Span<byte> destination, ulong value) => Write(destination, value);

    public static bool TryReadUInt64LittleEndian(ReadOnlySpan<byte> source, out ulong value)
    {
        bool fits = source.Length >= sizeof(ulong);
        value = fits ? ReadUInt64LittleEndian(source) : default;
        return fits;
    }

    public static bool TryWriteUInt64LittleEndian(Span<byte> destination, ulong value)
    {
        bool fits = destination.Length >= sizeof(ulong);
        if (fits)
        {
            WriteUInt64LittleEndian(destination, value);
        }

        return fits;
    }

    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> source) => ReverseEndianness(Read<ulong>(source));

    public static void WriteUInt64BigEndian(Span<byte> destination, ulong value) => Write(destination, ReverseEndianness(value));

    public static bool TryReadUInt64BigEndian(ReadOnlySpan<byte> source, out ulong value)
    {
        bool fits = source.Length >= sizeof(ulong);
        value = fits ? ReadUInt64BigEndian(source) : default;
        return fits;
    }

    public static bool TryWriteUInt64BigEndian(Span<byte> destination, ulong value)
    {
        bool fits = destination.Length >= sizeof(ulong);
        if (fits)
        {
            WriteUInt64BigEndian(destination, value);
        }

        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe T Read<T>(ReadOnlySpan<byte> source)
        where T : unmanaged
    {
        if (source.Length < sizeof(T))
        {
            ThrowHelper.ThrowArgumentOutOfRange("length");
        }

        return Unsafe.ReadUnaligned<T>(ref source._reference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Write<T>(Span<byte> destination, T value)
        where T : unmanaged
    {
        if (destination.Length < sizeof(T))
        {
            ThrowHelper.ThrowArgumentOutOfRange("length");
        }

        Unsafe.WriteUnaligned(ref destination._reference, value);
    }
}
