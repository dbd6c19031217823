// Program: Single to integer.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class SingleToInteger
{
    public static void Run()
    {
        foreach (float v in (float[])[0f, -0.5f, 3.99f, -3.99f, 16777217f, 2147483648f, -2147483648f, 4294967296f, 1e20f, -1e20f, float.NaN, float.PositiveInfinity])
        {
            float x = Opaque.Of(v);
            Out.Line("int", (int)x);
            Out.Line("uint", (uint)x);
            Out.Line("long", (long)x);
            Out.Line("ulong", (ulong)x);
        }
    }
}
