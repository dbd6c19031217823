// Program: Life on atorus.

namespace Lume.Conformance.Programs.Arrays;

internal static class LifeOnATorus
{
    public static void Run()
    {
        const int N = 16;
        bool[,] cells = new bool[N, N];
        foreach ((int x, int y) in ((int, int)[])[(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)])
        {
            cells[x, y] = true;
        }

        for (int generation = 0; generation < 40; generation++)
        {
            bool[,] next = new bool[N, N];
            for (int x = 0; x < N; x++)
            {
                for (int y = 0; y < N; y++)
                {
                    int neighbours = 0;
                    for (int d = 0; d < 9; d++)
                    {
                        neighbours += d != 4 && cells[(x + (d / 3) + N - 1) % N, (y + (d % 3) + N - 1) % N] ? 1 : 0;
                    }

                    next[x, y] = neighbours == 3 || (neighbours == 2 && cells[x, y]);
                }
            }

            cells = next;
        }

        long checksum = 0;
        foreach (bool cell in cells)
        {
            checksum = (checksum * 2 % 1000000007) + (cell ? 1 : 0);
        }

        Out.Line("checksum", checksum);
    }
}
