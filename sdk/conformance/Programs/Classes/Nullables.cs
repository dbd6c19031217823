// Program: Nullables.

namespace Lume.Conformance.Programs.Classes;

internal static class Nullables
{
    public static void Run()
    {
        int? none = null;
        int? five = Opaque.Of(5);
        Out.Line("values", five ?? -1, none ?? -1, five.Value);
        Out.Line("lifted", (five + none) ?? -2, (five * 2) ?? -2);
        Out.Line("compare", five > none);
        Out.Line("equal", none == null);
        Out.Line("default", none.GetValueOrDefault(), five.GetValueOrDefault(9), none.GetValueOrDefault(9));
        bool? maybe = null;
        Out.Line("three-valued", (maybe | true) == true);
        Out.Line("three-valued", (maybe & true) is null);
        try
        {
            Out.Line("no", none.Value);
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("value", e);
        }

        five = null;
        Out.Line("assigned", five.HasValue);
    }
}
