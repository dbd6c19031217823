// Program: Integer to floating.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class IntegerToFloating
{
    public static void Run()
    {
        foreach (long v in (long[])[0, 1, -1, 16777217, 9007199254740993, -9007199254740993, long.MaxValue, long.MinValue, 0x7FFFFF4000000001])
        {
            long x = Opaque.Of(v);
            Out.Line("double", (double)x);
            Out.Line("single", (double)(float)x);
            Out.Line("from ulong", (double)(ulong)x);
            Out.Line("single from ulong", (double)(float)(ulong)x);
            Out.Line("from int", (double)(int)x);
            Out.Line("from uint", (double)(uint)x);
            Out.Line("single from uint", (double)(float)(uint)x);
        }
    }
}
