// Program: Type patterns.

namespace Lume.Conformance.Programs.Modern;

internal static class TypePatterns
{
    public static void Run()
    {
        foreach (object? o in (object?[])[5, -5, 5L, "text", "", 'c', true, null, 1.5, new[] { 1, 2 }, (1, "t")])
        {
            Out.Line(Describe(Opaque.Ref(o)));
        }
    }

    private static string Describe(object? o) => o switch
    {
        null => "null",
        int n when n < 0 => "negative",
        int => "int",
        long => "long",
        string { Length: 0 } => "empty",
        string s => "string " + s,
        char or bool => "small",
        int[] { Length: 2 } a => "pair " + a[1],
        (int, string) => "tuple",
        double => "double",
        _ => "other",
    };
}
