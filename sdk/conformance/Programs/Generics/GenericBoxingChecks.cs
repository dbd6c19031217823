// Program: Generic boxing checks.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericBoxingChecks
{
    public static void Run()
    {
        Out.Line(Describe(5), Describe("s"));
        Out.Line(Describe<object>(5), Describe<int?>(null));
        Out.Line(Describe<int?>(3), Describe((1, 2)));
        Out.Line("null", IsNull(0) ? 1 : 0, IsNull<string>(null!) ? 1 : 0, IsNull<int?>(null) ? 1 : 0);
        Out.Line("to", To<int>(5), To<long>(6L));
        Out.Line(To<string>("same"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Describe<T>(T value) => value switch
    {
        int => "int",
        string => "string",
        null => "null",
        _ => "other",
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsNull<T>(T value) => value == null;

    private static T To<T>(object o) => (T)o;
}
