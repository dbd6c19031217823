// Program: Filters.

namespace Lume.Conformance.Programs.Exceptions;

internal static class Filters
{
    private static string s_log = "";

    public static void Run()
    {
        for (int i = 0; i < 4; i++)
        {
            try
            {
                Throw(Opaque.Of(i));
            }
            catch (CustomException e) when (e.Code == 0)
            {
                Out.Line("zero");
            }
            catch (CustomException e) when (Note(e.Code) && e.Code > 1)
            {
                Out.Line("big", e.Code);
            }
            catch (CustomException e)
            {
                Out.Line("rest", e.Code);
            }
        }

        Out.Line(s_log);
    }

    private static bool Note(int code)
    {
        s_log += code;
        return true;
    }

    private static void Throw(int code) => throw new CustomException("f", code);
}
