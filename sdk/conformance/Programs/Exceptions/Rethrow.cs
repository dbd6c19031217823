// Program: Rethrow.

namespace Lume.Conformance.Programs.Exceptions;

internal static class Rethrow
{
    public static void Run()
    {
        CustomException? seen = null;
        try
        {
            try
            {
                throw new DerivedException("same");
            }
            catch (CustomException e)
            {
                seen = e;
                throw;
            }
        }
        catch (DerivedException e)
        {
            Out.Line("same object", ReferenceEquals(e, seen));
        }

        try
        {
            try
            {
                throw new CustomException("inner");
            }
            catch (CustomException e)
            {
                throw new InvalidOperationException("outer", e);
            }
        }
        catch (InvalidOperationException e)
        {
            Out.Line(e.Message + " " + e.InnerException!.Message);
        }
    }
}
