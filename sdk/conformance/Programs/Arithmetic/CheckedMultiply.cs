// Program: Checked multiply.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedMultiply
{
    public static void Run()
    {
        Multiply(46340, 46340);
        Multiply(46341, 46341);
        Multiply(-46341, 46341);
        Multiply(int.MinValue, -1);
        Multiply(int.MinValue, 1);
        MultiplyLong(3037000499, 3037000499);
        MultiplyLong(3037000500, 3037000500);
        MultiplyLong(long.MinValue, -1);
        MultiplyLong(-1, long.MinValue);
        MultiplyLong(-3, 5);
    }

    private static void Multiply(int a, int b)
    {
        try
        {
            Out.Line("int", checked(Opaque.Of(a) * Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("int", e);
        }
    }

    private static void MultiplyLong(long a, long b)
    {
        try
        {
            Out.Line("long", checked(Opaque.Of(a) * Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }
    }
}
