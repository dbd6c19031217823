// Program: Jagged.

namespace Lume.Conformance.Programs.Arrays;

internal static class Jagged
{
    public static void Run()
    {
        int[][] triangle = new int[Opaque.Of(6)][];
        for (int i = 0; i < triangle.Length; i++)
        {
            triangle[i] = new int[i + 1];
            triangle[i][0] = triangle[i][i] = 1;
            for (int j = 1; j < i; j++)
            {
                triangle[i][j] = triangle[i - 1][j - 1] + triangle[i - 1][j];
            }
        }

        Out.Numbers("row", triangle[5]);
        string[][][] deep = [[["a"], []], [["b", "c"]]];
        Out.Line(deep[1][0][1], deep[0][1].Length);
        (deep[0], deep[1]) = (deep[1], deep[0]);
        Out.Line(deep[0][0][0]);
    }
}
