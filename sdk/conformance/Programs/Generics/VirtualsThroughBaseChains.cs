// Program: Generic virtual methods through chains of bases.

namespace Lume.Conformance.Programs.Generics;

internal static class VirtualsThroughBaseChains
{
    private class Root
    {
        public virtual string Name<T>(T value) => "root " + Kind<T>();

        public virtual string Plain() => "root";
    }

    private class Middle : Root
    {
        public override string Plain() => "middle";
    }

    private class Lower : Middle
    {
        public override string Name<T>(T value) => "lower(" + base.Name(value) + ")";
    }

    private sealed class Leaf : Lower
    {
        public override string Name<T>(T value) => "leaf(" + base.Name(new[] { value }) + ")";
    }

    private class Hidden : Root
    {
        public new virtual string Name<T>(T value) => "hidden " + Kind<T>();
    }

    private sealed class BelowHidden : Hidden
    {
        public override string Name<T>(T value) => "below hidden " + Kind<T>();
    }

    private abstract class Over<U>
    {
        public abstract (U, T) Pair<T>(U first, T second);

        public virtual string Both<T>() => Kind<U>() + "+" + Kind<T>();
    }

    private sealed class OverInt : Over<int>
    {
        public override (int, T) Pair<T>(int first, T second) => (first + 1, second);
    }

    private class OverAny<V> : Over<V>
    {
        public override (V, T) Pair<T>(V first, T second) => (first, second);

        public override string Both<T>() => "any " + base.Both<T>();
    }

    private sealed class OverPairs<V> : OverAny<KeyValuePair<V, V>>
    {
        public override string Both<T>() => "pairs " + base.Both<List<T>>();
    }

    public static void Run()
    {
        // Types that only shared code of generic virtual methods would make are not in the image: docs/adr/0005.
        _ = Opaque.Ref<object>(new KeyValuePair<string, int>[1]);
        _ = Opaque.Ref<object>(new List<byte>());
        _ = Opaque.Ref<object>(("", 0L));
        _ = Opaque.Ref<object>((new KeyValuePair<int, int>(0, 0), ""));
        foreach (Root r in (Root[])[new Root(), new Middle(), new Lower(), new Leaf(), new Hidden(), new BelowHidden()])
        {
            Out.Line(r.Plain(), r.Name(Opaque.Of(1)));
            Out.Line(r.Name("s"));
            Out.Line(r.Name(new KeyValuePair<string, int>("k", 1)));
            if (r is Hidden hidden)
            {
                Out.Line(hidden.Name(2L));
            }
        }

        Over<int> ints = new OverInt();
        (int a, string b) = ints.Pair(Opaque.Of(41), "with");
        Out.Line(b, a);
        Out.Line(ints.Both<string>());
        foreach (Over<string> over in (Over<string>[])[new OverAny<string>()])
        {
            (string c, long d) = over.Pair("first", 99L);
            Out.Line(c, d);
            Out.Line(over.Both<int>() + ", " + over.Both<object>());
        }

        Over<KeyValuePair<int, int>> pairs = new OverPairs<int>();
        (KeyValuePair<int, int> e, string f) = pairs.Pair(new(3, 4), "second");
        Out.Line(f, e.Key, e.Value);
        Out.Line(pairs.Both<int>());
        Over<KeyValuePair<string, string>> texts = new OverPairs<string>();
        Out.Line(texts.Both<string>(), texts.Both<byte>());
    }

    private static string Kind<T>() =>
        typeof(T) == typeof(int) ? "int" : typeof(T) == typeof(string) ? "string" : typeof(T) == typeof(List<int>) ? "list of int"
        : typeof(T).IsArray ? "array" : typeof(T).IsValueType ? "value" : "class";
}
