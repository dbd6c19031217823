// Program: Large delegate signatures.

namespace Lume.Conformance.Programs.Delegates;

internal static class LargeDelegateSignatures
{
    private struct Big
    {
        public long A;
        public long B;
        public string C;
    }

    private delegate Big Work(Big a, byte b, double c, string d, Big e, int f, long g, object h, short i, Big j);

    private sealed class Worker
    {
        public long Base = 1000;

        public Big Do(Big a, byte b, double c, string d, Big e, int f, long g, object h, short i, Big j) => new()
        {
            A = Base + a.A + b + (long)c,
            B = e.B + f + g + i,
            C = d + h + j.C,
        };
    }

    public static void Run()
    {
        Work work = new Worker().Do;
        Big big = new() { A = 1, B = Opaque.Of(2L), C = "c" };
        Big r = work(big, 3, 4.9, "d", big, 5, 6, "h", -7, big);
        Out.Line(r.C, r.A, r.B);
        Work s = static (a, b, c, d, e, f, g, h, i, j) => a with { A = b, C = d + j.C };
        r = s(big, 9, 0, "q", big, 0, 0, "", 0, big);
        Out.Line(r.C, r.A, r.B);
    }
}
