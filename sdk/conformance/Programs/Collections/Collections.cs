// The collections of the core library.

namespace Lume.Conformance.Programs.Collections;

internal static class Lists
{
    public static void Run()
    {
        List<int> list = [];
        for (int i = 0; i < Opaque.Of(50); i++)
        {
            list.Add(i * 7 % 50);
        }

        list.Insert(0, -1);
        list.RemoveAt(10);
        list.Remove(49);
        list.RemoveRange(5, 10);
        Out.Line("count", list.Count, list[0], list[20]);
        Out.Line("index", list.IndexOf(14), list.Contains(1000) ? 1 : 0);
        list.Sort();
        Out.Line("sorted", list[0], list[^1]);
        list.Reverse();
        int sum = 0;
        foreach (int n in list)
        {
            sum += n;
        }

        Out.Line("sum", sum);
        try
        {
            foreach (int n in list)
            {
                list.Add(n);
            }
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("changed", e);
        }

        try
        {
            Out.Line("no", list[Opaque.Of(1000)]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Caught("range", e);
        }

        int[] copy = list.ToArray();
        list.Clear();
        Out.Line("cleared", list.Count, copy.Length);
    }
}

internal static class Dictionaries
{
    public static void Run()
    {
        Dictionary<int, string> map = [];
        for (int i = 0; i < 100; i++)
        {
            map[i * i] = "v" + i;
        }

        Out.Line(map[81], map.Count);
        Out.Line("find", map.TryGetValue(Opaque.Of(50), out string? none), map.ContainsKey(49));
        map.Remove(81);
        map.Add(81, "again");
        map[81] += "!";
        Out.Line(map[81]);
        Out.Line("try add", map.TryAdd(0, "x"));
        try
        {
            map.Add(4, "twice");
        }
        catch (ArgumentException e)
        {
            Out.Caught("duplicate", e);
        }

        try
        {
            Out.Line(map[5]);
        }
        catch (KeyNotFoundException e)
        {
            Out.Caught("missing", e);
        }

        long keys = 0;
        int values = 0;
        foreach (KeyValuePair<int, string> pair in map)
        {
            keys += pair.Key;
            values += pair.Value.Length;
        }

        Out.Line("totals", keys, values, map.Keys.Count + map.Values.Count);
    }

    private static class Out
    {
        public static void Line(string? s) => Conformance.Out.Line(s);

        public static void Line(string s, long a) => Conformance.Out.Line(s, a);

        public static void Line(string s, long a, long b, long c) => Conformance.Out.Line(s, a, b, c);

        public static void Line(string s, bool a) => Conformance.Out.Line(s, a);

        public static void Line(string s, bool a, bool b) => Conformance.Out.Line(s, a ? 1 : 0, b ? 1 : 0);

        public static void Caught(string s, Exception e) => Conformance.Out.Caught(s, e);
    }
}

internal static class DictionariesOfStrings
{
    public static void Run()
    {
        Dictionary<string, int> counts = [];
        foreach (string word in "the cat and the dog and the bird sat on the mat".Split(' '))
        {
            counts[word] = counts.TryGetValue(word, out int n) ? n + 1 : 1;
        }

        Out.Line("counts", counts["the"], counts["and"], counts.Count);
        Dictionary<string, int> loose = new(StringComparer.OrdinalIgnoreCase) { ["Key"] = Opaque.Of(1) };
        Out.Line("loose", loose.ContainsKey("KEY"));
        List<string> keys = [.. counts.Keys];
        keys.Sort(StringComparer.Ordinal);
        Out.Line(keys[0] + keys[^1]);
    }
}

internal static class DictionariesOfStructs
{
    private readonly record struct Position(int X, int Y);

    private enum Suit
    {
        Clubs,
        Hearts,
    }

    public static void Run()
    {
        Dictionary<Position, List<int>> grid = [];
        for (int i = 0; i < 64; i++)
        {
            Position p = new(i % 4, i / 4 % 4);
            if (!grid.TryGetValue(p, out List<int>? list))
            {
                grid[p] = list = [];
            }

            list.Add(i);
        }

        Out.Line("grid", grid.Count, grid[new(1, Opaque.Of(2))].Count, grid[new(3, 3)][1]);
        Dictionary<Suit, string> suits = new() { [Suit.Hearts] = "red" };
        Out.Line(suits[(Suit)1], suits.ContainsKey(Suit.Clubs) ? 1 : 0);
        Dictionary<(string, int), long> tuples = new() { [("a", 1)] = 10 };
        Out.Line("tuple", tuples[(new string('a', 1), 1)]);
    }
}

internal static class HashSets
{
    public static void Run()
    {
        HashSet<int> a = [1, 2, 3, 4];
        HashSet<int> b = [3, 4, Opaque.Of(5)];
        Out.Line("add", a.Add(1) ? 1 : 0, a.Add(9) ? 1 : 0, a.Count);
        a.UnionWith(b);
        Out.Line("union", a.Count);
        a.IntersectWith([1, 2, 3, 100]);
        Out.Line("intersection", a.Count, a.Contains(3) ? 1 : 0);
        a.ExceptWith([1]);
        Out.Line("difference", a.Count, a.Remove(2) ? 1 : 0, a.Count);
        HashSet<string> seen = [];
        int repeats = 0;
        for (int i = 0; i < 100; i++)
        {
            repeats += seen.Add("k" + (i * i % 17)) ? 0 : 1;
        }

        Out.Line("repeats", repeats, seen.Count);
    }
}

internal static class QueuesAndStacks
{
    public static void Run()
    {
        Queue<int> queue = new();
        Stack<int> stack = new();
        long check = 0;
        for (int i = 0; i < 200; i++)
        {
            queue.Enqueue(i);
            stack.Push(i);
            if (i % 3 == 0)
            {
                check = (check * 31 % 1000003) + queue.Dequeue() + stack.Pop();
            }
        }

        Out.Line("check", check);
        Out.Line("rest", queue.Count, queue.Peek(), stack.Peek());
        Out.Line("try", queue.TryDequeue(out int first) ? first : -1);
        int sum = 0;
        foreach (int n in queue)
        {
            sum += n;
        }

        Out.Line("sum", sum, stack.Contains(5) ? 1 : 0);
        try
        {
            new Queue<string>().Dequeue();
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("empty", e);
        }
    }
}

internal static class CustomComparers
{
    private sealed class ByLastDigit : IEqualityComparer<int>, IComparer<int>
    {
        public bool Equals(int x, int y) => x % 10 == y % 10;

