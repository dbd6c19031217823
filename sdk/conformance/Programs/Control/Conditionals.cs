// Program: Conditionals.

namespace Lume.Conformance.Programs.Control;

internal static class Conditionals
{
    public static void Run()
    {
        for (int i = -2; i < 3; i++)
        {
            int v = Opaque.Of(i);
            string sign = v < 0 ? "minus" : v > 0 ? "plus" : "zero";
            Out.Line(sign, v < 0 ? -v : v);
            long wide = v > 0 ? v : 1L << 33;
            Out.Line("wide", wide);
            ref int chosen = ref Choose(ref v, v < 0);
            Out.Line("ref", chosen);
        }

        string? nothing = Opaque.Ref((string?)null);
        Out.Line("coalesce", nothing ?? "default");
        nothing ??= "assigned";
        Out.Line("assigned", nothing?.Length ?? -1);
    }

    private static int s_other = 42;

    private static ref int Choose(ref int a, bool first) => ref first ? ref a : ref s_other;
}
