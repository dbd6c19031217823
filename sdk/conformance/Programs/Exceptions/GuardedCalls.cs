// Program: Guarded calls.

namespace Lume.Conformance.Programs.Exceptions;

internal static class GuardedCalls
{
    public static void Run()
    {
        string log = "";
        Guarded guarded = new();
        try
        {
            guarded.Do(() => throw new CustomException("x"));
        }
        catch (CustomException)
        {
            log += guarded.Depth;
        }

        guarded.Do(() => log += guarded.Depth);
        Out.Line(log + guarded.Depth);
    }

    private sealed class Guarded
    {
        public int Depth;

        public void Do(Action action)
        {
            Depth++;
            try
            {
                action();
            }
            finally
            {
                Depth--;
            }
        }
    }
}
