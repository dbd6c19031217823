// Program: Characters and numbers.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CharactersAndNumbers
{
    public static void Run()
    {
        char c = (char)Opaque.Of('A');
        Out.Line("arithmetic", c + 1, (char)(c + 25), c - '0');
        Out.Line("compare", c >= 'A' && c <= 'Z');
        c += (char)32;
        Out.Line("compound", c);
        Out.Line("from double", (char)Opaque.Of(66.9));
        Out.Line("difference", 'z' - c);
    }
}
