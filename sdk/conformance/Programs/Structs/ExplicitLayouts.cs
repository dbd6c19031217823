// Program: explicit layouts that overlap, nest, pack and are copied, boxed, compared and passed by value.

using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Structs;

internal static class ExplicitLayouts
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)] public ulong All;
        [FieldOffset(0)] public uint Low;
        [FieldOffset(4)] public uint High;
        [FieldOffset(1)] public byte Second;
        [FieldOffset(0)] public double Real;
        [FieldOffset(6)] public short Last;
    }

    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct Mixed
    {
        [FieldOffset(0)] public string Text;
        [FieldOffset(8)] public Union Bits;
        [FieldOffset(16)] public int Tail;
        [FieldOffset(17)] public byte Inside;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public long B;
        public short C;
        public Union D;
        public char E;
    }

    [StructLayout(LayoutKind.Explicit, Pack = 2)]
    private struct Odd
    {
        [FieldOffset(0)] public byte A;
        [FieldOffset(3)] public int B;
        [FieldOffset(9)] public long C;
    }

    private static Union Change(Union u)
    {
        u.Second = 0xAA;
        return u;
    }

    private static Mixed Fill(Mixed m, Union u)
    {
        m.Bits = u;
        m.Inside = 0x7F;
        return m;
    }

    private static long Sum(Odd o, Packed p, Union u) => o.A + o.B + o.C + p.A + p.B + p.C + (long)p.D.All + p.E + u.Low;

    public static unsafe void Run()
    {
        Union u = new() { All = Opaque.Of(0x1122334455667788ul) };
        Union v = Change(u);
        Out.Line($"{u.Low:x} {u.High:x} {u.Second:x} {u.Last:x} {v.All:x} {BitConverter.DoubleToInt64Bits(v.Real):x}");
        Mixed m = Fill(new Mixed { Text = "t", Tail = 0x01020304 }, v);
        object boxed = m;
        m.Bits.All = 0;
        Mixed back = (Mixed)boxed;
        Out.Line($"{back.Text} {back.Bits.High:x} {back.Tail:x} {m.Bits.All} {sizeof(Union)} {sizeof(Packed)} {sizeof(Odd)} {Unsafe.SizeOf<Mixed>()}");
        Packed p = new() { A = 1, B = -2, C = 3, D = u, E = 'e' };
        Odd o = new() { A = 9, B = -8, C = 1L << 40 };
        Out.Line($"{Sum(o, p, v)} {p.Equals(new Packed { A = 1, B = -2, C = 3, D = u, E = 'e' })} {u.Equals(v)}");
        Union[] many = new Union[3];
        many[1].Real = 1.5;
        many[2] = many[1];
        many[2].Last++;
        Out.Line($"{many[1].All:x} {many[2].All:x}");
        ref Union r = ref many[0];
        r = many[2];
        r.Low = 5;
        Out.Line($"{many[0].All:x} {default(Union).Equals(new Union())}");
        Odd* at = &o;
        Out.Line($"{*(int*)((byte*)at + 3)} {((byte*)at)[9 + 5]}");
    }
}
