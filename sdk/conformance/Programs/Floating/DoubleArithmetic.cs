// Program: Double arithmetic.

namespace Lume.Conformance.Programs.Floating;

internal static class DoubleArithmetic
{
    public static void Run()
    {
        double a = Opaque.Of(0.1);
        double b = Opaque.Of(0.2);
        Out.Line("add", a + b);
        Out.Line("sub", a - b);
        Out.Line("mul", a * b);
        Out.Line("div", a / b);
        Out.Line("neg", -a);
        Out.Line("third", Opaque.Of(1.0) / 3.0);
        Out.Line("huge", Opaque.Of(1e308) * 10);
        Out.Line("tiny", Opaque.Of(1e-308) / 1e10);
        Out.Line("by zero", Opaque.Of(1.0) / Opaque.Of(0.0));
        Out.Line("by minus zero", Opaque.Of(1.0) / Opaque.Of(-0.0));
        Out.Line("nan", Opaque.Of(0.0) / Opaque.Of(0.0));
    }
}
