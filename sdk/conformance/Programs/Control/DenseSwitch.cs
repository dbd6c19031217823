// Program: Dense switch.

namespace Lume.Conformance.Programs.Control;

internal static class DenseSwitch
{
    public static void Run()
    {
        for (int i = -3; i < 12; i++)
        {
            Out.Line("case", i, Pick(Opaque.Of(i)));
        }

        Out.Line("extremes", Pick(int.MinValue), Pick(int.MaxValue));
    }

    private static int Pick(int i)
    {
        switch (i)
        {
            case 0: return 100;
            case 1: return 101;
            case 2:
            case 3: return 103;
            case 4: return 104;
            case 5: return 105;
            case 7: return 107;
            case 8: return 108;
            case 9: return 109;
            default: return -1;
        }
    }
}
