// Program: Uint64 wraps.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class UInt64Wraps
{
    public static void Run()
    {
        ulong max = Opaque.Of(ulong.MaxValue);
        Out.Line("add", max + 1);
        Out.Line("sub", Opaque.Of(0UL) - 1);
        Out.Line("mul", max * max);
        Out.Line("not", ~max);
        Out.Line("as signed", (long)max);
    }
}
