// Program: Large structs.

namespace Lume.Conformance.Programs.Structs;

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
