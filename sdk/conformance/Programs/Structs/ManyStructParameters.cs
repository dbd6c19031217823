// Program: Many struct parameters.

namespace Lume.Conformance.Programs.Structs;

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
