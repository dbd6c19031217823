// Program: Checked negate.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedNegate
{
    public static void Run()
    {
        foreach (int v in (int[])[5, -5, 0, int.MaxValue, int.MinValue])
        {
            try
            {
                Out.Line("int", checked(-Opaque.Of(v)));
            }
            catch (OverflowException e)
            {
                Out.Caught("int", e);
            }
        }

        try
        {
            Out.Line("long", checked(-Opaque.Of(long.MinValue)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }

        try
        {
            byte b = (byte)Opaque.Of(255);
            checked
            {
                b++;
            }

            Out.Line("byte", b);
        }
        catch (OverflowException e)
        {
            Out.Caught("byte", e);
        }
    }
}
