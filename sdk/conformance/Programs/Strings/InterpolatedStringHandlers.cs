// Program: Interpolated string handlers.

namespace Lume.Conformance.Programs.Strings;

internal static class InterpolatedStringHandlers
{
    private static int s_evaluated;

    public static void Run()
    {
        Span<char> buffer = stackalloc char[64];
        Show(buffer, $"a{Count(5)}b{Count(-5)}{"c"}");
        Out.Line("evaluated", s_evaluated);
        Show(default, $"a{Count(5)}");
        Out.Line("evaluated", s_evaluated);
    }

    private static void Show(Span<char> buffer, [InterpolatedStringHandlerArgument("buffer")] CountingHandler handler)
        => Out.Line(handler.Text.ToString(), handler.Holes);

    private static long Count(long n)
    {
        s_evaluated++;
        return n;
    }
}
