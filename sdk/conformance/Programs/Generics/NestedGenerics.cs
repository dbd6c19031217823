// Program: Nested generics.

namespace Lume.Conformance.Programs.Generics;

internal static class NestedGenerics
{
    private sealed class Outer<T>
        where T : notnull
    {
        public sealed class Inner<TOther>
        {
            public T First = default!;
            public TOther Second = default!;

            public Dictionary<T, List<TOther>> Make() => new() { [First!] = [Second, Second] };
        }
    }

    public static void Run()
    {
        Outer<string>.Inner<int> i = new() { First = "key", Second = Opaque.Of(4) };
        Out.Line("list", i.Make()["key"].Count, i.Make()["key"][1]);
        Outer<int>.Inner<Outer<string>.Inner<int>> j = new() { First = 1, Second = i };
        Out.Line(j.Make()[1][0].First, j.Second.Second);
    }
}
