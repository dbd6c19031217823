// Program: Characters.

namespace Lume.Conformance.Programs.Strings;

internal static class Characters
{
    public static void Run()
    {
        foreach (char c in "aZ5 _\t\n-~")
        {
            int bits = (char.IsLetter(c) ? 1 : 0) | (char.IsDigit(c) ? 2 : 0) | (char.IsWhiteSpace(c) ? 4 : 0) | (char.IsUpper(c) ? 8 : 0) | (char.IsLetterOrDigit(c) ? 16 : 0);
            Out.Line("char", c, bits, char.ToUpperInvariant(c));
        }

        Out.Line("ascii", char.IsAsciiHexDigit('f') ? 1 : 0, char.IsAsciiLetter('é') ? 1 : 0);
        Out.Line("surrogates", char.IsHighSurrogate("😀"[0]) ? 1 : 0, char.IsSurrogate('a') ? 1 : 0);
        Out.Line("compare", 'a'.CompareTo('c') < 0);
    }
}
