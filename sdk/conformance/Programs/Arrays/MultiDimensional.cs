// Program: Multi dimensional.

namespace Lume.Conformance.Programs.Arrays;

internal static class MultiDimensional
{
    public static void Run()
    {
        int[,] m = new int[Opaque.Of(3), 4];
        for (int i = 0; i < m.GetLength(0); i++)
        {
            for (int j = 0; j < m.GetLength(1); j++)
            {
                m[i, j] = (i * 10) + j;
            }
        }

        m[2, 3] += 100;
        ref int r = ref m[1, 1];
        r = -1;
        Out.Line("cells", m[2, 3], m[1, 1], m[0, 3]);
        Out.Line("shape", m.Length, m.Rank, m.GetUpperBound(1));
        int sum = 0;
        foreach (int v in m)
        {
            sum += v;
        }

        Out.Line("sum", sum);
        string[,,] cube = new string[2, 2, 2];
        cube[1, 0, 1] = "corner";
        Out.Line(cube[1, 0, 1], cube[0, 0, 0] is null ? 1 : 0);
        try
        {
            m[1, Opaque.Of(4)] = 0;
        }
        catch (IndexOutOfRangeException e)
        {
            Out.Caught("bounds", e);
        }

        (int, long)[,] structs = { { (1, 2), (3, 4) } };
        Out.Line("structs", structs[0, 1].Item1, structs[0, 1].Item2);
    }
}
