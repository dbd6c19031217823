// Program: Nested rethrow.

namespace Lume.Conformance.Programs.Exceptions;

internal static class NestedRethrow
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                throw new CustomException("a");
            }
            catch (CustomException)
            {
                try
                {
                    throw new InvalidOperationException("b");
                }
                catch (InvalidOperationException)
                {
                    log += "b";
                }

                log += "rethrow";
                throw;
            }
        }
        catch (CustomException e)
        {
            log += e.Message;
        }

        Out.Line(log);
    }
}
