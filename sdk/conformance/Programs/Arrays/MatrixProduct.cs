// Program: Matrix product.

namespace Lume.Conformance.Programs.Arrays;

internal static class MatrixProduct
{
    public static void Run()
    {
        const int N = 12;
        long[,] a = new long[N, N];
        long[][] b = new long[N][];
        for (int i = 0; i < N; i++)
        {
            b[i] = new long[N];
            for (int j = 0; j < N; j++)
            {
                a[i, j] = (i * j) + Opaque.Of(1);
                b[i][j] = i - j;
            }
        }

        long trace = 0;
        long all = 0;
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                long sum = 0;
                for (int k = 0; k < N; k++)
                {
                    sum += a[i, k] * b[k][j];
                }

                all += sum * (i + (2 * j));
                trace += i == j ? sum : 0;
            }
        }

        Out.Line("results", trace, all);
    }
}
