// Program: Floating bits.

namespace Lume.Conformance.Programs.Floating;

internal static class FloatingBits
{
    public static void Run()
    {
        Out.Hex("double", BitConverter.DoubleToUInt64Bits(Opaque.Of(-2.5)));
        Out.Line("double", BitConverter.UInt64BitsToDouble(0x3FF8000000000000UL));
        Out.Hex("single", BitConverter.SingleToUInt32Bits(Opaque.Of(-2.5f)));
        Out.Line("single", BitConverter.UInt32BitsToSingle(0x3FC00000u));
        Out.Line("negative zero", 1 / Opaque.Of(-0.0) < 0);
        Out.Line("conditional", Opaque.Of(true) ? 1.5 : 2);
        Out.Line("increment", Increment(Opaque.Of(9.75)));
    }

    private static double Increment(double x)
    {
        x++;
        x *= 2;
        x--;
        return x;
    }
}
