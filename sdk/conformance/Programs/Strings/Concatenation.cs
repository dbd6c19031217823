// Program: Concatenation.

namespace Lume.Conformance.Programs.Strings;

internal static class Concatenation
{
    public static void Run()
    {
        string a = Opaque.Ref("a");
        string? none = Opaque.Ref<string?>(null);
        Out.Line(a + "b" + a);
        Out.Line(a + none + "c");
        Out.Line(a + Opaque.Of(5) + 'x' + true);
        Out.Line(string.Concat(a, "b", "c", "d") + string.Concat((string[])["1", "2", "3"]));
        string built = "";
        for (int i = 0; i < 10; i++)
        {
            built += i;
        }

        Out.Line(built);
        Out.Line(string.Join(", ", (string[])["x", "y", "z"]));
        Out.Line(none + none, (none + none).Length);
    }
}
