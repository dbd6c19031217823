// Program: Division64.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Division64
{
    public static void Run()
    {
        Show(7, 2);
        Show(-7, 2);
        Show(-7, -2);
        Show(long.MinValue, 1);
        Show(long.MinValue, 3);
        Show(5, long.MinValue);
        Show(long.MinValue, -1);
        Show(1, 0);
    }

    private static void Show(long a, long b)
    {
        a = Opaque.Of(a);
        b = Opaque.Of(b);
        try
        {
            Out.Line("div", a / b);
        }
        catch (Exception e)
        {
            Out.Caught("div", e);
        }

        try
        {
            Out.Line("rem", a % b);
        }
        catch (Exception e)
        {
            Out.Caught("rem", e);
        }
    }
}
