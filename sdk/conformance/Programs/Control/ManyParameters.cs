// Program: Many parameters.

namespace Lume.Conformance.Programs.Control;

internal static class ManyParameters
{
    public static void Run()
    {
        Out.Line("sum", Sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Out.Line("widths", Widths((byte)255, -1, 65535, -2, 4000000000, -3, ulong.MaxValue, true, 'x', -4));
        Out.Line("defaults", Defaults(1) + Defaults(1, c: 5) + Defaults(b: 9, a: 2));
        Out.Line("array", Array(1, 2, 3) + Array() + Array([4, 5]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Sum(int a, long b, short c, int d, int e, int f, int g, long h, int i, short j, byte k, int l)
        => a + (b * 2) + (c * 3) + (d * 4) + (e * 5) + (f * 6) + (g * 7) + (h * 8) + (i * 9) + (j * 10) + (k * 11) + (l * 12);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Widths(byte a, sbyte b, ushort c, short d, uint e, int f, ulong g, bool h, char i, long j)
        => a + b + c + d + e + f + (long)(g >> 60) + (h ? 1000 : 0) + i + j;

    private static int Defaults(int a, int b = 3, int c = 7) => (a * 100) + (b * 10) + c;

    private static int Array(params int[] values)
    {
        int sum = values.Length * 1000;
        foreach (int v in values)
        {
            sum += v;
        }

        return sum;
    }
}
