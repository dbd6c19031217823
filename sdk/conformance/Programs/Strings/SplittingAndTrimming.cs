// Program: Splitting and trimming.

namespace Lume.Conformance.Programs.Strings;

internal static class SplittingAndTrimming
{
    public static void Run()
    {
        string[] parts = Opaque.Ref("a,b,,c").Split(',');
        Out.Line(parts[0] + "|" + parts[2] + "|" + parts[3], parts.Length);
        Out.Line("  padded\t ".Trim() + "|" + "  left".TrimStart() + "|" + "right  ".TrimEnd() + "|");
        Out.Line("xxcorexx".Trim('x'));
        Out.Line("7".PadLeft(3, '0') + "|" + "7".PadRight(3) + "|");
        Out.Line("MiXed".ToUpperInvariant() + "MiXed".ToLowerInvariant());
        Out.Line("abcdef".Insert(3, "-").Remove(0, 1));
        string[] words = "one  two three".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Out.Line(words[1], words.Length);
    }
}
