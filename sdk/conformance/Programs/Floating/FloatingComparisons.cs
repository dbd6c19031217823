// Program: Floating comparisons.

namespace Lume.Conformance.Programs.Floating;

internal static class FloatingComparisons
{
    public static void Run()
    {
        double[] values = [0.0, -0.0, 1.0, -1.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];
        foreach (double x in values)
        {
            foreach (double y in values)
            {
                double a = Opaque.Of(x);
                double b = Opaque.Of(y);
                int bits = 0;
                bits |= a < b ? 1 : 0;
                bits |= a <= b ? 2 : 0;
                bits |= a > b ? 4 : 0;
                bits |= a >= b ? 8 : 0;
                bits |= a == b ? 16 : 0;
                bits |= a != b ? 32 : 0;
                bits |= !(a < b) ? 64 : 0;
                bits |= !(a >= b) ? 128 : 0;
                bool less = a < b;
                bool notGreater = !(a > b);
                bits |= less ? 256 : 0;
                bits |= notGreater ? 512 : 0;
                Out.Line("bits", bits);
            }
        }
    }
}
