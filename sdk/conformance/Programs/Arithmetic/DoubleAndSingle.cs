// Program: Double and single.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class DoubleAndSingle
{
    public static void Run()
    {
        foreach (double v in (double[])[0.1, 1.0 / 3, 1e-45, 1e-46, 3.4028235e38, 3.5e38, -0.0, 16777217.0, double.Epsilon, double.MaxValue])
        {
            float f = (float)Opaque.Of(v);
            Out.Line("single bits", BitConverter.SingleToInt32Bits(f));
            Out.Line("back", (double)f);
        }
    }
}
