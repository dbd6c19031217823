// Program: Int64 wraps.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Int64Wraps
{
    public static void Run()
    {
        long max = Opaque.Of(long.MaxValue);
        long min = Opaque.Of(long.MinValue);
        Out.Line("add", max + 1);
        Out.Line("sub", min - 1);
        Out.Line("mul", max * 3);
        Out.Line("neg", -min);
        Out.Line("not", ~max);
        Out.Line("mix", (max - min) * 7 + (min ^ max));
    }
}
