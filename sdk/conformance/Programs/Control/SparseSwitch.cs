// Program: Sparse switch.

namespace Lume.Conformance.Programs.Control;

internal static class SparseSwitch
{
    public static void Run()
    {
        foreach (int i in (int[])[-1000000, -1, 0, 1, 17, 999, 1000, 65536, int.MaxValue, int.MinValue, 18])
        {
            Out.Line("case", i, Pick(Opaque.Of(i)));
        }

        foreach (long l in (long[])[0, 1L << 40, -(1L << 50), 5])
        {
            Out.Line("long", l, PickLong(Opaque.Of(l)));
        }
    }

    private static int Pick(int i) => i switch
    {
        -1000000 => 1,
        -1 => 2,
        17 => 3,
        1000 => 4,
        65536 => 5,
        int.MaxValue => 6,
        int.MinValue => 7,
        _ => 0,
    };

    private static int PickLong(long l) => l switch
    {
        0 => 1,
        1L << 40 => 2,
        -(1L << 50) => 3,
        _ => 9,
    };
}
