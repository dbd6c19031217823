// Program: Floating arrays.

namespace Lume.Conformance.Programs.Floating;

internal static class FloatingArrays
{
    public static void Run()
    {
        double[,] m = { { 1, 2 }, { 3, 4 } };
        double[,] n = { { 0.5, -1 }, { 2, 0.25 } };
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                double sum = 0;
                for (int k = 0; k < 2; k++)
                {
                    sum += m[i, k] * n[k, j];
                }

                Out.Line("cell", sum);
            }
        }

        Span<float> span = stackalloc float[5];
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = i * 1.5f;
        }

        ref float r = ref span[3];
        r /= 4;
        Out.Line("span", span[3]);
    }
}
