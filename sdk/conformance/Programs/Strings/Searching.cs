// Program: Searching.

namespace Lume.Conformance.Programs.Strings;

internal static class Searching
{
    public static void Run()
    {
        string s = Opaque.Ref("the quick brown fox jumps over the lazy dog");
        Out.Line("index", s.IndexOf('q'), s.IndexOf("fox", StringComparison.Ordinal), s.IndexOf("cat", StringComparison.Ordinal));
        Out.Line("last", s.LastIndexOf('o'), s.IndexOf('o', 13));
        Out.Line("starts", s.StartsWith("the", StringComparison.Ordinal) && s.EndsWith("dog", StringComparison.Ordinal));
        Out.Line("contains", s.Contains("lazy") && !s.Contains('!'));
        Out.Line(s.Substring(4, 5), s[^3..].Length);
        Out.Line(s[..3] + s[10..15]);
        Out.Line(s.Replace("the", "a"));
        Out.Line(s.Replace('o', '0'));
    }
}
