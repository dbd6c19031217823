// Program: Generic delegates and lambdas.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericDelegatesAndLambdas
{
    public static void Run()
    {
        int[] numbers = [1, 2, 3];
        string[] texts = Map(numbers, n => new string('x', n));
        Out.Line(texts[2] + texts[0]);
        long[] longs = Map(texts, s => (long)s.Length * Opaque.Of(10));
        Out.Line("longs", longs[0], longs[2]);
        Out.Line("reduce", Reduce(longs, 1000L, (a, b) => a - b));
        Out.Line(Reduce(texts, "", (a, b) => b + "," + a));
        Out.Line("compose", Compose<int, string, int>(n => new string('y', n), s => s.Length * 2)(6));
    }

    private static TResult[] Map<T, TResult>(T[] items, Func<T, TResult> f)
    {
        TResult[] results = new TResult[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            results[i] = f(items[i]);
        }

        return results;
    }

    private static T Reduce<T>(T[] items, T seed, Func<T, T, T> f)
    {
        foreach (T item in items)
        {
            seed = f(seed, item);
        }

        return seed;
    }

    private static Func<TA, TC> Compose<TA, TB, TC>(Func<TA, TB> f, Func<TB, TC> g) => a => g(f(a));
}
