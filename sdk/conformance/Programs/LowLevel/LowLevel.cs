// Atomics, bits, bytes.

using System.Buffers.Binary;
using System.Numerics;
using System.Threading;

namespace Lume.Conformance.Programs.LowLevel;

internal static class InterlockedIntegers
{
    private static int s_int;
    private static long s_long;

    public static void Run()
    {
        s_int = Opaque.Of(5);
        s_long = 1L << 40;
        Out.Line("increment", Interlocked.Increment(ref s_int), Interlocked.Decrement(ref s_int));
        Out.Line("add", Interlocked.Add(ref s_int, 10), Interlocked.Add(ref s_long, -1));
        Out.Line("exchange", Interlocked.Exchange(ref s_int, 7), s_int);
        Out.Line("compare", Interlocked.CompareExchange(ref s_int, 8, 7), Interlocked.CompareExchange(ref s_int, 9, 7), s_int);
        Out.Line("long", Interlocked.CompareExchange(ref s_long, 3, (1L << 40) - 1), Interlocked.Exchange(ref s_long, -4), s_long);
        Out.Line("and or", Interlocked.And(ref s_int, 12), Interlocked.Or(ref s_int, 3), s_int);
        Out.Line("read", Interlocked.Read(ref s_long));
        uint u = uint.MaxValue;
        Out.Line("unsigned", Interlocked.Increment(ref u), u);
        int[] array = [1, 2];
        Interlocked.Add(ref array[1], 40);
        Interlocked.MemoryBarrier();
        Out.Line("array", array[1]);
    }
}

internal static class InterlockedReferences
{
    private sealed class Node
    {
        public string Name = "";
        public Node? Next;
    }

    private static Node? s_head;

    public static void Run()
    {
        for (int i = 0; i < 3; i++)
        {
            Node node = new() { Name = "n" + i };
            Node? head;
            do
            {
                head = Volatile.Read(ref s_head);
                node.Next = head;
            }
            while (Interlocked.CompareExchange(ref s_head, node, head) != head);
        }

        Out.Line(s_head!.Name + s_head.Next!.Name);
        Node? taken = Interlocked.Exchange(ref s_head, null);
        Out.Line(taken!.Name, s_head is null ? 1 : 0);
        object o = "x";
        Out.Line((string)Interlocked.Exchange(ref o, "y") + o);
    }
}

internal static class VolatileAccess
{
    private static volatile int s_flag;
    private static volatile string? s_text;
    private static long s_plain;

    public static void Run()
    {
        s_flag = Opaque.Of(3);
        s_flag++;
        s_text = "v";
        Volatile.Write(ref s_plain, 1L << 50);
        Out.Line(s_text, s_flag, Volatile.Read(ref s_plain));
        bool b = false;
        Volatile.Write(ref b, true);
        byte small = 5;
        Volatile.Write(ref small, 200);
        Out.Line("small", Volatile.Read(ref b) ? 1 : 0, Volatile.Read(ref small));
    }
}

internal static class BitTricks
{
    public static void Run()
    {
        foreach (ulong v in (ulong[])[0, 1, 2, 0x80, 0xFFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1_0000_0000, 1UL << 63, ulong.MaxValue, 0x0123_4567_89AB_CDEF])
        {
            ulong x = Opaque.Of(v);
            Out.Line("64", BitOperations.LeadingZeroCount(x), BitOperations.TrailingZeroCount(x), BitOperations.PopCount(x));
            Out.Line("32", BitOperations.LeadingZeroCount((uint)x), BitOperations.TrailingZeroCount((uint)x), BitOperations.PopCount((uint)x));
            Out.Line("log", BitOperations.Log2(x), BitOperations.IsPow2(x) ? 1 : 0);
        }
    }
}

internal static class Rotations
{
    public static void Run()
    {
        ulong x = Opaque.Of(0x0123_4567_89AB_CDEFUL);
        for (int i = 0; i < 70; i += 13)
        {
            int n = Opaque.Of(i);
            Out.Hex("left", BitOperations.RotateLeft(x, n));
            Out.Hex("right", BitOperations.RotateRight(x, n));
            Out.Hex("left 32", BitOperations.RotateLeft((uint)x, n));
            Out.Hex("right 32", BitOperations.RotateRight((uint)x, n));
        }

        Out.Line("round up", BitOperations.RoundUpToPowerOf2(Opaque.Of(1000u)));
    }
}

