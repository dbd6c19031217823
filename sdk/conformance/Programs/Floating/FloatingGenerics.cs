// Program: Floating generics.

namespace Lume.Conformance.Programs.Floating;

internal static class FloatingGenerics
{
    private struct Pair<T>
    {
        public T First;
        public T Second;
    }

    public static void Run()
    {
        Pair<double> d = Swap(new Pair<double> { First = 1.25, Second = -7 });
        Pair<float> f = Swap(new Pair<float> { First = 1.25f, Second = -7 });
        Out.Line("double", d.First);
        Out.Line("double", d.Second);
        Out.Line("single", f.First);
        object boxed = Opaque.Of(2.5);
        Out.Line("unboxed", (double)boxed + 1);
        List<double> list = [3.5, 1.5, 2.5];
        list.Sort();
        Out.Line("sorted", list[0]);
        Out.Line("equals", 1.5.Equals(list[0]));
        Out.Line("nan equals", double.NaN.Equals(Opaque.Of(double.NaN)));
        Out.Line("compare", 1.5.CompareTo(2.5), double.NaN.CompareTo(0.0));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pair<T> Swap<T>(Pair<T> pair) => new() { First = pair.Second, Second = pair.First };
}