        public int GetHashCode(int x) => x % 10;

        public int Compare(int x, int y) => (x % 10) - (y % 10);
    }

    private sealed class Item(string name, int rank) : IComparable<Item>
    {
        public string Name => name;

        public int CompareTo(Item? other) => other is null ? 1 : rank.CompareTo(other.Rank);

        private int Rank => rank;
    }

    public static void Run()
    {
        ByLastDigit comparer = new();
        HashSet<int> set = new(comparer) { 1, 11, 2, Opaque.Of(32), 3 };
        Out.Line("set", set.Count, set.Contains(101) ? 1 : 0);
        int[] numbers = [19, 8, 25, 3];
        Array.Sort(numbers, comparer);
        Out.Numbers("sorted", numbers);
        List<Item> items = [new("c", 3), new("a", 1), new("b", 2)];
        items.Sort();
        Out.Line(items[0].Name + items[1].Name + items[2].Name);
    }
}

internal static class LinkedAndSorted
{
    private sealed class Node<T>(T value)
    {
        public readonly T Value = value;
        public Node<T>? Next;
    }

    public static void Run()
    {
        Node<string>? head = null;
        for (int i = 0; i < 26; i++)
        {
            head = new Node<string>(((char)('a' + i)).ToString()) { Next = head };
        }

        Node<string>? reversed = null;
        while (head is not null)
        {
            (head.Next, reversed, head) = (reversed, head, head.Next);
        }

        string text = "";
        for (Node<string>? n = reversed; n is not null; n = n.Next)
        {
            text += n.Value;
        }

        Out.Line(text);
    }
}

internal static class WordCount
{
    public static void Run()
    {
        Dictionary<string, List<int>> positions = [];
        string text = "to be or not to be that is the question whether tis nobler in the mind to suffer";
        int position = 0;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ' ')
            {
                string word = text[start..i];
                if (!positions.TryGetValue(word, out List<int>? list))
                {
                    positions.Add(word, list = []);
                }

                list.Add(position++);
                start = i + 1;
            }
        }

        List<(string Word, int Count)> ranking = [];
        foreach (KeyValuePair<string, List<int>> pair in positions)
        {
            ranking.Add((pair.Key, pair.Value.Count));
        }

        ranking.Sort((a, b) => a.Count != b.Count ? b.Count - a.Count : string.CompareOrdinal(a.Word, b.Word));
        for (int i = 0; i < 4; i++)
        {
            Out.Line(ranking[i].Word, ranking[i].Count, positions[ranking[i].Word][0]);
        }
    }
}

internal static class PriorityByHand
{
    private sealed class Heap<T>(Comparison<T> comparison)
    {
        private readonly List<T> _items = [];

        public int Count => _items.Count;

        public void Add(T item)
        {
            _items.Add(item);
            for (int i = _items.Count - 1; i > 0 && comparison(_items[i], _items[(i - 1) / 2]) < 0; i = (i - 1) / 2)
            {
                (_items[i], _items[(i - 1) / 2]) = (_items[(i - 1) / 2], _items[i]);
            }
        }

        public T Take()
        {
            T top = _items[0];
            _items[0] = _items[^1];
            _items.RemoveAt(_items.Count - 1);
            int i = 0;
            while (true)
            {
                int child = (2 * i) + 1;
                if (child >= _items.Count)
                {
                    return top;
                }

                child += child + 1 < _items.Count && comparison(_items[child + 1], _items[child]) < 0 ? 1 : 0;
                if (comparison(_items[i], _items[child]) <= 0)
                {
                    return top;
                }

                (_items[i], _items[child]) = (_items[child], _items[i]);
                i = child;
            }
        }
    }

    public static void Run()
    {
        Heap<(int Cost, string Name)> heap = new((a, b) => a.Cost - b.Cost);
        for (int i = 0; i < 20; i++)
        {
            heap.Add((i * 37 % 20, "n" + i));
        }

        string text = "";
        while (heap.Count > Opaque.Of(10))
        {
            text += heap.Take().Name;
        }

        Out.Line(text);
    }
}

internal static class ShortestPaths
{
    public static void Run()
    {
        const int N = 40;
        Dictionary<int, List<(int To, int Cost)>> graph = [];
        for (int i = 0; i < N; i++)
        {
            graph[i] = [((i * 7 + 3) % N, i % 5 + 1), ((i + 1) % N, 9), ((i * i + 1) % N, 4)];
        }

        int[] distance = new int[N];
        Array.Fill(distance, int.MaxValue);
        distance[0] = 0;
        Queue<int> queue = new([0]);
        while (queue.TryDequeue(out int at))
        {
            foreach ((int to, int cost) in graph[at])
            {
                if (distance[at] + cost < distance[to])
                {
                    distance[to] = distance[at] + cost;
                    queue.Enqueue(to);
                }
            }
        }

        Out.Numbers("distances", distance);
    }
}
