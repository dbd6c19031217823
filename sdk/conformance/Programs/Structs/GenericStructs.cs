// Program: Generic structs.

namespace Lume.Conformance.Programs.Structs;

internal static class GenericStructs
{
    private struct Pair<TFirst, TSecond>
    {
        public TFirst First;
        public TSecond Second;

        public readonly Pair<TSecond, TFirst> Swap() => new() { First = Second, Second = First };
    }

    public static void Run()
    {
        Pair<int, string> p = new() { First = Opaque.Of(1), Second = "one" };
        Pair<string, int> q = p.Swap();
        Out.Line(q.First, q.Second);
        Pair<byte, Pair<long, string>> nested = new() { First = 7, Second = new() { First = 8, Second = "nine" } };
        var swapped = nested.Swap();
        Out.Line(swapped.First.Second, swapped.First.First, swapped.Second);
        Pair<object, object> objects = new() { First = "a", Second = 5 };
        Out.Line((string)objects.Swap().Second, (int)objects.Swap().First);
    }
}
