// Program: List patterns.

namespace Lume.Conformance.Programs.Modern;

internal static class ListPatterns
{
    public static void Run()
    {
        foreach (int[] a in (int[][])[[], [1], [1, 2], [1, 2, 3], [1, 9, 9, 9, 5], [7, 8]])
        {
            Out.Line(Describe(Opaque.Ref(a)));
        }

        Out.Line("string", "hello" is ['h', .., 'o'] ? 1 : 0, "hi" is [_, _, ..] ? 1 : 0);
        List<int> list = [1, 2, 3];
        Out.Line("list", list is [1, .., var last] ? last : -1);
        ReadOnlySpan<char> span = "ab:cd";
        Out.Line("span", span is ['a', _, ':', .. var rest] ? rest.Length : -1);
    }

    private static string Describe(int[] a) => a switch
    {
        [] => "empty",
        [1] => "one",
        [1, var second] => "one and " + second,
        [1, .. { Length: 2 }] => "one and two more",
        [1, .. var middle, 5] => "middle of " + middle.Length,
        [> 5, ..] => "big start",
        _ => "other",
    };
}
