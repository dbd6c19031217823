// Program: Checked add.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedAdd
{
    public static void Run()
    {
        Add(1, 2);
        Add(int.MaxValue, 1);
        Add(int.MinValue, -1);
        Add(int.MinValue, int.MaxValue);
        AddLong(long.MaxValue, 0);
        AddLong(long.MaxValue, 1);
        AddLong(long.MinValue, -1);
        AddLong(-5, 3);
    }

    private static void Add(int a, int b)
    {
        try
        {
            Out.Line("int", checked(Opaque.Of(a) + Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("int", e);
        }
    }

    private static void AddLong(long a, long b)
    {
        try
        {
            Out.Line("long", checked(Opaque.Of(a) + Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }
    }
}
