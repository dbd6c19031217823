// Program: Int32 wraps.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Int32Wraps
{
    public static void Run()
    {
        int max = Opaque.Of(int.MaxValue);
        int min = Opaque.Of(int.MinValue);
        Out.Line("add", max + 1);
        Out.Line("sub", min - 1);
        Out.Line("mul", max * 3);
        Out.Line("neg", -min);
        Out.Line("not", ~max);
        Out.Line("mix", (max - min) * 7 + (min ^ max));
    }
}
