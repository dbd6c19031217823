// Program: Generic type tests.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericTypeTests
{
    public static void Run()
    {
        Out.Line("ints", Kind<int>(), Kind<uint>(), Kind<long>());
        Out.Line("refs", Kind<string>(), Kind<object>(), Kind<int[]>());
        Out.Line("struct", Kind<(int, int)>(), Kind<int?>(), Kind<Weekday>());
        Out.Line("references", HasReferences<int>() + HasReferences<string>() + HasReferences<(int, long)>() + HasReferences<(int, string)>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Kind<T>()
    {
        if (typeof(T) == typeof(int))
        {
            return 1;
        }

        if (typeof(T) == typeof(string))
        {
            return 2;
        }

        if (typeof(T) == typeof(int?))
        {
            return 3;
        }

        return typeof(T).IsValueType ? 4 : 5;
    }

    private static string HasReferences<T>() => RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? "y" : "n";
}
