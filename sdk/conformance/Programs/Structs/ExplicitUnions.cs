// Program: Explicit unions.

using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Structs;

internal static class ExplicitUnions
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public long Long;
        [FieldOffset(0)]
        public int Low;
        [FieldOffset(4)]
        public int High;
        [FieldOffset(0)]
        public byte First;
        [FieldOffset(7)]
        public byte Last;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Tagged
    {
        [FieldOffset(0)]
        public object? Reference;
        [FieldOffset(8)]
        public double Number;
        [FieldOffset(8)]
        public long Bits;
    }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct Padded
    {
        [FieldOffset(3)]
        public int Unaligned;
        [FieldOffset(24)]
        public byte Far;
    }

    public static void Run()
    {
        Union u = default;
        u.Low = Opaque.Of(-2);
        u.High = 5;
        Out.Line("long", u.Long);
        u.Last = 0x80;
        Out.Line("bytes", u.First, u.Last, u.High);
        u = Pass(u);
        Out.Line("passed", u.Long);
        Tagged t = new() { Reference = "text", Number = Opaque.Of(1.5) };
        Out.Hex("bits", (ulong)t.Bits);
        Out.Line("reference", (string?)t.Reference);
        Padded p = new() { Unaligned = Opaque.Of(0x12345678), Far = 9 };
        p.Unaligned++;
        Out.Line("padded", p.Unaligned, p.Far, Unsafe.SizeOf<Padded>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Union Pass(Union u)
    {
        u.Low++;
        return u;
    }
}
