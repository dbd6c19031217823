// Program: Multicast exceptions.

namespace Lume.Conformance.Programs.Delegates;

internal static class MulticastExceptions
{
    public static void Run()
    {
        int reached = 0;
        Action a = () => reached += 1;
        a += () => throw new InvalidOperationException();
        a += () => reached += 10;
        try
        {
            a();
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("stopped", e);
        }

        Out.Line("reached", reached);
    }
}
