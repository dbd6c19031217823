// Program: Finally order.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FinallyOrder
{
    public static void Run()
    {
        string log = "";
        try
        {
            log += "a";
            try
            {
                log += "b";
                throw new CustomException("x");
            }
            finally
            {
                log += "c";
            }
        }
        catch (CustomException)
        {
            log += "d";
        }
        finally
        {
            log += "e";
        }

        Out.Line(log);
    }
}
