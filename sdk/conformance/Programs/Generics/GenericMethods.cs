// Program: Generic methods.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericMethods
{
    public static void Run()
    {
        Out.Line("int", Identity(Opaque.Of(5)));
        Out.Line(Identity("text"), Identity(7L));
        Out.Line("default", Default<int>() + (Default<string>() is null ? 10 : 0));
        Out.Line("max", Max(3, Opaque.Of(9)), Max(-3L, -9L));
        Out.Line(Max("apple", "pear"));
        Swap(out string a, out string b, "x", "y");
        Out.Line(a + b);
        Out.Line("count", Count(1, 2, 3) + Count("a"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Identity<T>(T value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T? Default<T>() => default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Max<T>(T a, T b)
        where T : IComparable<T> => a.CompareTo(b) >= 0 ? a : b;

    private static void Swap<T>(out T a, out T b, T x, T y) => (a, b) = (y, x);

    private static int Count<T>(params T[] items) => items.Length;
}
