// Program: Return in try.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ReturnInTry
{
    private static string s_log = "";

    public static void Run()
    {
        Out.Line("value", Value(Opaque.Of(1)), Value(2), Value(3));
        Out.Line(s_log);
        Out.Line("modified", Modified());
        Out.Line("nested", Nested(Opaque.Of(5)));
    }

    private static int Value(int n)
    {
        try
        {
            if (n == 1)
            {
                return 10;
            }

            if (n == 2)
            {
                throw new CustomException("two");
            }

            s_log += "end;";
        }
        catch (CustomException)
        {
            return 20;
        }
        finally
        {
            s_log += "finally;";
        }

        return 30;
    }

    private static int Modified()
    {
        int x = 1;
        try
        {
            return x;
        }
        finally
        {
            x = 100;
        }
    }

    private static int Nested(int n)
    {
        try
        {
            try
            {
                return n;
            }
            finally
            {
                n *= 2;
                s_log += "inner;";
            }
        }
        finally
        {
            s_log += n > 5 ? "outer doubled;" : "outer;";
        }
    }
}
