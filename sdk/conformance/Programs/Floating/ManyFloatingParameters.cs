// Program: Many floating parameters.

namespace Lume.Conformance.Programs.Floating;

internal static class ManyFloatingParameters
{
    public static void Run()
    {
        Out.Line("twelve", Sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Out.Line("mixed", Mixed(1, 2.5, 3, 4.5f, 5, 6.5, 7, 8.5f, 9, 10.5, 11, 12.5f, 13, 14.5, 15, 16.5f, 17, 18.5, 19, 20.5f));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Sum(double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l)
        => a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g) + (8 * h) + (9 * i) + (10 * j) + (11 * k) + (12 * l);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Mixed(int a, double b, long c, float d, byte e, double f, short g, float h, uint i, double j, int k, float l, long m, double n, int o, float p, int q, double r, ulong s, float t)
        => a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + (r * 2) + s + (t * 3);
}
