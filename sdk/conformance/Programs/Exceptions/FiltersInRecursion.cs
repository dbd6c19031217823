// Program: a method with a filter is on the stack several times, and each time the filter sees its own variables.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FiltersInRecursion
{
    private static string s_log = "";

    public static void Run()
    {
        for (int wanted = 0; wanted < 6; wanted += 2)
        {
            s_log = "";
            Out.Line("depth", Descend(0, Opaque.Of(wanted), "x"));
            Out.Line(s_log);
        }

        Out.Line("alternating", Even(Opaque.Of(7)));
        Out.Line("again and again", Repeat(Opaque.Of(4)));
    }

    private static int Descend(int depth, int wanted, string path)
    {
        string local = path + depth;
        try
        {
            if (depth == 6)
            {
                throw new CustomException("bottom", wanted);
            }

            return Descend(depth + 1, wanted, local);
        }
        catch (CustomException e) when (Note("?" + local.Length) && e.Code == depth)
        {
            Note("=" + local);
            return depth + 1000;
        }
        finally
        {
            Note("f" + depth);
        }
    }

    private static bool Note(string text)
    {
        s_log += text + " ";
        return true;
    }

    private static int Even(int n)
    {
        int mine = n * 10;
        try
        {
            return n == 0 ? throw new CustomException("end", 20) : Odd(n - 1) + 1;
        }
        catch (CustomException e) when (e.Code == mine)
        {
            return mine;
        }
    }

    private static int Odd(int n)
    {
        int mine = (n * 10) + 1;
        try
        {
            return n == 0 ? throw new CustomException("end", 41) : Even(n - 1) + 1;
        }
        catch (CustomException e) when (e.Code == mine)
        {
            return mine;
        }
    }

    // The handler throws again, to the frame of the same method further up.
    private static int Repeat(int depth)
    {
        int seen = 0;
        try
        {
            if (depth == 0)
            {
                throw new CustomException("r", 1);
            }

            return Repeat(depth - 1);
        }
        catch (CustomException e) when (++seen > 0)
        {
            if (depth == 4)
            {
                return e.Code + seen;
            }

            throw new CustomException("r", (e.Code * 2) + seen);
        }
    }
}
