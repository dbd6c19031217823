// Program: sorting of arrays, spans, keys with items, ranges, with comparers that lie, stability by index, and binary searches.

using System.Linq;

namespace Lume.Conformance.Programs.Collections;

internal static class SortingEdges
{
    private sealed class ByLength : IComparer<string> { public int Compare(string? a, string? b) => (a?.Length ?? -1) - (b?.Length ?? -1); }
    private readonly record struct Item(int Key, int Index) : IComparable<Item> { public int CompareTo(Item other) => Key.CompareTo(other.Key); }
    private struct Reverse : IComparer<int> { public readonly int Compare(int a, int b) => b.CompareTo(a); }
    private sealed class Unordered { }

    private static string Show<T>(IEnumerable<T> items) => string.Join(" ", items);

    public static void Run()
    {
        uint seed = 12345;
        int[] big = new int[500];
        for (int i = 0; i < big.Length; i++)
        {
            seed = (seed * 1103515245) + 12345;
            big[i] = (int)(seed >> 16) % 1000;
        }

        int[] copy = (int[])big.Clone();
        Array.Sort(copy);
        long hash = 0;
        foreach (int i in copy)
        {
            hash = (hash * 31) + i;
        }

        bool ordered = true;
        for (int i = 1; i < copy.Length; i++)
        {
            ordered &= copy[i - 1] <= copy[i];
        }

        Out.Line($"{ordered} {hash}");
        copy.AsSpan(0, 100).Sort(new Reverse());
        Out.Line($"{copy[0] >= copy[99]} {copy[100]}");
        string[] words = ["pear", "fig", "apple", null!, "kiwi", "date", ""];
        Array.Sort(words, StringComparer.Ordinal);
        Out.Line(Show(words));
        List<string> list = ["ccc", "a", "bb", "dddd", ""];
        list.Sort(new ByLength());
        Out.Line(Show(list));
        list.Sort((x, y) => string.CompareOrdinal(y, x));
        Out.Line(Show(list) + list.BinarySearch("bb", Comparer<string>.Create((x, y) => string.CompareOrdinal(y, x))));
        int[] keys = [3, 1, 2, 1];
        string[] values = ["c", "a", "b", "A"];
        Array.Sort(keys, values);
        Out.Line(Show(keys) + values[2] + values[3]);
        double[] reals = [1.5, double.NaN, -1, double.PositiveInfinity, 0, double.NaN, -0.0];
        Array.Sort(reals);
        Out.Line(Show(reals));
        try
        {
            Array.Sort(new Unordered[] { new(), new() });
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("unordered", e);
        }

        try
        {
            Array.Sort((int[])[1, 2, 3], (x, y) => throw new FormatException());
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("throws", e.InnerException!);
        }

        List<Item> items = [];
        for (int i = 0; i < 40; i++)
        {
            items.Add(new(big[i] % 5, i));
        }

        items.Sort();
        int count = 0;
        foreach (Item item in items)
        {
            count = count * 2 % 10007 + item.Key;
        }

        Out.Line("items", count);
        Out.Line(Show(items.OrderBy(x => x.Key).ThenByDescending(x => x.Index).Take(6)));
        List<(int, string)> tuples = [(2, "b"), (1, "z"), (2, "a"), (1, "b")];
        tuples.Sort();
        Out.Line(Show(tuples));
        Array.Sort(keys, 1, 2, new Reverse());
        Out.Line(Show(keys) + Array.BinarySearch(keys, 99) + new List<int> { 1, 3, 5 }.BinarySearch(2));
        PriorityQueue<string, int> queue = new();
        foreach (string w in (string[])["d4", "b2", "e5", "a1", "c3"])
        {
            queue.Enqueue(w, w[1]);
        }

        string drained = "";
        while (queue.TryDequeue(out string? w, out int p))
        {
            drained += w + p;
        }

        Out.Line(drained);
    }
}
