// Program: String comparisons.

namespace Lume.Conformance.Programs.Strings;

internal static class StringComparisons
{
    public static void Run()
    {
        Out.Line("ordinal", Math.Sign(string.CompareOrdinal("a", "b")), Math.Sign(string.CompareOrdinal("b", "B")), string.CompareOrdinal("x", "x"));
        Out.Line("prefix", Math.Sign(string.CompareOrdinal("abc", "abcd")), Math.Sign(string.CompareOrdinal(null, "")));
        Out.Line("ignore case", string.Equals("HeLLo", "hEllO", StringComparison.OrdinalIgnoreCase));
        Out.Line("equals null", "x".Equals(null));
        Out.Line("object", ((object)"text").Equals(new string("text".AsSpan())));
        Out.Line("comparer", StringComparer.Ordinal.Equals("a", "A") ? 1 : 0, StringComparer.OrdinalIgnoreCase.Equals("a", "A") ? 1 : 0);
    }
}
