// Program: Medium structs.

namespace Lume.Conformance.Programs.Structs;

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
