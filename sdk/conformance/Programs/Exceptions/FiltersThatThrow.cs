// Program: Filters that throw.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FiltersThatThrow
{
    public static void Run()
    {
        try
        {
            try
            {
                throw new CustomException("first");
            }
            catch (CustomException) when (Bad())
            {
                Out.Line("not here");
            }
        }
        catch (CustomException e)
        {
            Out.Line("outer " + e.Message);
        }
    }

    private static bool Bad() => throw new InvalidOperationException("in filter");
}
