// Arrays.

namespace Lume.Conformance.Programs.Arrays;

internal static class ArrayBasics
{
    public static void Run()
    {
        int n = Opaque.Of(5);
        int[] a = new int[n];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = i * i;
        }

        Out.Numbers("squares", a);
        byte[] bytes = new byte[3] { 1, 2, 255 };
        bytes[2]++;
        bool[] flags = new bool[2];
        flags[1] = true;
        char[] chars = ['a', 'b'];
        chars[0]++;
        long[] longs = [long.MaxValue, 1];
        longs[0] += longs[1];
        short[] shorts = [-1, 2];
        Out.Line("mixed", bytes[2], flags[1] ? 1 : 0, chars[0]);
        Out.Line("wide", longs[0], shorts[0]);
        string[] texts = new string[2];
        texts[0] = "x";
        Out.Line(texts[0], texts[1] is null ? 1 : 0);
        Out.Line("empty", new int[0].Length, Array.Empty<string>().Length);
        Out.Line("long length", a.LongLength, (int)a.Length);
    }
}

internal static class ArrayBounds
{
    public static void Run()
    {
        int[] a = new int[4];
        Try("high", () => a[Opaque.Of(4)]);
        Try("low", () => a[Opaque.Of(-1)]);
        Try("store", () => a[Opaque.Of(int.MaxValue)] = 1);
        Try("long index", () => a[Opaque.Of(1L << 33)]);
        Try("negative long", () => a[Opaque.Of(-1L)]);
        Try("unsigned", () => a[Opaque.Of(uint.MaxValue)]);
        Try("address", () =>
        {
            ref int r = ref a[Opaque.Of(99)];
            return r;
        });
        Try("reference", () => (new string[2])[Opaque.Of(2)].Length);
        Try("from end", () => a[^Opaque.Of(5)]);
        Try("fine", () => a[^1]);
        Try("size", () => new int[Opaque.Of(-1)].Length);
    }

    private static void Try(string label, Func<int> body)
    {
        try
        {
            Out.Line(label, body());
        }
        catch (Exception e)
        {
            Out.Caught(label, e);
        }
    }
}

internal static class Covariance
{
    private enum Weekday
    {
        Monday,
    }

    public static void Run()
    {
        object[] objects = Opaque.Ref<object[]>(new string[3]);
        objects[0] = "fine";
        objects[1] = null!;
        Out.Line((string)objects[0], objects.Length);
        try
        {
            objects[2] = 5;
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("store", e);
        }

        try
        {
            ref object r = ref objects[0];
            Out.Line("no", r is null);
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("address", e);
        }

        IComparable[] comparables = Opaque.Ref<IComparable[]>(new string[1]);
        comparables[0] = "s";
        try
        {
            comparables[0] = 7;
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("interface", e);
        }

        object array = Opaque.Ref<object>(new string[2][]);
        Out.Line("is", array is object[] ? 1 : 0, array is object[][] ? 1 : 0, array is string[] ? 1 : 0);
        object ints = Opaque.Ref<object>(new int[1]);
        Out.Line("ints", ints is uint[] ? 1 : 0, ints is object[] ? 1 : 0, ints is long[] ? 1 : 0);
        object enums = Opaque.Ref<object>(new Weekday[1]);
        Out.Line("enums", enums is int[] ? 1 : 0, enums is Weekday[] ? 1 : 0);
    }
}

internal static class MultiDimensional
{
    public static void Run()
    {
        int[,] m = new int[Opaque.Of(3), 4];
        for (int i = 0; i < m.GetLength(0); i++)
        {
            for (int j = 0; j < m.GetLength(1); j++)
            {
                m[i, j] = (i * 10) + j;
            }
        }

        m[2, 3] += 100;
        ref int r = ref m[1, 1];
        r = -1;
        Out.Line("cells", m[2, 3], m[1, 1], m[0, 3]);
        Out.Line("shape", m.Length, m.Rank, m.GetUpperBound(1));
        int sum = 0;
        foreach (int v in m)
        {
            sum += v;
        }

        Out.Line("sum", sum);
        string[,,] cube = new string[2, 2, 2];
        cube[1, 0, 1] = "corner";
        Out.Line(cube[1, 0, 1], cube[0, 0, 0] is null ? 1 : 0);
        try
        {
            m[1, Opaque.Of(4)] = 0;
        }
        catch (IndexOutOfRangeException e)
        {
            Out.Caught("bounds", e);
        }

        (int, long)[,] structs = { { (1, 2), (3, 4) } };
        Out.Line("structs", structs[0, 1].Item1, structs[0, 1].Item2);
    }
}

internal static class MultiDimensionalCovariance
{
    public static void Run()
    {
        object[,] objects = Opaque.Ref<object[,]>(new string[2, 2]);
        objects[0, 1] = "s";
        Out.Line((string)objects[0, 1]);
        try
        {
            objects[0, 0] = new object();
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("store", e);
        }
    }
}

internal static class Jagged
{
    public static void Run()
    {
        int[][] triangle = new int[Opaque.Of(6)][];
        for (int i = 0; i < triangle.Length; i++)
        {
            triangle[i] = new int[i + 1];
            triangle[i][0] = triangle[i][i] = 1;
            for (int j = 1; j < i; j++)
            {
                triangle[i][j] = triangle[i - 1][j - 1] + triangle[i - 1][j];
            }
        }

        Out.Numbers("row", triangle[5]);
        string[][][] deep = [[["a"], []], [["b", "c"]]];
        Out.Line(deep[1][0][1], deep[0][1].Length);
        (deep[0], deep[1]) = (deep[1], deep[0]);
        Out.Line(deep[0][0][0]);
    }
}

