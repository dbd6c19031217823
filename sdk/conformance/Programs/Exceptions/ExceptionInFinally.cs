// Program: Exception in finally.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ExceptionInFinally
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                throw new CustomException("lost");
            }
            finally
            {
                log += "f";
                throw new InvalidOperationException("wins");
            }
        }
        catch (Exception e)
        {
            log += e.Message;
        }

        Out.Line(log);
        log = "";
        try
        {
            try
            {
                log += "t";
            }
            finally
            {
                try
                {
                    throw new CustomException("x");
                }
                catch (CustomException)
                {
                    log += "caught in finally";
                }
            }
        }
        finally
        {
            log += ".";
        }

        Out.Line(log);
    }
}