internal static class ByteOrder
{
    public static void Run()
    {
        Span<byte> b = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(b, Opaque.Of(0x11223344u));
        BinaryPrimitives.WriteInt64LittleEndian(b[4..], Opaque.Of(-2L));
        BinaryPrimitives.WriteUInt16LittleEndian(b[12..], 0xABCD);
        Out.Line("bytes", b[0], b[3], b[12]);
        Out.Line("read", BinaryPrimitives.ReadUInt32LittleEndian(b), BinaryPrimitives.ReadInt16BigEndian(b[12..]));
        Out.Line("read", BinaryPrimitives.ReadInt64LittleEndian(b[4..]));
        Out.Hex("reverse", BinaryPrimitives.ReverseEndianness(Opaque.Of(0x0102030405060708UL)));
        Out.Line("reverse", BinaryPrimitives.ReverseEndianness((ushort)0x1234), BinaryPrimitives.ReverseEndianness(Opaque.Of(1)));
        Out.Line("little", BitConverter.IsLittleEndian);
        Out.Line("try", BinaryPrimitives.TryReadInt32BigEndian(b[14..], out int none));
        try
        {
            BinaryPrimitives.ReadInt32BigEndian(b[Opaque.Of(13)..]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Caught("short", e);
        }
    }
}

internal static class Checksums
{
    public static void Run()
    {
        byte[] data = new byte[1000];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = (byte)((i * 7) ^ (i >> 3));
        }

        Out.Hex("crc32", Crc32(data));
        Out.Hex("adler", Adler(data));
        Out.Hex("fnv", Fnv(data));
        Out.Hex("xorshift", Shift(Opaque.Of(88172645463325252UL)));
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        Span<uint> table = stackalloc uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[(int)i] = c;
        }

        uint crc = uint.MaxValue;
        foreach (byte b in data)
        {
            crc = table[(int)((crc ^ b) & 255)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint Adler(ReadOnlySpan<byte> data)
    {
        uint a = 1;
        uint b = 0;
        foreach (byte x in data)
        {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }

    private static ulong Fnv(ReadOnlySpan<byte> data)
    {
        ulong h = 14695981039346656037;
        foreach (byte b in data)
        {
            h = (h ^ b) * 1099511628211;
        }

        return h;
    }

    private static ulong Shift(ulong x)
    {
        for (int i = 0; i < 100; i++)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }

        return x;
    }
}

internal static class ChaChaBlock
{
    public static void Run()
    {
        Span<uint> state = stackalloc uint[16];
        for (int i = 0; i < 16; i++)
        {
            state[i] = (uint)i * Opaque.Of(0x9E3779B9u);
        }

        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < 4; i++)
            {
                Quarter(ref state[i], ref state[4 + i], ref state[8 + i], ref state[12 + i]);
            }

            for (int i = 0; i < 4; i++)
            {
                Quarter(ref state[i], ref state[4 + ((i + 1) & 3)], ref state[8 + ((i + 2) & 3)], ref state[12 + ((i + 3) & 3)]);
            }
        }

        Out.Hex("0", state[0]);
        Out.Hex("7", state[7]);
        Out.Hex("15", state[15]);
    }

    private static void Quarter(ref uint a, ref uint b, ref uint c, ref uint d)
    {
        a += b;
        d = BitOperations.RotateLeft(d ^ a, 16);
        c += d;
        b = BitOperations.RotateLeft(b ^ c, 12);
        a += b;
        d = BitOperations.RotateLeft(d ^ a, 8);
        c += d;
        b = BitOperations.RotateLeft(b ^ c, 7);
    }
}

internal static class MathFunctions
{
    public static void Run()
    {
        Out.Line("min max", Math.Min(Opaque.Of(3), -5), Math.Max(Opaque.Of(3L), 9));
        Out.Line("unsigned", Math.Max(Opaque.Of(uint.MaxValue), 1u), Math.Min((byte)200, (byte)Opaque.Of(100)));
        Out.Line("abs", Math.Abs(Opaque.Of(-7)), Math.Abs(Opaque.Of(-7L)));
        Out.Line("sign", Math.Sign(Opaque.Of(-3)), Math.Sign(0L));
        Out.Line("clamp", Math.Clamp(Opaque.Of(50), 0, 10), Math.Clamp(Opaque.Of(-5), 0, 10));
        (int q, int r) = Math.DivRem(Opaque.Of(17), 5);
        Out.Line("divrem", q, r);
        try
        {
            Out.Line("no", Math.Abs(Opaque.Of(int.MinValue)));
        }
        catch (OverflowException e)
        {
            Out.Caught("abs", e);
        }

        Out.Hex("high", Math.BigMul(Opaque.Of(ulong.MaxValue), 0xDEADBEEF_CAFEBABE, out ulong low));
        Out.Hex("low", low);
    }
}
