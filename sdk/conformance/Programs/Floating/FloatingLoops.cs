// Program: Floating loops.

namespace Lume.Conformance.Programs.Floating;

internal static class FloatingLoops
{
    public static void Run()
    {
        double sum = 0;
        for (int i = 1; i <= 1000; i++)
        {
            sum += 1.0 / i;
        }

        Out.Line("harmonic", sum);
        double root = Opaque.Of(2.0);
        for (int i = 0; i < 6; i++)
        {
            root -= ((root * root) - 2) / (2 * root);
        }

        Out.Line("root", root);
        float acc = 0;
        for (float x = 0; x < 1; x += 0.125f)
        {
            acc += x * x;
        }

        Out.Line("single", acc);
    }
}
