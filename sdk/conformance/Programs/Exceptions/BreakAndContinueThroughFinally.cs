// Program: Break and continue through finally.

namespace Lume.Conformance.Programs.Exceptions;

internal static class BreakAndContinueThroughFinally
{
    public static void Run()
    {
        string log = "";
        for (int i = 0; i < 5; i++)
        {
            try
            {
                if (i == 1)
                {
                    continue;
                }

                if (i == 3)
                {
                    break;
                }

                log += i;
            }
            finally
            {
                log += "f";
            }

            log += "-";
        }

        Out.Line(log);
        int count = 0;
    again:
        try
        {
            count++;
            if (count < Opaque.Of(4))
            {
                goto again;
            }
        }
        finally
        {
            count += 10;
        }

        Out.Line("goto", count);
    }
}
