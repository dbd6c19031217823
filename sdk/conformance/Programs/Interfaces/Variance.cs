// Program: Variance.

namespace Lume.Conformance.Programs.Interfaces;

internal static class Variance
{
    private interface ISource<out T>
    {
        T Get();
    }

    private interface ISink<in T>
    {
        string Put(T value);
    }

    private sealed class Source : ISource<string>
    {
        public string Get() => "string";
    }

    private sealed class Sink : ISink<object>
    {
        public string Put(object value) => value is string s ? "got " + s : "got object";
    }

    public static void Run()
    {
        ISource<object> source = Opaque.Ref(new Source());
        Out.Line((string)source.Get());
        ISink<string> sink = Opaque.Ref(new Sink());
        Out.Line(sink.Put("text"));
        IEnumerable<object> sequence = Opaque.Ref(new List<string> { "a", "b" });
        int count = 0;
        foreach (object o in sequence)
        {
            count += ((string)o).Length;
        }

        Out.Line("count", count);
        object x = source;
        Out.Line("tests", x is ISource<object> ? 1 : 0, x is ISource<string> ? 1 : 0, x is ISource<Sink> ? 1 : 0);
        Func<string> f = () => "f";
        Func<object> g = f;
        Out.Line((string)g());
        Action<object> a = o => Out.Line("action", o is string);
        Action<string> b = a;
        b("x");
    }
}
