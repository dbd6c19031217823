// Structs of every size passed and returned by value.

namespace Lume.Conformance.Programs.Structs;

internal static class TinyStructs
{
    private struct S1
    {
        public byte A;
    }

    private struct S2
    {
        public byte A;
        public sbyte B;
    }

    private struct S3
    {
        public byte A;
        public byte B;
        public byte C;
    }

    private struct S4
    {
        public short A;
        public bool B;
        public byte C;
    }

    public static void Run()
    {
        S1 a = F(new S1 { A = (byte)Opaque.Of(200) });
        S2 b = F(new S2 { A = 1, B = -2 });
        S3 c = F(new S3 { A = 1, B = 2, C = 3 });
        S4 d = F(new S4 { A = -300, B = true, C = 9 });
        Out.Line("1", a.A);
        Out.Line("2", b.A, b.B);
        Out.Line("3", c.A, c.B, c.C);
        Out.Line("4", d.A, d.B ? 1 : 0, d.C);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S1 F(S1 s)
    {
        s.A += 100;
        return s;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S2 F(S2 s) => new() { A = (byte)s.B, B = (sbyte)s.A };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S3 F(S3 s) => new() { A = s.C, B = (byte)(s.B * 100), C = (byte)(s.A + s.B) };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S4 F(S4 s) => new() { A = (short)(s.A * 2), B = !s.B, C = (byte)(s.C + 250) };
}

internal static class MediumStructs
{
    private struct S8
    {
        public int A;
        public uint B;
    }

    private struct S12
    {
        public int A;
        public int B;
        public int C;
    }

    private struct S16
    {
        public long A;
        public long B;
    }

    private struct S24
    {
        public long A;
        public long B;
        public long C;
    }

    private struct S32
    {
        public long A;
        public long B;
        public long C;
        public long D;
    }

    public static void Run()
    {
        int one = Opaque.Of(1);
        S8 a = F(new S8 { A = one, B = 0xFFFFFFFF });
        S12 b = F(new S12 { A = one, B = 2, C = 3 });
        S16 c = F(new S16 { A = one, B = -2 });
        S24 d = F(new S24 { A = one, B = 2, C = 3 });
        S32 e = F(new S32 { A = one, B = 2, C = 3, D = 4 });
        Out.Line("8", a.A, a.B);
        Out.Line("12", b.A, b.B, b.C);
        Out.Line("16", c.A, c.B);
        Out.Line("24", d.A, d.B, d.C);
        Out.Line("32", e.A, e.B, e.C * 1000 + e.D);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S8 F(S8 s) => new() { A = (int)s.B, B = (uint)s.A };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S12 F(S12 s) => new() { A = s.C, B = s.A, C = s.B };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S16 F(S16 s) => new() { A = s.B * 10, B = s.A };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S24 F(S24 s) => new() { A = s.C, B = s.A, C = s.B };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S32 F(S32 s) => new() { A = s.D, B = s.C, C = s.B, D = s.A };
}

internal static class LargeStructs
{
    private struct S40
    {
        public long A;
        public int B;
        public byte C;
        public string D;
        public short E;
        public object F;
    }

    public static void Run()
    {
        S40 s = new() { A = Opaque.Of(1L), B = 2, C = 3, D = "four", E = 5, F = "six" };
        S40 t = Change(s, 10);
        Out.Line("original", s.A, s.B, s.C);
        Out.Line("original", s.D);
        Out.Line("changed", t.A, t.B, t.C);
        Out.Line("changed", t.D);
        Out.Line("changed", t.E);
        Out.Line("changed", (string)t.F);
        S40 u = Nested(Nested(t));
        Out.Line("nested", u.A, u.B, u.E);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S40 Change(S40 s, int by)
    {
        s.A += by;
        s.B *= by;
        s.C ^= 0xFF;
        s.D += "!";
        s.E -= (short)by;
        (s.F, s.D) = (s.D, (string)s.F);
        return s;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static S40 Nested(S40 s) => Change(s, (int)s.A);
}

internal static class ManyStructParameters
{
    private struct P
    {
        public int X;
        public int Y;
    }

    private struct Q
    {
        public long A;
        public string Name;
        public byte B;
    }

    public static void Run()
    {
        P p = new() { X = Opaque.Of(1), Y = 2 };
        Q q = new() { A = 3, Name = "q", B = 4 };
        Out.Line("sum", Sum(p, q, 5, p, q, 6, q, p));
        Out.Line("this", new Holder { Value = q }.Join(p, q, p));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Sum(P a, Q b, int c, P d, Q e, long f, Q g, P h)
        => a.X + (a.Y * 2) + (b.A * 3) + b.B + c + (d.X * 5) + e.A + e.Name.Length + f + (g.B * 7) + h.Y;

    private sealed class Holder
    {
        public Q Value;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Join(P a, Q b, P c)
        {
            b.Name += "+";
            return Value.Name + b.Name + (a.X + c.Y == 3 ? "yes" : "no");
        }
    }
}

internal static class CopiesAreIndependent
{
    private struct Inner
    {
        public int V;
    }

    private struct Outer
    {
        public Inner I;
        public int[] Shared;
    }

    public static void Run()
    {
        Outer a = new() { I = new Inner { V = Opaque.Of(1) }, Shared = [1] };
        Outer b = a;
        b.I.V = 2;
        b.Shared[0] = 7;
        Out.Line("a", a.I.V, a.Shared[0]);
        Out.Line("b", b.I.V, b.Shared[0]);
        Outer[] array = [a, b];
        array[0].I.V = 10;
        Outer copy = array[0];
        copy.I.V = 11;
        Out.Line("array", array[0].I.V, a.I.V, copy.I.V);
        Modify(array[1]);
        Out.Line("by value", array[1].I.V);
        ModifyRef(ref array[1]);
        Out.Line("by ref", array[1].I.V);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Modify(Outer o) => o.I.V = 100;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ModifyRef(ref Outer o) => o.I.V = 100;
}

internal static class NestedStructs
{
    private struct A
    {
        public byte X;
        public B B;
        public short Y;
    }

    private struct B
    {
        public C C;
        public int Z;
    }

    private struct C
    {
        public long L;
        public byte M;
    }

    public static void Run()
    {
        A a = default;
        a.X = 1;
        a.B.C.L = Opaque.Of(1L << 40);
        a.B.C.M = 2;
        a.B.Z = 3;
        a.Y = -4;
        ref C c = ref a.B.C;
        c.L++;
        Out.Line("a", a.X, a.Y);
        Out.Line("b", a.B.Z, a.B.C.M);
        Out.Line("c", a.B.C.L);
        Out.Line("size", Unsafe.SizeOf<A>(), Unsafe.SizeOf<B>(), Unsafe.SizeOf<C>());
    }
}
