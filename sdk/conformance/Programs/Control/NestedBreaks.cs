// Program: Nested breaks.

namespace Lume.Conformance.Programs.Control;

internal static class NestedBreaks
{
    public static void Run()
    {
        int found = -1;
        for (int i = 1; i < 50; i++)
        {
            int j = 1;
            while (true)
            {
                if (j > i)
                {
                    break;
                }

                if (i * j == Opaque.Of(391))
                {
                    found = (i * 100) + j;
                    goto done;
                }

                j++;
            }
        }

    done:
        Out.Line("found", found);
    }
}
