// Program: Multiply high.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class MultiplyHigh
{
    public static void Run()
    {
        ulong a = Opaque.Of(0xFEDC_BA98_7654_3210UL);
        ulong b = Opaque.Of(0x0123_4567_89AB_CDEFUL);
        Out.Hex("low", a * b);
        Out.Hex("high", High(a, b));
        Out.Hex("square", High(a, a));
        Out.Line("wide", (long)(int)Opaque.Of(int.MinValue) * int.MinValue);
        Out.Line("unsigned wide", (ulong)Opaque.Of(uint.MaxValue) * uint.MaxValue);
    }

    private static ulong High(ulong a, ulong b)
    {
        ulong al = (uint)a;
        ulong ah = a >> 32;
        ulong bl = (uint)b;
        ulong bh = b >> 32;
        ulong middle = (ah * bl) + ((al * bl) >> 32);
        ulong other = (al * bh) + (uint)middle;
        return (ah * bh) + (middle >> 32) + (other >> 32);
    }
}
