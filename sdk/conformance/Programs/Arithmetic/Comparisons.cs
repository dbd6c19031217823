// Program: Comparisons.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Comparisons
{
    public static void Run()
    {
        int[] values = [0, 1, -1, int.MaxValue, int.MinValue];
        foreach (int x in values)
        {
            foreach (int y in values)
            {
                int a = Opaque.Of(x);
                int b = Opaque.Of(y);
                int bits = (a < b ? 1 : 0) | (a <= b ? 2 : 0) | (a > b ? 4 : 0) | (a >= b ? 8 : 0) | (a == b ? 16 : 0) | (a != b ? 32 : 0);
                bool lower = (uint)a < (uint)b;
                bool higher = (uint)a >= (uint)b;
                bool wide = (long)a > (uint)b;
                bool huge = (ulong)(long)a <= (ulong)(long)b;
                bits |= (lower ? 64 : 0) | (higher ? 128 : 0) | (wide ? 256 : 0) | (huge ? 512 : 0);
                Out.Line("bits", a, b, bits);
            }
        }
    }
}
