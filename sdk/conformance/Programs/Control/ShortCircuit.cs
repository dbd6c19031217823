// Program: Short circuit.

namespace Lume.Conformance.Programs.Control;

internal static class ShortCircuit
{
    private static int s_calls;

    public static void Run()
    {
        Out.Line("and", Test(false, 1) && Test(true, 2));
        Out.Line("or", Test(true, 4) || Test(true, 8));
        Out.Line("both", Test(true, 16) & Test(false, 32));
        Out.Line("either", Test(true, 64) | Test(false, 128));
        Out.Line("mixed", (Test(true, 256) && Test(false, 512)) || !Test(false, 1024));
        Out.Line("calls", s_calls);
    }

    private static bool Test(bool value, int bit)
    {
        s_calls |= bit;
        return Opaque.Of(value);
    }
}
