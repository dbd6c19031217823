// Program: Struct methods.

namespace Lume.Conformance.Programs.Structs;

internal static class StructMethods
{
    private struct Counter
    {
        private int _value;

        public Counter(int start) => _value = start;

        public int Next() => ++_value;

        public readonly int Peek() => _value;

        public override string ToString() => "counter";

        public override bool Equals(object? other) => other is Counter c && c._value == _value;

        public override int GetHashCode() => _value;
    }

    public static void Run()
    {
        Counter c = new(Opaque.Of(5));
        c.Next();
        c.Next();
        Out.Line("value", c.Peek());
        object boxed = c;
        c.Next();
        Out.Line("boxed", ((Counter)boxed).Peek(), c.Peek());
        Out.Line("text", boxed.ToString());
        Out.Line("equals", boxed.Equals(new Counter(7)));
        Out.Line("hash", boxed.GetHashCode());
        Out.Line("temporary", new Counter(1).Next());
    }
}
