// Program: Struct equality.

namespace Lume.Conformance.Programs.Structs;

internal static class StructEquality
{
    private struct Plain
    {
        public int A;
        public long B;
    }

    private struct WithReference
    {
        public string Name;
        public int Value;
    }

    public static void Run()
    {
        object a = new Plain { A = 1, B = 2 };
        object b = new Plain { A = Opaque.Of(1), B = 2 };
        object c = new Plain { A = 1, B = 3 };
        Out.Line("same", a.Equals(b));
        Out.Line("different", a.Equals(c));
        Out.Line("null", a.Equals(null));
        object d = new WithReference { Name = "x", Value = 1 };
        object e = new WithReference { Name = new string('x', Opaque.Of(1)), Value = 1 };
        Out.Line("by reference fields", d.Equals(e));
        Out.Line("other type", d.Equals(a));
    }
}
