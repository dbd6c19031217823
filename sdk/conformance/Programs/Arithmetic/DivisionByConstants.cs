// Program: Division by constants.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class DivisionByConstants
{
    public static void Run()
    {
        int[] values = [0, 1, -1, 6, -6, 7, 99, -100, int.MaxValue, int.MinValue];
        foreach (int v in values)
        {
            Out.Line("by 2 3 7", v / 2, v / 3, v / 7);
            Out.Line("rem 2 3 10", v % 2, v % 3, v % 10);
            Out.Line("by -5 16", v / -5, v / 16, v % 16);
            Out.Line("long", (long)v * 1000003 / 17, (long)v * 1000003 % 17);
            Out.Line("unsigned", (uint)v / 7, (uint)v % 1000);
        }
    }
}
