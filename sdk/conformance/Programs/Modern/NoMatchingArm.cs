// Program: No matching arm.

namespace Lume.Conformance.Programs.Modern;

internal static class NoMatchingArm
{
    public static void Run()
    {
        try
        {
            Out.Line("no", Opaque.Of(5) switch
            {
                1 => 1,
                2 => 2,
            });
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("unmatched", e);
        }
    }
}
