// Program: Uint32 wraps.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class UInt32Wraps
{
    public static void Run()
    {
        uint max = Opaque.Of(uint.MaxValue);
        Out.Line("add", max + 1);
        Out.Line("sub", Opaque.Of(0u) - 1);
        Out.Line("mul", max * max);
        Out.Line("not", ~max);
        Out.Line("neg", -(long)max);
        Out.Line("as signed", (int)max);
        Out.Line("as long", (long)max);
    }
}
