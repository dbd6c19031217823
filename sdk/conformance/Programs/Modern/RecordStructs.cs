// Program: Record structs.

namespace Lume.Conformance.Programs.Modern;

internal static class RecordStructs
{
    private readonly record struct Point(int X, int Y)
    {
        public Point Move(int by) => this with { X = X + by };
    }

    private record struct Mutable(int A)
    {
        public int B { get; set; } = 7;
    }

    public static void Run()
    {
        Point p = new Point(1, 2).Move(Opaque.Of(10));
        Out.Line("point", p.X, p.Y);
        Out.Line("equal", p == new Point(11, 2));
        Out.Line("boxed", ((object)p).Equals(new Point(11, 2)));
        Out.Line("hash", p.GetHashCode() == new Point(11, 2).GetHashCode());
        Mutable m = new(1);
        Mutable n = m;
        n.B++;
        n.A--;
        Out.Line("mutable", m.B, n.B, n.A);
        HashSet<Point> set = [p, new(11, 2), new(0, 0)];
        Out.Line("set", set.Count);
    }
}
