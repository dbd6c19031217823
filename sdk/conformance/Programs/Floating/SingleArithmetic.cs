// Program: Single arithmetic.

namespace Lume.Conformance.Programs.Floating;

internal static class SingleArithmetic
{
    public static void Run()
    {
        float a = Opaque.Of(0.1f);
        float b = Opaque.Of(0.2f);
        Show("add", a + b);
        Show("sub", a - b);
        Show("mul", a * b);
        Show("div", a / b);
        Show("neg", -a);
        Show("sum", 16777216f + Opaque.Of(1f));
        double d = a;
        Out.Line("promoted", d + b);
        Show("chain", (a * b) + (a / b) - 7.5f);
    }

    private static void Show(string label, float value) => Out.Line(label, BitConverter.SingleToInt32Bits(value));
}
