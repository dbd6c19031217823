// Programs that live on the garbage collector's work.

using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Gc;

internal static class ManySmallObjects
{
    private sealed class Small
    {
        public int Value;
    }

    public static void Run()
    {
        long sum = 0;
        Small? kept = null;
        for (int i = 0; i < 3000; i++)
        {
            Small s = new() { Value = i };
            sum += s.Value;
            kept = i % 700 == 0 ? s : kept;
        }

        Out.Line("sum", sum, kept!.Value);
    }
}

internal static class LinkedLists
{
    private sealed class Node
    {
        public int Value;
        public Node? Next;
    }

    public static void Run()
    {
        Node? head = null;
        for (int i = 0; i < 1500; i++)
        {
            head = new Node { Value = i, Next = head };
            if (i % 500 == 499)
            {
                GC.Collect();
            }
        }

        long sum = 0;
        int count = 0;
        for (Node? n = head; n is not null; n = n.Next)
        {
            sum = (sum * 3 % 1000003) + n.Value;
            count++;
        }

        Out.Line("list", count, sum);
    }
}

internal static class BinaryTrees
{
    private sealed class Tree
    {
        public Tree? Left;
        public Tree? Right;

        public int Check() => 1 + (Left?.Check() ?? 0) + (Right?.Check() ?? 0);
    }

    public static void Run()
    {
        Tree kept = Make(8);
        int sum = 0;
        for (int i = 0; i < 6; i++)
        {
            sum += Make(6).Check();
        }

        GC.Collect();
        Out.Line("trees", kept.Check(), sum);
    }

    private static Tree Make(int depth) => depth == 0 ? new Tree() : new Tree { Left = Make(depth - 1), Right = Make(depth - 1) };
}

internal static class Cycles
{
    private sealed class Person(string name)
    {
        public readonly string Name = name;
        public readonly List<Person> Friends = [];
        public Person? Best;
    }

    public static void Run()
    {
        Person[] people = new Person[20];
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < people.Length; i++)
            {
                people[i] = new Person("p" + round + i);
            }

            for (int i = 0; i < people.Length; i++)
            {
                people[i].Best = people[(i + 1) % people.Length];
                people[i].Friends.Add(people[(i * 7) % people.Length]);
                people[i].Friends.Add(people[i]);
            }

            GC.Collect();
        }

        Person at = people[0];
        string text = "";
        for (int i = 0; i < 25; i++)
        {
            at = i % 3 == 0 ? at.Friends[0] : at.Best!;
            text += at.Name[^1];
        }

        Out.Line(text);
    }
}

internal static class LargeArrays
{
    public static void Run()
    {
        long sum = 0;
        byte[]? kept = null;
        for (int i = 1; i <= 12; i++)
        {
            byte[] big = new byte[i * 9000];
            big[^1] = (byte)i;
            big[0] = (byte)(i * 2);
            kept = i == 5 ? big : kept;
            sum += big[^1] + big[0] + big[big.Length / 2];
        }

        GC.Collect();
        Out.Line("sum", sum, kept!.Length, kept[0] + kept[^1]);
        string[] references = new string[3000];
        for (int i = 0; i < references.Length; i += 100)
        {
            references[i] = "r" + i;
        }

        GC.Collect();
        Out.Line(references[2900], references[5] is null ? 1 : 0);
    }
}

internal static class InteriorReferences
{
    private sealed class Holder
    {
        public long Before = 1;
        public int Value = 5;
        public long After = 2;
    }

