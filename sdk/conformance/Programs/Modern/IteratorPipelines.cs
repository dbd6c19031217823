// Program: Iterator pipelines.

namespace Lume.Conformance.Programs.Modern;

internal static class IteratorPipelines
{
    public static void Run()
    {
        int sum = 0;
        foreach (int n in Take(Where(Select(Count(), x => x * x), x => x % 3 == 1), 5))
        {
            sum += n;
            Out.Line("item", n);
        }

        Out.Line("sum", sum);
    }

    private static IEnumerable<int> Count()
    {
        for (int i = 0; ; i++)
        {
            yield return i;
        }
    }

    private static IEnumerable<TResult> Select<T, TResult>(IEnumerable<T> items, Func<T, TResult> f)
    {
        foreach (T item in items)
        {
            yield return f(item);
        }
    }

    private static IEnumerable<T> Where<T>(IEnumerable<T> items, Func<T, bool> f)
    {
        foreach (T item in items)
        {
            if (f(item))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<T> Take<T>(IEnumerable<T> items, int n)
    {
        if (n == 0)
        {
            yield break;
        }

        foreach (T item in items)
        {
            yield return item;
            if (--n == 0)
            {
                yield break;
            }
        }
    }
}
