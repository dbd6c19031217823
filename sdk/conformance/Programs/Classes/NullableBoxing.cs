// Program: Nullable boxing.

namespace Lume.Conformance.Programs.Classes;

internal static class NullableBoxing
{
    private struct Point
    {
        public long X;
        public string Name;
    }

    public static void Run()
    {
        object? boxed = Make(Opaque.Of(true));
        object? nothing = Make(Opaque.Of(false));
        Out.Line("null", nothing is null);
        Out.Line("type", boxed is int ? 1 : 0, boxed is int? ? 1 : 0);
        int? back = (int?)boxed;
        int? none = (int?)nothing;
        Out.Line("back", back ?? -1, none ?? -1);
        Out.Line("as", (boxed as int?) ?? -1, (boxed as long?) ?? -1);
        try
        {
            long? wrong = (long?)boxed;
            Out.Line("no", wrong ?? 0);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("wrong", e);
        }

        Point? p = new Point { X = 3, Name = "p" };
        object o = p;
        Point? q = (Point?)o;
        Out.Line(q?.Name, q?.X ?? 0);
        Out.Line("equals", p.Equals(o));
    }

    private static object? Make(bool some)
    {
        int? value = some ? 42 : null;
        return value;
    }
}
