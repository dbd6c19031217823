// Program: Na nin branches.

namespace Lume.Conformance.Programs.Floating;

internal static class NaNInBranches
{
    public static void Run()
    {
        double nan = Opaque.Of(double.NaN);
        int steps = 0;
        while (nan < 5 || steps < 3)
        {
            steps++;
        }

        Out.Line("steps", steps);
        if (nan > 0)
        {
            Out.Line("greater");
        }
        else if (nan <= 0)
        {
            Out.Line("not greater");
        }
        else
        {
            Out.Line("neither");
        }

        Out.Line("is nan", double.IsNaN(nan));
        Out.Line("is nan", float.IsNaN((float)nan));
        Out.Line("infinite", double.IsInfinity(1 / Opaque.Of(0.0)));
    }
}
