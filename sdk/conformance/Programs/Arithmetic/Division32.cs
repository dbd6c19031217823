// Program: Division32.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Division32
{
    public static void Run()
    {
        Show(7, 2);
        Show(-7, 2);
        Show(7, -2);
        Show(-7, -2);
        Show(int.MinValue, 1);
        Show(int.MinValue, 2);
        Show(int.MinValue, int.MinValue);
        Show(5, int.MinValue);
        Show(0, 9);
        Show(int.MinValue, -1);
        Show(1, 0);
        Show(0, 0);
    }

    private static void Show(int a, int b)
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
