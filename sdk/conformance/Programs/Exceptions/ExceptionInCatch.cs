// Program: Exception in catch.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ExceptionInCatch
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                throw new CustomException("one");
            }
            catch (CustomException e)
            {
                log += e.Message;
                throw new DerivedException("two");
            }
            finally
            {
                log += "finally";
            }
        }
        catch (DerivedException e)
        {
            log += e.Message;
        }

        Out.Line(log);
    }
}
