// Program: Static abstract members.

namespace Lume.Conformance.Programs.Interfaces;

internal static class StaticAbstractMembers
{
    private interface INumber<T>
        where T : INumber<T>
    {
        static abstract T Zero { get; }

        static abstract T operator +(T a, T b);

        static virtual string Name => "number";
    }

    private readonly struct Meters(long value) : INumber<Meters>
    {
        public readonly long Value = value;

        public static Meters Zero => new(0);

        public static Meters operator +(Meters a, Meters b) => new(a.Value + b.Value);

        public static string Name => "meters";
    }

    private sealed class Text(string value) : INumber<Text>
    {
        public readonly string Value = value;

        public static Text Zero => new("");

        public static Text operator +(Text a, Text b) => new(a.Value + b.Value);
    }

    public static void Run()
    {
        Out.Line("meters", Sum([new Meters(1), new Meters(Opaque.Of(2)), new Meters(39)]).Value);
        Out.Line("text", Sum([new Text("a"), new Text("b")]).Value);
        Out.Line(NameOf<Meters>(), NameOf<Text>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Sum<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T v in values)
        {
            sum += v;
        }

        return sum;
    }

    private static string NameOf<T>()
        where T : INumber<T> => T.Name;
}
