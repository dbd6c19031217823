// Reads the packed numbers of ilc's tables.

using System;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.Loading;

/// <summary>A position in a table. The low bits of a number's first byte tell its length: 1 to 4 bytes, or 1 and 4 more.</summary>
/// <remarks>The tables are part of the image, so nothing is checked.</remarks>
internal unsafe struct NativeReader(byte* position)
{
    internal byte* Position = position;

    internal byte ReadByte() => *Position++;

    // Tables are read seldom: small is better than fast.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal uint ReadUnsigned()
    {
        int length = LengthOf(*Position);
        byte* at = Position;
        Position += length;
        return length == 5 ? Word(at + 1, 4) : Word(at, length) >> length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int ReadSigned()
    {
        int length = LengthOf(*Position);
        byte* at = Position;
        Position += length;
        return length == 5 ? (int)Word(at + 1, 4) : (int)(Word(at, length) << (32 - (8 * length))) >> (32 - (7 * length));
    }

    /// <summary>A number of up to 64 bits: as the shorter ones, or 8 bytes behind a first one that says so.</summary>
    internal ulong ReadUnsignedLong()
    {
        const byte wide = 0x1F;
        if ((*Position & wide) != wide)
        {
            return ReadUnsigned();
        }

        byte* at = Position + 1;
        Position += 9;
        return Word(at, 4) | ((ulong)Word(at + 4, 4) << 32);
    }

    /// <summary>The same with a sign.</summary>
    internal long ReadSignedLong()
    {
        const byte wide = 0x1F;
        return (*Position & wide) == wide ? (long)ReadUnsignedLong() : ReadSigned();
    }

    /// <summary>A counted run of bytes; names are UTF-8.</summary>
    internal ReadOnlySpan<byte> ReadBytes()
    {
        int length = (int)ReadUnsigned();
        byte* start = Position;
        Position += length;
        return new ReadOnlySpan<byte>(start, length);
    }

    /// <summary>A reader where a distance, counted from its own first byte, points.</summary>
    internal NativeReader ReadRelative()
    {
        byte* start = Position;
        int distance = ReadSigned();
        return new NativeReader(start + distance);
    }

    /// <summary>How many bytes a number takes.</summary>
    internal static uint EncodedLength(uint value) =>
        value < 1u << 7 ? 1u : value < 1u << 14 ? 2u : value < 1u << 21 ? 3u : value < 1u << 28 ? 4u : 5u;

    private static int LengthOf(byte first)
    {
        int length = 1;
        while (length < 5 && (first & 1) != 0)
        {
            first >>= 1;
            length++;
        }

        return length;
    }

    private static uint Word(byte* at, int bytes)
    {
        uint word = 0;
        for (int i = 0; i < bytes; i++)
        {
            word |= (uint)at[i] << (8 * i);
        }

        return word;
    }
}
