// Program: Shortest ways, spanning trees, flood fill, permutations: queues, matrices, bit tricks, local functions.

using System.Numerics;

namespace Lume.Conformance.Programs.Whole;

internal static class Paths
{
    private readonly record struct Place(int X, int Y)
    {
        public static Place operator +(Place a, (int X, int Y) by) => new(a.X + by.X, a.Y + by.Y);
    }

    private static readonly string[] s_map =
    [
        "S..#....",
        ".#.#.##.",
        ".#...#..",
        ".####.#.",
        "......#E",
    ];

    private static int Walk(string[] map, out string way)
    {
        (int X, int Y)[] steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];
        PriorityQueue<Place, int> open = new();
        Dictionary<Place, (int Cost, Place From)> seen = [];
        Place start = Find('S');
        Place end = Find('E');
        open.Enqueue(start, 0);
        seen[start] = (0, start);
        while (open.TryDequeue(out Place at, out int cost))
        {
            if (at == end)
            {
                Stack<char> back = new();
                for (Place p = end; p != start; p = seen[p].From)
                {
                    back.Push(Direction(seen[p].From, p));
                }

                way = new string(back.ToArray());
                return seen[end].Cost;
            }

            foreach ((int, int) step in steps)
            {
                Place next = at + step;
                if (!Free(next) || (seen.TryGetValue(next, out (int Cost, Place From) old) && old.Cost <= seen[at].Cost + 1))
                {
                    continue;
                }

                seen[next] = (seen[at].Cost + 1, at);
                open.Enqueue(next, seen[at].Cost + 1 + Math.Abs(end.X - next.X) + Math.Abs(end.Y - next.Y));
            }
        }

        way = "none";
        return -1;

        bool Free(Place p) => p.Y >= 0 && p.Y < map.Length && (uint)p.X < (uint)map[p.Y].Length && map[p.Y][p.X] is not '#';

        Place Find(char what)
        {
            for (int y = 0; y < map.Length; y++)
            {
                if (map[y].IndexOf(what) is >= 0 and var x)
                {
                    return new Place(x, y);
                }
            }

            throw new InvalidOperationException();
        }

        static char Direction(Place from, Place to) => (to.X - from.X, to.Y - from.Y) switch
        {
            (1, 0) => '>',
            (-1, 0) => '<',
            (0, 1) => 'v',
            _ => '^',
        };
    }

    private static long Queens(int n, uint columns = 0, uint left = 0, uint right = 0)
    {
        uint all = (1u << n) - 1;
        if (columns == all)
        {
            return 1;
        }

        long found = 0;
        for (uint free = all & ~(columns | left | right); free != 0; free &= free - 1)
        {
            uint bit = free & (uint)-(int)free;
            found += Queens(n, columns | bit, (left | bit) << 1, (right | bit) >> 1);
        }

        return found;
    }

    private static IEnumerable<T[]> Permutations<T>(T[] of, int from = 0)
    {
        if (from == of.Length)
        {
            yield return (T[])of.Clone();
            yield break;
        }

        for (int i = from; i < of.Length; i++)
        {
            (of[from], of[i]) = (of[i], of[from]);
            foreach (T[] rest in Permutations(of, from + 1))
            {
                yield return rest;
            }

            (of[from], of[i]) = (of[i], of[from]);
        }
    }

    private static T[,] Multiply<T>(T[,] a, T[,] b)
        where T : INumber<T>
    {
        T[,] result = new T[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < a.GetLength(1); k++)
                {
                    sum += a[i, k] * b[k, j];
                }

                result[i, j] = sum;
            }
        }

        return result;
    }

    private static ulong Fibonacci(int n)
    {
        ulong[,] result = { { 1, 0 }, { 0, 1 } };
        ulong[,] power = { { 1, 1 }, { 1, 0 } };
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                result = Multiply(result, power);
            }

            power = Multiply(power, power);
        }

        return result[0, 1];
    }

    private static int SpanningTree(int count)
    {
        int[] parent = new int[count];
        for (int i = 0; i < count; i++)
        {
            parent[i] = i;
        }

        List<(int Weight, int A, int B)> edges = [];
        uint random = 12345;
        for (int i = 0; i < count * 4; i++)
        {
            random = (random * 1664525) + 1013904223;
            edges.Add(((int)(random >> 20), (int)(random % (uint)count), (int)((random >> 8) % (uint)count)));
        }

        edges.Sort();
        int sum = 0;
        foreach ((int weight, int a, int b) in edges)
        {
            ref int x = ref Root(a);
            ref int y = ref Root(b);
            if (x != y)
            {
                x = y;
                sum += weight;
            }
        }

        return sum;

        ref int Root(int of)
        {
            while (parent[of] != of)
            {
                of = parent[of] = parent[parent[of]];
            }

            return ref parent[of];
        }
    }

    public static void Run()
    {
        Out.Line("cost", Walk(s_map, out string way));
        Out.Line(way);
        Out.Line("closed", Walk([.. s_map[..3], ".####.##", s_map[4]], out way).ToString() is { } text && int.TryParse(text, out int cost) ? cost : 99);
        Out.Line("queens", Queens(Opaque.Of(8)), Queens(Opaque.Of(9)));
        long hash = 17;
        int count = 0;
        foreach (char[] word in Permutations("lume!".ToCharArray()))
        {
            count++;
            hash = unchecked((hash * 31) + string.GetHashCode(word) * 0L + word[0] + (word[^1] << 8));
        }

        Out.Line("permutations", count, hash);
        Out.Line("fibonacci", Fibonacci(Opaque.Of(90)));
        double[,] turned = Multiply(new[,] { { 1.5, 2 }, { -1, 0.25 } }, new[,] { { 2.0, 0 }, { 1, -4 } });
        Out.Line($"{turned[0, 0]} {turned[0, 1]} {turned[1, 0]} {turned[1, 1]} {turned.Length} {turned.Rank}");
        Out.Line("tree", SpanningTree(Opaque.Of(100)));
        Out.Line("bits", BitOperations.PopCount(Opaque.Of(0xF0F0u)), BitOperations.Log2(Opaque.Of(1025u)), BitOperations.TrailingZeroCount(Opaque.Of(96)));
    }
}
