// Program: Shifts64.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Shifts64
{
    public static void Run()
    {
        long v = Opaque.Of(-123456789012345);
        ulong u = Opaque.Of(0x8765432112345678UL);
        for (int i = 0; i <= 70; i += 7)
        {
            int n = Opaque.Of(i);
            Out.Line("left", v << n);
            Out.Line("right", v >> n);
            Out.Line("logical", v >>> n);
            Out.Line("uleft", u << n);
            Out.Line("uright", u >> n);
        }
    }
}
