// Program: Iterators with finally.

namespace Lume.Conformance.Programs.Modern;

internal static class IteratorsWithFinally
{
    private static string s_log = "";

    public static void Run()
    {
        foreach (int i in Items())
        {
            s_log += i;
            if (i == 2)
            {
                break;
            }
        }

        Out.Line(s_log);
        s_log = "";
        foreach (int i in Items())
        {
            s_log += i;
        }

        Out.Line(s_log);
        s_log = "";
        try
        {
            foreach (int i in Items())
            {
                throw new InvalidOperationException();
            }
        }
        catch (InvalidOperationException)
        {
            s_log += "!";
        }

        Out.Line(s_log);
    }

    private static IEnumerable<int> Items()
    {
        try
        {
            yield return 1;
            try
            {
                yield return 2;
                yield return 3;
            }
            finally
            {
                s_log += "inner";
            }

            yield return 4;
        }
        finally
        {
            s_log += "outer";
        }
    }
}