internal static class ArrayCopies
{
    public static void Run()
    {
        int[] a = [1, 2, 3, 4, 5];
        Array.Copy(a, 0, a, 1, 4);
        Out.Numbers("overlap", a);
        Array.Copy(a, 2, a, 0, 3);
        Out.Numbers("overlap", a);
        int[] b = (int[])a.Clone();
        b[0] = 99;
        Out.Line("clone", a[0], b[0]);
        string[] texts = ["x", "y", "z"];
        object[] objects = new object[3];
        Array.Copy(texts, objects, 3);
        Out.Line((string)objects[2]);
        try
        {
            objects[1] = 5;
            Array.Copy(objects, texts, 3);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("down", e);
        }

        try
        {
            Array.Copy(a, 3, b, 0, Opaque.Of(3));
        }
        catch (ArgumentException e)
        {
            Out.Caught("range", e);
        }

        Array.Clear(a, 1, 2);
        Out.Numbers("cleared", a);
        Array.Resize(ref a, 7);
        Out.Line("resized", a.Length, a[4]);
        Array.Reverse(a);
        Out.Numbers("reversed", a);
        Array.Fill(a, 6);
        Out.Line("filled", a[0] + a[6]);
        a.CopyTo(new int[10], 2);
    }
}

internal static class SortingAndSearching
{
    public static void Run()
    {
        int[] a = new int[100];
        uint x = 12345;
        for (int i = 0; i < a.Length; i++)
        {
            x = (x * 1103515245) + 12345;
            a[i] = (int)(x >> 16) % 1000;
        }

        Array.Sort(a);
        bool sorted = true;
        for (int i = 1; i < a.Length; i++)
        {
            sorted &= a[i - 1] <= a[i];
        }

        Out.Line("sorted", sorted);
        Out.Line("ends", a[0], a[50], a[99]);
        Out.Line("search", Array.BinarySearch(a, a[37]) >= 0 ? 1 : 0, Array.BinarySearch(a, 5000));
        string[] texts = ["pear", "Apple", "fig", "apple"];
        Array.Sort(texts, StringComparer.Ordinal);
        Out.Line(texts[0] + texts[1] + texts[2] + texts[3]);
        int[] keys = [3, 1, 2];
        string[] values = ["three", "one", "two"];
        Array.Sort(keys, values);
        Out.Line(values[0] + values[1] + values[2]);
        Out.Line("index", Array.IndexOf(texts, "fig"), Array.IndexOf(keys, 9), Array.LastIndexOf((int[])[1, 2, 1], 1));
    }
}

internal static class ArraysOfStructs
{
    private struct Entry
    {
        public int Key;
        public string Value;
        public long Extra;
    }

    public static void Run()
    {
        Entry[] entries = new Entry[Opaque.Of(4)];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i].Key = i;
            entries[i].Value = new string((char)('a' + i), i + 1);
            entries[i].Extra = 1L << (i * 10);
        }

        Entry e = entries[3];
        e.Key = 100;
        Out.Line(entries[3].Value, entries[3].Key, e.Key);
        entries[0] = e;
        entries[1] = default;
        ref Entry r = ref entries[2];
        r.Extra += r.Key;
        Out.Line(entries[0].Value, entries[0].Extra, entries[2].Extra, entries[1].Key);
    }
}

internal static class IndexesAndRanges
{
    public static void Run()
    {
        int[] a = [0, 1, 2, 3, 4, 5, 6, 7];
        Index last = ^Opaque.Of(1);
        Range middle = 2..^2;
        Out.Line("index", a[last], a[^3], last.GetOffset(8));
        Out.Numbers("range", a[middle]);
        Out.Numbers("open", a[5..]);
        (int start, int length) = middle.GetOffsetAndLength(8);
        Out.Line("offset", start, length);
        Out.Line("string", "abcdef"[1..^1]);
        try
        {
            Out.Line("no", a[Opaque.Of(5)..Opaque.Of(3)].Length);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Caught("backwards", e);
        }
    }
}

internal static class MatrixProduct
{
    public static void Run()
    {
        const int N = 12;
        long[,] a = new long[N, N];
        long[][] b = new long[N][];
        for (int i = 0; i < N; i++)
        {
            b[i] = new long[N];
            for (int j = 0; j < N; j++)
            {
                a[i, j] = (i * j) + Opaque.Of(1);
                b[i][j] = i - j;
            }
        }

        long trace = 0;
        long all = 0;
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                long sum = 0;
                for (int k = 0; k < N; k++)
                {
                    sum += a[i, k] * b[k][j];
                }

                all += sum * (i + (2 * j));
                trace += i == j ? sum : 0;
            }
        }

        Out.Line("results", trace, all);
    }
}

internal static class LifeOnATorus
{
    public static void Run()
    {
        const int N = 16;
        bool[,] cells = new bool[N, N];
        foreach ((int x, int y) in ((int, int)[])[(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)])
        {
            cells[x, y] = true;
        }

        for (int generation = 0; generation < 40; generation++)
        {
            bool[,] next = new bool[N, N];
            for (int x = 0; x < N; x++)
            {
                for (int y = 0; y < N; y++)
                {
                    int neighbours = 0;
                    for (int d = 0; d < 9; d++)
                    {
                        neighbours += d != 4 && cells[(x + (d / 3) + N - 1) % N, (y + (d % 3) + N - 1) % N] ? 1 : 0;
                    }

                    next[x, y] = neighbours == 3 || (neighbours == 2 && cells[x, y]);
                }
            }

            cells = next;
        }

        long checksum = 0;
        foreach (bool cell in cells)
        {
            checksum = (checksum * 2 % 1000000007) + (cell ? 1 : 0);
        }

        Out.Line("checksum", checksum);
    }
}
