// Program: Object methods.

namespace Lume.Conformance.Programs.Classes;

internal static class ObjectMethods
{
    private sealed class Plain;

    private sealed class Custom
    {
        public int Id;

        public override bool Equals(object? obj) => obj is Custom c && c.Id == Id;

        public override int GetHashCode() => Id * 31;

        public override string ToString() => "custom";
    }

    public static void Run()
    {
        object a = new Plain();
        object b = new Plain();
        Out.Line("identity", a.Equals(a));
        Out.Line("other", a.Equals(b));
        Out.Line("stable hash", a.GetHashCode() == a.GetHashCode());
        object c = new Custom { Id = Opaque.Of(3) };
        object d = new Custom { Id = 3 };
        Out.Line("custom", c.Equals(d));
        Out.Line("hash", c.GetHashCode());
        Out.Line("text", c.ToString());
        Out.Line("static", Equals(c, d));
        Out.Line("static null", Equals(null, d));
        Out.Line("same type", a.GetType() == b.GetType());
        Out.Line("other type", a.GetType() == c.GetType());
        Out.Line("typeof", c.GetType() == typeof(Custom));
    }
}
