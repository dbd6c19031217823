// Iterators and everything that foreach accepts.

using System.Collections;

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

internal static class IteratorsWithFinally
{
    private static string s_log = "";

    public static void Run()
    {
        foreach (int i in Items())
        {
            s_log += i;
            if (i == 2)
            {
                break;
            }
        }

        Out.Line(s_log);
        s_log = "";
        foreach (int i in Items())
        {
            s_log += i;
        }

        Out.Line(s_log);
        s_log = "";
        try
        {
            foreach (int i in Items())
            {
                throw new InvalidOperationException();
            }
        }
        catch (InvalidOperationException)
        {
            s_log += "!";
        }

        Out.Line(s_log);
    }

    private static IEnumerable<int> Items()
    {
        try
        {
            yield return 1;
            try
            {
                yield return 2;
                yield return 3;
            }
            finally
            {
                s_log += "inner";
            }

            yield return 4;
        }
        finally
        {
            s_log += "outer";
        }
    }
}

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

internal static class RecursiveIterators
{
    private sealed class Tree(int value, Tree? left, Tree? right) : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator()
        {
            if (left is not null)
            {
                foreach (int v in left)
                {
                    yield return v;
                }
            }

            yield return value;
            if (right is not null)
            {
                foreach (int v in right)
                {
                    yield return v;
                }
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public static void Run()
    {
        Tree tree = new(5, new Tree(2, new Tree(1, null, null), new Tree(Opaque.Of(3), null, null)), new Tree(8, null, new Tree(9, null, null)));
        string text = "";
        foreach (int v in tree)
        {
            text += v;
        }

        Out.Line(text);
    }
}

internal static class ForeachPatterns
{
    private ref struct Enumerator(int from, int to)
    {
        private int _current = from - 1;

        public readonly int Current => _current;

        public bool MoveNext() => ++_current < to;
    }

    private readonly struct Span2(int from, int to)
    {
        public Enumerator GetEnumerator() => new(from, to);
    }

    private sealed class Untyped : IEnumerable
    {
        public IEnumerator GetEnumerator()
        {
            yield return "s";
            yield return 5;
        }
    }

    public static void Run()
    {
        int sum = 0;
        foreach (int i in new Span2(3, Opaque.Of(7)))
        {
            sum += i;
        }

        foreach (int i in (3, 5))
        {
            sum += i * 100;
        }

        Out.Line("sum", sum);
        int kinds = 0;
        foreach (object o in new Untyped())
        {
            kinds = (kinds * 10) + (o is string ? 1 : 2);
        }

        Out.Line("kinds", kinds);
    }
}

internal static class TupleEnumeration
{
    public static IEnumerator<int> GetEnumerator(this (int From, int To) range)
    {
        for (int i = range.From; i < range.To; i++)
        {
            yield return i;
        }
    }

    public static void Run()
    {
        int product = 1;
        foreach (int i in (1, Opaque.Of(7)))
        {
            product *= i;
        }

        Out.Line("product", product);
    }
}

internal static class GenericIterators
{
    private sealed class Box<T>(T[] items)
    {
        public IEnumerable<(int Index, T Item)> Numbered()
        {
            int i = 0;
            foreach (T item in items)
            {
                yield return (i++, item);
            }
        }
    }

    public static void Run()
    {
        foreach ((int index, string item) in new Box<string>(["a", "b"]).Numbered())
        {
            Out.Line(item, index);
        }

        foreach ((int index, long item) in new Box<long>([10, Opaque.Of(20L)]).Numbered())
        {
            Out.Line("long", index, item);
        }
    }
}
