// Program: Tiny structs.

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