    public static void Run()
    {
        ref int field = ref MakeField(Opaque.Of(42));
        ref string element = ref MakeElement("element");
        Churn();
        field++;
        element += "!";
        Churn();
        Out.Line(element, field);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref int MakeField(int value)
    {
        Holder h = new() { Value = value };
        return ref h.Value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref string MakeElement(string s)
    {
        string[] array = new string[100];
        array[70] = s + s.Length;
        return ref array[70];
    }

    internal static void Churn()
    {
        for (int i = 0; i < 200; i++)
        {
            object o = i % 2 == 0 ? new int[i % 30] : new string('c', i % 20);
        }

        GC.Collect();
    }
}

internal static class SpansKeepArrays
{
    public static void Run()
    {
        Span<int> whole = Make(50);
        Span<int> part = Make(60)[20..30];
        ReadOnlySpan<char> text = ("abc" + Opaque.Of(12345)).AsSpan(2, 4);
        Span<int> end = Make(10)[10..];
        InteriorReferences.Churn();
        int sum = 0;
        foreach (int v in whole)
        {
            sum += v;
        }

        foreach (int v in part)
        {
            sum += v * 1000;
        }

        Out.Line("sum", sum, end.Length);
        Out.Line(text.ToString());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int[] Make(int n)
    {
        int[] array = new int[n];
        for (int i = 0; i < n; i++)
        {
            array[i] = i;
        }

        return array;
    }
}

internal static class KeptByStatics
{
    private static List<string>? s_list;
    private static object? s_boxed;
    private static (string Name, int[] Data) s_tuple;
    private static readonly Dictionary<string, object> s_map = [];

    private static class Generic<T>
    {
        public static T? Value;
    }

    public static void Run()
    {
        Fill();
        InteriorReferences.Churn();
        Out.Line(s_list![1] + s_tuple.Name, (int)s_boxed!, s_tuple.Data[2]);
        Out.Line((string)s_map["k1"] + Generic<string>.Value, Generic<long[]>.Value![1]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill()
    {
        s_list = ["a" + Opaque.Of(1), "b" + Opaque.Of(2)];
        s_boxed = Opaque.Of(77);
        s_tuple = ("t" + Opaque.Of(3), [1, 2, 3]);
        s_map["k" + Opaque.Of(1)] = "v" + Opaque.Of(4);
        Generic<string>.Value = "g" + Opaque.Of(5);
        Generic<long[]>.Value = [5, 6];
    }
}

internal static class KeptByClosures
{
    public static void Run()
    {
        Func<string> f = Make(Opaque.Of(5));
        Action<int> chain = MakeChain();
        InteriorReferences.Churn();
        chain(3);
        Out.Line(f());
        IEnumerator<string> e = Iterate("it" + Opaque.Of(9)).GetEnumerator();
        e.MoveNext();
        InteriorReferences.Churn();
        e.MoveNext();
        Out.Line(e.Current);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Func<string> Make(int n)
    {
        string text = "captured" + n;
        int[] data = [n, n + 1];
        return () => text + data[1];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Action<int> MakeChain()
    {
        string a = "chain" + Opaque.Of(1);
        Action<int> first = n => Out.Line(a, n);
        string b = "link" + Opaque.Of(2);
        first += n => Out.Line(b, n * 2);
        return first;
    }

    private static IEnumerable<string> Iterate(string s)
    {
        string kept = s + "-kept";
        yield return s;
        yield return kept;
    }
}

internal static class KeptByStructs
{
    private struct Inner
    {
        public string Name;
        public long Number;
        public object Box;
    }

    private struct Outer
    {
        public long Before;
        public Inner A;
        public Inner B;
    }

    public static void Run()
    {
        Outer local = Make("local");
        Outer[] array = [Make("x"), Make("y"), Make("z")];
        object boxed = Make("boxed");
        InteriorReferences.Churn();
        Outer back = (Outer)boxed;
        Out.Line(local.A.Name + (string)local.B.Box, local.Before);
        Out.Line(array[2].A.Name + array[1].B.Name + back.B.Name, array[0].B.Number);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Outer Make(string s) => new()
    {
        Before = s.Length,
        A = new Inner { Name = s + "A", Box = s + "boxA" },
        B = new Inner { Name = s + "B", Number = s.Length * 10, Box = s + "boxB" },
    };
}

internal static class KeptInFlight
{
    private sealed class Pair(object a, object b)
    {
        public readonly object A = a;
        public readonly object B = b;
    }

    public static void Run()
    {
        Pair p = new(Allocate("first"), new Pair(Allocate("second"), Allocate("third")));
        Out.Line((string)p.A + (string)((Pair)p.B).A + (string)((Pair)p.B).B);
        Out.Line(Join(Allocate("a"), Allocate("b"), Allocate("c"), Allocate("d"), Allocate("e"), Allocate("f"), Allocate("g"), Allocate("h"), Allocate("i"), Allocate("j")));
        object[] array = [Allocate("x"), Allocate("y"), new[] { Allocate("z") }];
        Out.Line((string)array[0] + (string)((object[])array[2])[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Allocate(string s)
    {
        object garbage = new long[8];
        GC.Collect();
        return s + s.Length;
    }

    private static string Join(params object[] parts)
    {
        string s = "";
        foreach (object part in parts)
        {
            s += (string)part;
        }

        return s;
    }
}

internal static class KeptAcrossExceptions
{
    public static void Run()
    {
        string text = "kept" + Opaque.Of(1);
        int[] numbers = [1, 2, 3];
        try
        {
            Fail(text);
        }
        catch (InvalidOperationException e)
        {
            InteriorReferences.Churn();
            Out.Line(e.Message + text, numbers[1]);
        }
        finally
        {
            InteriorReferences.Churn();
            numbers[2]++;
        }

        Out.Line(text, numbers[2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string s)
    {
        string local = "local" + s;
        try
        {
            InteriorReferences.Churn();
            throw new InvalidOperationException("message of " + local);
        }
        finally
        {
            InteriorReferences.Churn();
            Out.Line(local);
        }
    }
}

internal static class StringChurn
{
    public static void Run()
    {
        string s = "";
        List<string> kept = [];
        for (int i = 0; i < 300; i++)
        {
            s += (char)('a' + (i % 26));
            if (i % 60 == 0)
            {
                kept.Add(s);
            }
        }

        int total = 0;
        foreach (string k in kept)
        {
            total = (total * 31 % 100003) + k.Length + k[^1];
        }

        Out.Line("total", total, s.Length);
    }
}

internal static class DictionaryChurn
{
    public static void Run()
    {
        Dictionary<string, int[]> map = [];
        for (int i = 0; i < 600; i++)
        {
            map["k" + (i % 40)] = [i, i * 2];
            if (i % 7 == 0)
            {
                map.Remove("k" + (i * 3 % 40));
            }
        }

        long sum = 0;
        for (int i = 0; i < 40; i++)
        {
            sum += map.TryGetValue("k" + i, out int[]? data) ? data[1] : 1000000;
        }

        Out.Line("map", map.Count, sum);
    }
}

internal static class SlotsAreReused
{
    private sealed class Five
    {
        public long A;
        public long B;
        public object? C;
        public int D;
        public string? E;
    }

    public static void Run()
    {
        int dirty = 0;
        for (int i = 0; i < 1500; i++)
        {
            Five f = new();
            dirty += f.A != 0 || f.B != 0 || f.C is not null || f.D != 0 || f.E is not null ? 1 : 0;
            f.A = -1;
            f.B = i;
            f.C = f;
            f.D = i;
            f.E = "used";
            int[] array = new int[i % 50];
            foreach (int n in array)
            {
                dirty += n != 0 ? 1 : 0;
            }

            array.AsSpan().Fill(-1);
        }

        Out.Line("dirty", dirty);
    }
}

internal static class ObjectGraphSurvives
{
    private abstract class Item
    {
        public int Id;
    }

    private sealed class Leaf : Item;

    private sealed class Branch : Item
    {
        public Item?[] Children = new Item?[4];
        public Dictionary<int, Item> ById = [];
    }

    public static void Run()
    {
        int next = 0;
        Branch root = (Branch)Build(4, ref next);
        for (int i = 0; i < 40; i++)
        {
            Branch b = (Branch)root.Children[i % 4]!;
            int unused = 0;
            b.Children[i * 3 % 4] = Build(1, ref unused);
            b.ById[i] = root;
        }

        GC.Collect();
        Out.Line("graph", next, Count(root), Sum(root));
    }

    private static Item Build(int depth, ref int next)
    {
        if (depth == 0)
        {
            return new Leaf { Id = next++ };
        }

        Branch b = new() { Id = next++ };
        for (int i = 0; i < 4; i++)
        {
            Item child = Build(depth - 1, ref next);
            b.Children[i] = child;
            b.ById[child.Id] = child;
        }

        return b;
    }

    private static int Count(Item? item)
    {
        int count = item is null ? 0 : 1;
        foreach (Item? child in (item as Branch)?.Children ?? [])
        {
            count += Count(child);
        }

        return count;
    }

    private static long Sum(Item? item)
    {
        long sum = item?.Id ?? 0;
        if (item is Branch b)
        {
            foreach (Item? child in b.Children)
            {
                sum += Sum(child);
            }
        }

        return sum;
    }
}

internal static class LoopsOverInteriorPointers
{
    public static void Run()
    {
        long sum = 0;
        for (int round = 0; round < 20; round++)
        {
            sum += SumWithAllocation(new int[] { 1, 2, 3, 4, 5, 6, 7, round });
            sum += CountDown("text of round " + round);
        }

        Out.Line("sum", sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumWithAllocation(int[] array)
    {
        long sum = 0;
        foreach (int v in array)
        {
            sum += v + new string('x', v).Length;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long CountDown(string s)
    {
        long sum = 0;
        for (int i = s.Length - 1; i >= 0; i--)
        {
            sum += s[i] * new byte[3].Length;
        }

        return sum;
    }
}
