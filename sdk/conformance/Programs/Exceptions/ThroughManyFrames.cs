// Program: Through many frames.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ThroughManyFrames
{
    private static int s_finallies;

    public static void Run()
    {
        try
        {
            Deep(Opaque.Of(200));
        }
        catch (CustomException e)
        {
            Out.Line(e.Message, e.Code, s_finallies);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Deep(int n)
    {
        if (n == 0)
        {
            throw new CustomException("deep", 9);
        }

        try
        {
            return Deep(n - 1) + 1;
        }
        finally
        {
            s_finallies++;
        }
    }
}
