// Program: Checked subtract.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedSubtract
{
    public static void Run()
    {
        Subtract(1, 2);
        Subtract(int.MinValue, 1);
        Subtract(int.MaxValue, -1);
        Subtract(0, int.MinValue);
        Subtract(-1, int.MinValue);
        SubtractLong(long.MinValue, 1);
        SubtractLong(0, long.MinValue);
        SubtractLong(-1, long.MaxValue);
    }

    private static void Subtract(int a, int b)
    {
        try
        {
            Out.Line("int", checked(Opaque.Of(a) - Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("int", e);
        }
    }

    private static void SubtractLong(long a, long b)
    {
        try
        {
            Out.Line("long", checked(Opaque.Of(a) - Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }
    }
}
