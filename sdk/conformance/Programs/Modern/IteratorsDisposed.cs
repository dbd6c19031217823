// Program: iterators with nested finally blocks that are left early, dispose twice, throw, and capture parameters by value.

using System.Collections;

namespace Lume.Conformance.Programs.Modern;

internal static class IteratorsDisposed
{
    private static string s_log = "";

    private static IEnumerable<int> Nested(int n)
    {
        try
        {
            s_log += "[";
            try
            {
                for (int i = 0; i < n; i++)
                {
                    yield return i;
                    s_log += ".";
                }
            }
            finally
            {
                s_log += "in ";
            }

            yield return 100;
        }
        finally
        {
            s_log += "out]";
        }

        n = 7;
        yield return n;
    }

    private static IEnumerator<string> Throwing(bool early)
    {
        using IDisposable guard = new Guard("g");
        if (early)
        {
            throw new InvalidOperationException("early");
        }

        yield return "one";
        using (new Guard("h"))
        {
            yield return "two";
            throw new FormatException("late");
        }
    }

    private static IEnumerable Plain(params object[] items)
    {
        foreach (object o in items)
        {
            if (o is null)
            {
                yield break;
            }

            yield return o;
        }
    }

    private static IEnumerable<(int Index, T Item)> Numbered<T>(IEnumerable<T> items)
    {
        int i = 0;
        foreach (T item in items)
        {
            yield return (i++, item);
        }
    }

    private sealed class Guard(string name) : IDisposable { public void Dispose() => s_log += "~" + name; }

    private sealed class Tree(int value, Tree? left = null, Tree? right = null) : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator()
        {
            foreach (int i in left ?? Enumerable())
            {
                yield return i;
            }

            yield return value;
            foreach (int i in right ?? Enumerable())
            {
                yield return i;
            }
        }

        private static IEnumerable<int> Enumerable() { yield break; }
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public static void Run()
    {
        foreach (int stop in (int[])[0, 1, 3, 100, 999])
        {
            s_log = "";
            string seen = "";
            foreach (int i in Nested(3))
            {
                seen += i + " ";
                if (i >= stop)
                {
                    break;
                }
            }

            Out.Line(seen + s_log);
        }

        s_log = "";
        IEnumerable<int> twice = Nested(1);
        using (IEnumerator<int> a = twice.GetEnumerator(), b = twice.GetEnumerator())
        {
            Out.Line($"{a.MoveNext()} {b.MoveNext()} {a.Current + b.Current} {a.MoveNext()} {a.Current} {b.Current}");
            a.Dispose();
            a.Dispose();
            Out.Line($"{a.MoveNext()}");
        }

        Out.Line(s_log);
        foreach (bool early in (bool[])[true, false])
        {
            s_log = "";
            IEnumerator<string> e = Throwing(early);
            try
            {
                while (e.MoveNext())
                {
                    s_log += e.Current;
                }
            }
            catch (Exception x)
            {
                s_log += x.Message;
            }

            Out.Line(s_log + e.MoveNext());
        }

        string text = "";
        foreach (object o in Plain(1, "x", 'c', null!, "never"))
        {
            text += o;
        }

        foreach ((int index, string item) in Numbered(["p", "q"]))
        {
            text += index + item;
        }

        foreach (int i in new Tree(5, new Tree(2, null, new Tree(3)), new Tree(9)))
        {
            text += "," + i;
        }

        Out.Line(text);
        try
        {
            ((IEnumerator)Nested(1).GetEnumerator()).Reset();
        }
        catch (NotSupportedException e)
        {
            Out.Caught("reset", e);
        }
    }
}
