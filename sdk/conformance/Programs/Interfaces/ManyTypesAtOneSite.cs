// One call site that sees more types than any cache of its own can hold, classes, structs and generics among them.

namespace Lume.Conformance.Programs.Interfaces;

internal static class ManyTypesAtOneSite
{
    private interface IWeight
    {
        int Weight(int x);

        int Twice(int x) => 2 * Weight(x);
    }

    private class A : IWeight
    {
        public virtual int Weight(int x) => x + 1;
    }

    private sealed class B : A
    {
        public override int Weight(int x) => x + 2;
    }

    private sealed class C : A, IWeight
    {
        int IWeight.Weight(int x) => x + 3;
    }

    private sealed class D : IWeight
    {
        public int Weight(int x) => x + 4;

        public int Twice(int x) => -Weight(x);
    }

    private struct E(int add) : IWeight
    {
        public readonly int Weight(int x) => x + add;
    }

    private sealed class F<T>(T value) : IWeight
    {
        public int Weight(int x) => x + (value is string s ? s.Length : 60);
    }

    public static void Run()
    {
        IWeight[] all =
        [
            new A(), new B(), new C(), new D(), new E(5), new F<string>("abcdef"), new F<object>(7), new F<int>(8),
            new F<long>(9), new F<B>(new B()), new F<E>(new E(1)), new F<int[]>([]),
        ];
        int sum = 0;
        for (int round = 0; round < 50; round++)
        {
            for (int i = 0; i < all.Length; i++)
            {
                IWeight weight = all[(i * 5 + round) % all.Length];
                sum = unchecked((sum * 31) + weight.Weight(i) + weight.Twice(round));
            }
        }

        Out.Line("sum", sum);
        Out.Line("object as string", ((IWeight)new F<object>("four")).Weight(0));
    }
}
