// Program: Lists.

namespace Lume.Conformance.Programs.Collections;

internal static class Lists
{
    public static void Run()
    {
        List<int> list = [];
        for (int i = 0; i < Opaque.Of(50); i++)
        {
            list.Add(i * 7 % 50);
        }

        list.Insert(0, -1);
        list.RemoveAt(10);
        list.Remove(49);
        list.RemoveRange(5, 10);
        Out.Line("count", list.Count, list[0], list[20]);
        Out.Line("index", list.IndexOf(14), list.Contains(1000) ? 1 : 0);
        list.Sort();
        Out.Line("sorted", list[0], list[^1]);
        list.Reverse();
        int sum = 0;
        foreach (int n in list)
        {
            sum += n;
        }

        Out.Line("sum", sum);
        try
        {
            foreach (int n in list)
            {
                list.Add(n);
            }
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("changed", e);
        }

        try
        {
            Out.Line("no", list[Opaque.Of(1000)]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Caught("range", e);
        }

        int[] copy = list.ToArray();
        list.Clear();
        Out.Line("cleared", list.Count, copy.Length);
    }
}
