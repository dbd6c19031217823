// Program: Tuples.

namespace Lume.Conformance.Programs.Modern;

internal static class Tuples
{
    public static void Run()
    {
        (int, string) a = (Opaque.Of(1), "one");
        (int Number, string Name) b = a;
        Out.Line(b.Name, b.Number);
        (long x, object y) = b;
        Out.Line((string)y, x);
        Out.Line("equal", a == (1, "one"));
        Out.Line("nested", ((1, 2), 3) == ((Opaque.Of(1), 2), 3));
        (int q, int r) = Divide(17, 5);
        Out.Line("returned", q, r);
        (q, r) = (r, q);
        Out.Line("swapped", q, r);
        var big = (1, 2, 3, 4, 5, 6, 7, 8, 9, "ten");
        Out.Line(big.Item10, big.Item8, big.Item9);
        Out.Line("compare", (1, "b").CompareTo((1, "a")) > 0);
        Out.Line("hash", a.GetHashCode() == (1, "one").GetHashCode());
    }

    private static (int Quotient, int Remainder) Divide(int a, int b) => (a / b, a % b);
}
