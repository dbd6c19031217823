// Program: Nested try in everything.

namespace Lume.Conformance.Programs.Exceptions;

internal static class NestedTryInEverything
{
    public static void Run()
    {
        string log = "";
        try
        {
            try
            {
                try
                {
                    throw new CustomException("1");
                }
                catch (InvalidOperationException)
                {
                    log += "no";
                }
                finally
                {
                    log += "f1";
                }
            }
            catch (DerivedException)
            {
                log += "no";
            }
            finally
            {
                try
                {
                    log += "f2";
                    throw new InvalidOperationException();
                }
                catch (InvalidOperationException)
                {
                    log += "c2";
                }
                finally
                {
                    log += "f3";
                }
            }
        }
        catch (CustomException e)
        {
            log += e.Message;
        }

        Out.Line(log);
    }
}
