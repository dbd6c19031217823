// Program: Interlocked on fields, array elements and references, Volatile, BinaryPrimitives, BitOperations and their edges.

using System.Buffers.Binary;
using System.Numerics;
using System.Threading;

namespace Lume.Conformance.Programs.LowLevel;

internal static class AtomicsAndBits
{
    private sealed class Node(int v) { public Node? Next; public int V => v; }
    private struct Counters { public int A; public long B; public uint C; public ulong D; public nint E; public object? F; public bool G; public byte H; public double I; }
    private enum Mode { Off, On }
    private static Counters s_counters;
    private static volatile int s_flag;

    public static void Run()
    {
        Counters c = default;
        int[] array = [1, 2, 3];
        Out.Line($"{Interlocked.Increment(ref c.A)} {Interlocked.Add(ref c.B, -5)} {Interlocked.Decrement(ref s_counters.B)} {Interlocked.Exchange(ref array[1], 9)} {Interlocked.CompareExchange(ref array[1], 7, 9)} {Interlocked.CompareExchange(ref array[1], 8, 9)} {array[1]} {Interlocked.And(ref array[2], 1)} {Interlocked.Or(ref array[2], 6)} {array[2]}");
        Out.Line($"{Interlocked.Add(ref c.C, uint.MaxValue)} {Interlocked.Increment(ref c.C)} {Interlocked.Decrement(ref c.D)} {Interlocked.Exchange(ref c.E, 3)} {Interlocked.CompareExchange(ref c.E, 4, 3)} {c.E} {Interlocked.Read(ref c.B)} {Interlocked.Exchange(ref c.F, "s") is null} {Interlocked.CompareExchange(ref c.F, null, "s")} {c.F is null}");
        Node? head = null;
        for (int i = 0; i < 5; i++)
        {
            Node n = new(i);
            Node? old;
            do
            {
                old = Volatile.Read(ref head);
                n.Next = old;
            }
            while (Interlocked.CompareExchange(ref head, n, old) != old);
        }

        string text = "";
        for (Node? n = head; n is not null; n = n.Next)
        {
            text += n.V;
        }

        Volatile.Write(ref c.I, 2.5);
        Volatile.Write(ref c.G, true);
        s_flag += 3;
        Interlocked.MemoryBarrier();
        Out.Line($"{text} {Volatile.Read(ref c.I)} {Volatile.Read(ref c.G)} {s_flag} {Interlocked.Exchange(ref c.I, 1) + Interlocked.CompareExchange(ref c.I, 2, 1)} {c.I}");
        byte h = 200;
        Mode mode = Mode.Off;
        Out.Line($"{Interlocked.Exchange(ref h, (byte)5)} {h} {Interlocked.CompareExchange(ref h, (byte)6, (byte)5)} {h} {Interlocked.Exchange(ref mode, Mode.On)} {mode}");
        Span<byte> b = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(b, -2);
        BinaryPrimitives.WriteUInt64LittleEndian(b[4..], 0x0102030405060708);
        BinaryPrimitives.WriteInt16LittleEndian(b[13..], -3);
        Out.Line($"{BinaryPrimitives.ReadUInt32LittleEndian(b):x} {BinaryPrimitives.ReadInt64BigEndian(b[4..]):x} {BinaryPrimitives.ReadUInt16BigEndian(b[13..]):x} {BinaryPrimitives.ReverseEndianness(0x01020304)} {BinaryPrimitives.ReverseEndianness((short)0x0102)} {BinaryPrimitives.TryReadInt64LittleEndian(b[9..], out long l)} {l} {BinaryPrimitives.ReadInt16BigEndian(b[1..])}");
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(b[13..], 1);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Caught("short", e);
        }

        foreach (ulong raw in (ulong[])[0, 1, 0x80000000, 0xFFFFFFFF, 0x8000000000000000, ulong.MaxValue, 0x00F0_0000_1000_0000])
        {
            ulong v = Opaque.Of(raw);
            uint u = (uint)v;
            Out.Line($"{BitOperations.LeadingZeroCount(v)} {BitOperations.LeadingZeroCount(u)} {BitOperations.TrailingZeroCount(v)} {BitOperations.TrailingZeroCount(u)} {BitOperations.PopCount(v)} {BitOperations.PopCount(u)} {BitOperations.Log2(v)} {BitOperations.Log2(u)} {BitOperations.IsPow2(v)} {BitOperations.IsPow2((int)u)} {BitOperations.RoundUpToPowerOf2(u)} {BitOperations.RotateLeft(v, 65)} {BitOperations.RotateRight(u, -1)} {BitOperations.RotateLeft(u, 40)} {BitOperations.TrailingZeroCount((int)u)} {BitOperations.RoundUpToPowerOf2(v)}");
        }

        Out.Line($"{int.PopCount(-1)} {long.LeadingZeroCount(1)} {uint.TrailingZeroCount(8)} {int.RotateLeft(1, 33)} {int.Log2(1000)} {int.Sign(-5)} {int.Abs(-3)} {int.Clamp(9, 1, 5)} {Math.Clamp(-1, 0, 3)} {Math.Sign(-2.5)} {int.Max(3, 4)} {int.IsPow2(64)} {byte.Min(3, 2)} {long.IsNegative(-1)} {uint.IsEvenInteger(4)}");
    }
}
