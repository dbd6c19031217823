// Program: Query expressions.

namespace Lume.Conformance.Programs.Modern;

internal static class QueryExpressions
{
    public static void Run()
    {
        int[] numbers = [5, 3, 8, Opaque.Of(1), 9, 2];
        int sum = 0;
        foreach (int n in from x in numbers where x > 2 select x * 10)
        {
            sum += n;
        }

        Out.Line("sum", sum);
        string text = "";
        foreach (string s in from x in numbers from y in new[] { 1, 2 } where (x + y) % 3 == 0 let z = x * y select "(" + z + ")")
        {
            text += s;
        }

        Out.Line(text);
    }

    private static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> items, Func<T, TResult> f)
    {
        foreach (T item in items)
        {
            yield return f(item);
        }
    }

    private static IEnumerable<T> Where<T>(this IEnumerable<T> items, Func<T, bool> f)
    {
        foreach (T item in items)
        {
            if (f(item))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<TResult> SelectMany<T, TItem, TResult>(this IEnumerable<T> items, Func<T, IEnumerable<TItem>> f, Func<T, TItem, TResult> g)
    {
        foreach (T item in items)
        {
            foreach (TItem inner in f(item))
            {
                yield return g(item, inner);
            }
        }
    }
}
