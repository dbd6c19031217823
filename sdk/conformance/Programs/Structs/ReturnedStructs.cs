// Program: Returned structs.

namespace Lume.Conformance.Programs.Structs;

internal static class ReturnedStructs
{
    private struct Big
    {
        public long A;
        public long B;
        public long C;
        public string S;
    }

    private static Big s_last;

    public static void Run()
    {
        Big b = Make(Opaque.Of(3));
        Out.Line(b.S, b.A, b.B, b.C);
        Out.Line("member", Make(4).S.Length, Make(5).C);
        b = Make((int)b.A);
        Out.Line("alias", b.A, b.B);
        Big[] array = new Big[2];
        array[1] = Make(6);
        s_last = array[1];
        array[1].A = 0;
        Out.Line("static", s_last.A, s_last.C);
        Big via = Indirect(Make);
        Out.Line("delegate", via.A, via.C);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Big Make(int n) => new() { A = n, B = n * 2, C = n * 3, S = n > 3 ? "big" : "small" };

    private static Big Indirect(Func<int, Big> make) => make(9);
}
