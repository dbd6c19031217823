// Program: Anonymous types.

namespace Lume.Conformance.Programs.Modern;

internal static class AnonymousTypes
{
    public static void Run()
    {
        var a = new { Name = "n", Count = Opaque.Of(3) };
        var b = new { Name = "n", Count = 3 };
        Out.Line(a.Name, a.Count);
        Out.Line("equal", a.Equals(b));
        Out.Line("hash", a.GetHashCode() == b.GetHashCode());
        Out.Line("text", a.ToString());
        var c = a with { Count = 9 };
        Out.Line(c.Name, c.Count);
        var array = new[] { new { X = 1 }, new { X = 2 } };
        Out.Line("array", array[1].X);
    }
}
