// Program: Polymorphic recursion.

namespace Lume.Conformance.Programs.Generics;

internal static class PolymorphicRecursion
{
    private abstract class Shape
    {
        public abstract int Depth();
    }

    private sealed class Leaf : Shape
    {
        public override int Depth() => 0;
    }

    private sealed class Wrap<T> : Shape
        where T : Shape
    {
        public T Inner = null!;

        public override int Depth() => Inner.Depth() + 1;
    }

    public static void Run()
    {
        var deep = new Wrap<Wrap<Wrap<Leaf>>> { Inner = new() { Inner = new() { Inner = new Leaf() } } };
        Out.Line("depth", deep.Depth());
        Out.Line("types", Count<int>(Opaque.Of(3)), Count<string>(5));
    }

    private static int Count<T>(int n) => n == 0 ? (typeof(T).IsValueType ? 1 : 2) : 1 + Count<T>(n - 1);
}
