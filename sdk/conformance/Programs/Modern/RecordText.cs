// Program: Record text.

namespace Lume.Conformance.Programs.Modern;

internal static class RecordText
{
    private record Point(int X, int Y);

    private sealed record Named(string Name, Point Where, bool Flag) : Point(Where.X, Where.Y);

    private readonly record struct Pair(int A, string? B);

    public static void Run()
    {
        Out.Line(new Point(1, Opaque.Of(-2)).ToString());
        Out.Line(new Named("n", new Point(3, 4), true).ToString());
        Out.Line(new Pair(5, "x").ToString());
        Out.Line(new Pair(5, null).ToString());
    }
}
