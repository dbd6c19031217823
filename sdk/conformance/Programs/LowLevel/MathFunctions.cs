// Program: Math functions.

namespace Lume.Conformance.Programs.LowLevel;

internal static class MathFunctions
{
    public static void Run()
    {
        Out.Line("min max", Math.Min(Opaque.Of(3), -5), Math.Max(Opaque.Of(3L), 9));
        Out.Line("unsigned", Math.Max(Opaque.Of(uint.MaxValue), 1u), Math.Min((byte)200, (byte)Opaque.Of(100)));
        Out.Line("abs", Math.Abs(Opaque.Of(-7)), Math.Abs(Opaque.Of(-7L)));
        Out.Line("sign", Math.Sign(Opaque.Of(-3)), Math.Sign(0L));
        Out.Line("clamp", Math.Clamp(Opaque.Of(50), 0, 10), Math.Clamp(Opaque.Of(-5), 0, 10));
        (int q, int r) = Math.DivRem(Opaque.Of(17), 5);
        Out.Line("divrem", q, r);
        try
        {
            Out.Line("no", Math.Abs(Opaque.Of(int.MinValue)));
        }
        catch (OverflowException e)
        {
            Out.Caught("abs", e);
        }

        Out.Hex("high", Math.BigMul(Opaque.Of(ulong.MaxValue), 0xDEADBEEF_CAFEBABE, out ulong low));
        Out.Hex("low", low);
    }
}
