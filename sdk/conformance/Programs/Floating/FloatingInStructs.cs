// Program: Floating in structs.

namespace Lume.Conformance.Programs.Floating;

internal static class FloatingInStructs
{
    private struct Point
    {
        public double X;
        public double Y;

        public Point(double x, double y)
        {
            X = x;
            Y = y;
        }

        public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

        public static Point operator *(Point a, double k) => new(a.X * k, a.Y * k);
    }

    private struct Mixed
    {
        public int Count;
        public float Weight;
        public double Total;
    }

    public static void Run()
    {
        Point p = new Point(1.5, -2.25) + (new Point(0.5, 4) * Opaque.Of(3.0));
        Out.Line("x", p.X);
        Out.Line("y", p.Y);
        Mixed m = Fill(new Mixed { Count = 2, Weight = 0.5f, Total = 9 });
        Out.Line("count", m.Count);
        Out.Line("weight", m.Weight);
        Out.Line("total", m.Total);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Mixed Fill(Mixed m)
    {
        m.Count++;
        m.Weight *= 3;
        m.Total += m.Weight + m.Count;
        return m;
    }
}
