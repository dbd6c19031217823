// Program: Struct targets.

namespace Lume.Conformance.Programs.Delegates;

internal static class StructTargets
{
    private struct Counter
    {
        public int Value;

        public int Next() => ++Value;

        public override string ToString() => "counter";
    }

    public static void Run()
    {
        Counter c = new() { Value = Opaque.Of(5) };
        Func<int> next = c.Next;
        next();
        next();
        Out.Line("boxed copy", next(), c.Value);
        Func<string> text = c.ToString;
        Out.Line(text());
    }
}
