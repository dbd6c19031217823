// An exception that nobody takes. It ends the program, so it has a run of its own.

namespace Lume.Conformance;

/// <summary>Filters are asked, and no finally runs.</summary>
internal static class Unhandled
{
    public static void Throw()
    {
        Out.Line("=== unhandled");
        try
        {
            Inner(Opaque.Of(2));
        }
        catch (InvalidOperationException e) when (Decline(e.Message))
        {
            Out.Line("never");
        }
        finally
        {
            Out.Line("outer finally");
        }
    }

    private static void Inner(int depth)
    {
        try
        {
            if (depth == 0)
            {
                throw new InvalidOperationException("nobody takes this");
            }

            Inner(depth - 1);
        }
        catch (InvalidOperationException) when (Decline(depth == 0 ? "innermost" : "inner"))
        {
            Out.Line("never");
        }
        finally
        {
            Out.Line("inner finally");
        }
    }

    private static bool Decline(string who)
    {
        Out.Line("filter", who);
        return false;
    }
}
