// Program: Readonly tables.

namespace Lume.Conformance.Programs.Statics;

internal static class ReadonlyTables
{
    private static readonly string[] s_names = ["zero", "one", "two", "three"];
    private static readonly long[] s_powers = [1, 10, 100, 1000, 10000];
    private static readonly Dictionary<string, int> s_map = new() { ["a"] = 1, ["b"] = 2 };
    private static readonly Func<int, int>[] s_functions = [x => x + 1, x => x * x];
    private static readonly int[][] s_jagged = [[1], [2, 3], []];

    private static ReadOnlySpan<byte> Bytes => [9, 8, 7, 6];

    private static ReadOnlySpan<int> Ints => [100, 200, 300];

    public static void Run()
    {
        int i = Opaque.Of(2);
        Out.Line(s_names[i], s_powers[i], s_map["b"]);
        Out.Line("functions", s_functions[0](i), s_functions[1](7));
        Out.Line("spans", Bytes[i], Ints[i]);
        Out.Line("jagged", s_jagged[1][1], s_jagged[2].Length);
    }
}
