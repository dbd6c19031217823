// Program: covariant stores of every kind, arrays of arrays, many dimensions, lengths, clears, copies with overlap, and bounds.

namespace Lume.Conformance.Programs.Arrays;

internal static class CovarianceAndShapes
{
    private static string Try(Action f)
    {
        try
        {
            f();
            return "fine";
        }
        catch (Exception e)
        {
            return Out.NameOf(e);
        }
    }

    private static void Store<T>(T[] a, T v) where T : class => a[0] = v;
    private static ref T At<T>(T[] a, int i) => ref a[i];

    public static void Run()
    {
        object[] objects = Opaque.Ref(new string[3]);
        IComparable[] comparables = (IComparable[])(object)new string[1];
        object[] jagged = new int[2][];
        object[][] deep = new string[2][];
        Out.Line($"{Try(() => objects[0] = "s")} {Try(() => objects[1] = 1)} {Try(() => objects[2] = null!)} {Try(() => comparables[0] = 5)} {Try(() => jagged[0] = new int[1])} {Try(() => jagged[1] = new uint[1])} {Try(() => jagged[1] = new long[1])} {Try(() => deep[0] = new object[1])} {Try(() => deep[1] = new string[1])}");
        Out.Line($"{Try(() => Store<object>(new string[1], "x"))} {Try(() => Store<object>(new string[1], new object()))} {Try(() => At<object>(new string[1], 0) = "x")} {Try(() => At(new string[1], 0) = "x")}");
        int[,,] cube = new int[2, 3, 4];
        for (int i = 0; i < 24; i++)
        {
            cube[i / 12, i / 4 % 3, i % 4] = i;
        }

        int sum = 0;
        foreach (int v in cube)
        {
            sum = (sum * 3) + v;
        }

        Out.Line($"{cube.Length} {cube.Rank} {cube.GetLength(1)} {cube.GetUpperBound(2)} {cube.GetLowerBound(0)} {cube[1, 2, 3]} {sum} {Try(() => cube[2, 0, 0] = 1)} {Try(() => cube[0, -1, 0] = 1)}");
        string[,] grid = { { "a", "b" }, { "c", "d" } };
        ref string cell = ref grid[1, 0];
        cell += "!";
        object[,] objectGrid = grid;
        Out.Line($"{grid[1, 0]} {Try(() => objectGrid[0, 0] = 3)} {grid.Length} {((System.Collections.IList)new[] { 1, 2 }).Count}");
        int[] a = [0, 1, 2, 3, 4, 5, 6, 7];
        Array.Copy(a, 0, a, 2, 5);
        Out.Numbers("overlap", a);
        Array.Copy(a, 3, a, 1, 4);
        Out.Numbers("back", a);
        a.AsSpan(1, 3).CopyTo(a.AsSpan(2));
        Array.Reverse(a, 1, 5);
        Array.Clear(a, 0, 1);
        Out.Numbers("rest", a);
        object[] mixed = new object[3];
        Array.Copy(new[] { "x", "y" }, mixed, 2);
        Out.Line($"{mixed[1]} {Try(() => Array.Copy(mixed, new int[3], 3))} {Try(() => Array.Copy(a, a, 9))} {Try(() => Array.Copy((object[])["a", 1], new string[2], 2))}");
        long[] longs = new long[2];
        Array.Copy(new[] { 1, 2 }, longs, 2);
        Out.Line($"{longs[1]} {Array.IndexOf(a, 4)} {Array.LastIndexOf(a, 1)} {Array.Exists(a, x => x == 7)} {Array.Find(a, x => x > 3)} {Array.FindIndex(a, x => x > 100)} {Array.TrueForAll(a, x => x >= 0)} {Array.BinarySearch((int[])[1, 3, 5], 4)} {Array.Empty<int>().Length}");
        int[] resized = [1, 2, 3];
        Array.Resize(ref resized, 5);
        int[] clone = (int[])resized.Clone();
        clone[0] = 9;
        Out.Line($"{resized.Length} {resized[0]} {clone[0]} {Try(() => _ = new int[Opaque.Of(-1)])} {Try(() => _ = resized[Opaque.Of(5)])} {Try(() => _ = resized[(uint)Opaque.Of(-1)])} {Try(() => _ = ((int[])null!)[0])} {a[^1]} {a[1..3].Length}");
        uint[] unsigned = (uint[])(object)new int[] { -1 };
        Out.Line($"{unsigned[0]} {(object)new int[1] is uint[]} {(object)new int[1] is long[]} {(object)new DayOfWeek[1] is int[]} {new string[0] is object[]} {(object)new int[0] is object[]} {(object)new int[0][] is Array[]} {(object)new string[0] is IReadOnlyList<object>} {(object)new int[0] is IList<uint>}");
    }
}
