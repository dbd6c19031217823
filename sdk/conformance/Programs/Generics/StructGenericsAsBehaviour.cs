// Program: Struct generics as behaviour.

namespace Lume.Conformance.Programs.Generics;

internal static class StructGenericsAsBehaviour
{
    private interface IOperation
    {
        static abstract int Apply(int a, int b);

        int Weight(int x);
    }

    private struct Plus : IOperation
    {
        public static int Apply(int a, int b) => a + b;

        public int Weight(int x) => x;
    }

    private struct Times : IOperation
    {
        private int _calls;

        public static int Apply(int a, int b) => a * b;

        public int Weight(int x) => x * ++_calls;
    }

    public static void Run()
    {
        Out.Line("plus", Fold<Plus>([1, 2, Opaque.Of(3), 4], 0));
        Out.Line("times", Fold<Times>([1, 2, Opaque.Of(3), 4], 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Fold<T>(ReadOnlySpan<int> values, int seed)
        where T : struct, IOperation
    {
        T operation = default;
        foreach (int v in values)
        {
            seed = T.Apply(seed, operation.Weight(v));
        }

        return seed;
    }
}
