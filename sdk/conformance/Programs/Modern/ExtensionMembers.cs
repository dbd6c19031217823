// Program: Extension members.

namespace Lume.Conformance.Programs.Modern;

internal static class ExtensionMembers
{
    public static void Run()
    {
        Out.Line("shout", Opaque.Ref("abc").Shout());
        Out.Line("sum", new[] { 1, 2, 3 }.Total());
        Out.Line("generic", 5.IsIn(1, 5, 9));
        int n = Opaque.Of(4);
        n.Bump();
        Out.Line("by ref", n);
        Out.Line("new style", "abcd".Middle);
    }

    private static string Shout(this string s) => s.ToUpperInvariant() + "!";

    private static int Total(this IEnumerable<int> items)
    {
        int total = 0;
        foreach (int i in items)
        {
            total += i;
        }

        return total;
    }

    private static bool IsIn<T>(this T value, params T[] items) => Array.IndexOf(items, value) >= 0;

    private static void Bump(this ref int n) => n++;

    extension(string s)
    {
        private int Middle => s.Length / 2;
    }
}
