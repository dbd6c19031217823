// Program: Hash sets.

namespace Lume.Conformance.Programs.Collections;

internal static class HashSets
{
    public static void Run()
    {
        HashSet<int> a = [1, 2, 3, 4];
        HashSet<int> b = [3, 4, Opaque.Of(5)];
        Out.Line("add", a.Add(1) ? 1 : 0, a.Add(9) ? 1 : 0, a.Count);
        a.UnionWith(b);
        Out.Line("union", a.Count);
        a.IntersectWith([1, 2, 3, 100]);
        Out.Line("intersection", a.Count, a.Contains(3) ? 1 : 0);
        a.ExceptWith([1]);
        Out.Line("difference", a.Count, a.Remove(2) ? 1 : 0, a.Count);
        HashSet<string> seen = [];
        int repeats = 0;
        for (int i = 0; i < 100; i++)
        {
            repeats += seen.Add("k" + (i * i % 17)) ? 0 : 1;
        }

        Out.Line("repeats", repeats, seen.Count);
    }
}
