// Program: Indexers.

namespace Lume.Conformance.Programs.Classes;

internal static class Indexers
{
    private sealed class Grid
    {
        private readonly int[] _cells = new int[12];

        public int this[int x, int y]
        {
            get => _cells[(y * 4) + x];
            set => _cells[(y * 4) + x] = value;
        }

        public ref int this[int i] => ref _cells[i];

        public string this[string name] => name + "?";
    }

    public static void Run()
    {
        Grid g = new();
        g[1, 2] = Opaque.Of(5);
        g[1, 2] += 3;
        g[1, 2]++;
        Out.Line("cell", g[1, 2], g[9]);
        g[0] = 4;
        ref int r = ref g[11];
        r = 100;
        Out.Line("refs", g[0, 0], g[3, 2]);
        Out.Line(g["who"]);
    }
}
