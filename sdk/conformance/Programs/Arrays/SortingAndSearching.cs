// Program: Sorting and searching.

namespace Lume.Conformance.Programs.Arrays;

internal static class SortingAndSearching
{
    public static void Run()
    {
        int[] a = new int[100];
        uint x = 12345;
        for (int i = 0; i < a.Length; i++)
        {
            x = (x * 1103515245) + 12345;
            a[i] = (int)(x >> 16) % 1000;
        }

        Array.Sort(a);
        bool sorted = true;
        for (int i = 1; i < a.Length; i++)
        {
            sorted &= a[i - 1] <= a[i];
        }

        Out.Line("sorted", sorted);
        Out.Line("ends", a[0], a[50], a[99]);
        Out.Line("search", Array.BinarySearch(a, a[37]) >= 0 ? 1 : 0, Array.BinarySearch(a, 5000));
        string[] texts = ["pear", "Apple", "fig", "apple"];
        Array.Sort(texts, StringComparer.Ordinal);
        Out.Line(texts[0] + texts[1] + texts[2] + texts[3]);
        int[] keys = [3, 1, 2];
        string[] values = ["three", "one", "two"];
        Array.Sort(keys, values);
        Out.Line(values[0] + values[1] + values[2]);
        Out.Line("index", Array.IndexOf(texts, "fig"), Array.IndexOf(keys, 9), Array.LastIndexOf((int[])[1, 2, 1], 1));
    }
}
