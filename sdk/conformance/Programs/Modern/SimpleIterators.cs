// Program: Simple iterators.

namespace Lume.Conformance.Programs.Modern;

internal static class SimpleIterators
{
    public static void Run()
    {
        int sum = 0;
        foreach (int n in Range(Opaque.Of(3), 6))
        {
            sum = (sum * 10) + n;
        }

        Out.Line("range", sum);
        string text = "";
        foreach (string s in Words())
        {
            text += s;
        }

        Out.Line(text);
        Out.Line("infinite", First(Naturals(), 100));
        IEnumerable<int> twice = Range(1, 3);
        Out.Line("restarts", Sum(twice) + Sum(twice));
    }

    private static IEnumerable<int> Range(int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return start + i;
        }
    }

    private static IEnumerable<string> Words()
    {
        yield return "one ";
        yield return "two ";
        if (Opaque.Of(1) == 1)
        {
            yield break;
        }

        yield return "never";
    }

    private static IEnumerable<long> Naturals()
    {
        long n = 0;
        while (true)
        {
            yield return n++;
        }
    }

    private static long First(IEnumerable<long> items, int count)
    {
        long sum = 0;
        foreach (long item in items)
        {
            if (count-- == 0)
            {
                break;
            }

            sum += item;
        }

        return sum;
    }

    private static int Sum(IEnumerable<int> items)
    {
        int sum = 0;
        foreach (int item in items)
        {
            sum += item;
        }

        return sum;
    }
}
