// Program: Floating to integer saturates.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class FloatingToIntegerSaturates
{
    public static void Run()
    {
        foreach (double v in (double[])[0.0, 0.9, -0.9, 1.5, -1.5, 127.9, 300.0, -300.0, 70000.0, 2147483647.0, 2147483648.0, -2147483648.0, -2147483649.0, 4294967295.0, 4294967296.0, 1e10, -1e10, 1e19, 2e19, -1e19, 1e300, -1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            double x = Opaque.Of(v);
            Out.Line("int", (int)x);
            Out.Line("uint", (uint)x);
            Out.Line("long", (long)x);
            Out.Line("ulong", (ulong)x);
            Out.Line("native", (long)(nint)x);
        }
    }
}
