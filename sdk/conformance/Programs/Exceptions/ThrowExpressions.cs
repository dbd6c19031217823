// Program: Throw expressions.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ThrowExpressions
{
    public static void Run()
    {
        Out.Line("fine", Check("text"));
        try
        {
            Check(null);
        }
        catch (ArgumentNullException e)
        {
            Out.Line(e.ParamName);
        }

        try
        {
            Out.Line("no", Opaque.Of(5) > 3 ? throw new CustomException("ternary") : 1);
        }
        catch (CustomException e)
        {
            Out.Line(e.Message);
        }

        try
        {
            ArgumentNullException.ThrowIfNull(Opaque.Ref<object?>(null));
        }
        catch (ArgumentNullException e)
        {
            Out.Caught("helper", e);
        }
    }

    private static int Check(string? s) => (s ?? throw new ArgumentNullException(nameof(s))).Length;
}
