// Program: Filter sees locals.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FilterSeesLocals
{
    public static void Run()
    {
        int state = Opaque.Of(1);
        string text = "before";
        try
        {
            state = 2;
            text = "inside";
            Throw();
            state = 3;
        }
        catch (CustomException) when (state == 2 && text.Length == 6)
        {
            state += 10;
            text += "!";
        }

        Out.Line(text, state);
    }

    private static void Throw() => throw new CustomException("x");
}
