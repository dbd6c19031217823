// Program: Shifts32.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Shifts32
{
    public static void Run()
    {
        int v = Opaque.Of(-1234567);
        uint u = Opaque.Of(0x87654321u);
        for (int i = 0; i <= 40; i += 5)
        {
            int n = Opaque.Of(i);
            Out.Line("left", v << n, u << n);
            Out.Line("right", v >> n, u >> n);
            Out.Line("logical", v >>> n, u >>> n);
        }

        Out.Line("negative count", v << Opaque.Of(-1), v >> Opaque.Of(-31));
    }
}
