// Program: Checked blocks nest.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedBlocksNest
{
    public static void Run()
    {
        int a = Opaque.Of(int.MaxValue);
        checked
        {
            int wrapped = unchecked(a + 1);
            Out.Line("unchecked inside", wrapped);
            try
            {
                int sum = 0;
                for (int i = 0; i < 3; i++)
                {
                    sum += a;
                }

                Out.Line("no", sum);
            }
            catch (OverflowException e)
            {
                Out.Caught("loop", e);
            }
        }

        try
        {
            int[] array = new int[checked(Opaque.Of(1 << 20) * Opaque.Of(1 << 12))];
            Out.Line("no", array.Length);
        }
        catch (OverflowException e)
        {
            Out.Caught("size", e);
        }
    }
}
