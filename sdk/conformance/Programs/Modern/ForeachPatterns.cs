// Program: Foreach patterns.

using System.Collections;

namespace Lume.Conformance.Programs.Modern;

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
