// Program: Collection expressions.

namespace Lume.Conformance.Programs.Modern;

internal static class CollectionExpressions
{
    public static void Run()
    {
        int[] a = [1, 2, Opaque.Of(3)];
        List<int> b = [0, .. a, 4];
        Span<int> c = [.. b, .. a];
        HashSet<string> d = ["x", "y", "x"];
        int[] e = [.. Iterate(), 100];
        Out.Numbers("spread", c);
        Out.Line("counts", b.Count, d.Count, e.Length);
        IReadOnlyList<string> f = ["p", "q"];
        Out.Line(f[1], f.Count);
        IEnumerable<int> none = [];
        int count = 0;
        foreach (int i in none)
        {
            count++;
        }

        Out.Line("none", count);
        int[][] nested = [[1], [2, 3], [.. a]];
        Out.Line("nested", nested[2][2], nested[1].Length);
    }

    private static IEnumerable<int> Iterate()
    {
        yield return 7;
        yield return 8;
    }
}
