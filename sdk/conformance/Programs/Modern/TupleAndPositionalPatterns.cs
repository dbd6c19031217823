// Program: Tuple and positional patterns.

namespace Lume.Conformance.Programs.Modern;

internal static class TupleAndPositionalPatterns
{
    private readonly record struct Point(int X, int Y);

    private sealed class Line(Point a, Point b)
    {
        public void Deconstruct(out Point start, out Point end) => (start, end) = (a, b);
    }

    public static void Run()
    {
        Out.Line(Quadrant(1, 1) + Quadrant(-1, Opaque.Of(1)) + Quadrant(0, 5) + Quadrant(3, -3));
        foreach (object o in (object[])[new Point(0, 0), new Point(0, 5), new Point(4, 4), new Line(new(0, 0), new(7, 8))])
        {
            Out.Line(Describe(o));
        }

        Out.Line(State("idle", 1) + State("run", 5) + State("run", 0));
    }

    private static string Quadrant(int x, int y) => (x, y) switch
    {
        (0, _) or (_, 0) => "axis ",
        ( > 0, > 0) => "first ",
        ( < 0, > 0) => "second ",
        _ => "lower ",
    };

    private static string Describe(object o) => o switch
    {
        Point(0, 0) => "origin",
        Point(0, var y) => "on axis at " + y,
        Point(var x, var y) when x == y => "diagonal",
        Line((0, 0), (var x, _)) => "from origin to " + x,
        _ => "other",
    };

    private static string State(string state, int n) => (state, n) switch
    {
        ("idle", _) => "wait ",
        ("run", > 2) => "fast ",
        ("run", _) => "slow ",
        _ => "? ",
    };
}
