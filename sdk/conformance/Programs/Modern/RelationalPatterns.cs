// Program: Relational patterns.

namespace Lume.Conformance.Programs.Modern;

internal static class RelationalPatterns
{
    public static void Run()
    {
        foreach (int n in (int[])[-100, -1, 0, 1, 9, 10, 50, 99, 100, 1000])
        {
            Out.Line(Size(Opaque.Of(n)), n);
        }

        Out.Line("char", IsLetter('q') ? 1 : 0, IsLetter('?') ? 1 : 0);
        Out.Line("long", Big(1L << 40) ? 1 : 0, Big(5) ? 1 : 0);
    }

    private static string Size(int n) => n switch
    {
        < 0 => "negative",
        0 => "zero",
        > 0 and < 10 => "small",
        >= 10 and <= 99 => "medium",
        100 or 200 => "round",
        _ => "large",
    };

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool Big(long l) => l is not < 1000;
}
