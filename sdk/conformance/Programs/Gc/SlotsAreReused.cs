// Program: Slots are reused.

namespace Lume.Conformance.Programs.Gc;

internal static class SlotsAreReused
{
    private sealed class Five
    {
        public long A;
        public long B;
        public object? C;
        public int D;
        public string? E;
    }

    public static void Run()
    {
        int dirty = 0;
        for (int i = 0; i < 1500; i++)
        {
            Five f = new();
            dirty += f.A != 0 || f.B != 0 || f.C is not null || f.D != 0 || f.E is not null ? 1 : 0;
            f.A = -1;
            f.B = i;
            f.C = f;
            f.D = i;
            f.E = "used";
            int[] array = new int[i % 50];
            foreach (int n in array)
            {
                dirty += n != 0 ? 1 : 0;
            }

            array.AsSpan().Fill(-1);
        }

        Out.Line("dirty", dirty);
    }
}
