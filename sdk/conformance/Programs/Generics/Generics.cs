// Generics over values and references, shared code and its dictionaries.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericMethods
{
    public static void Run()
    {
        Out.Line("int", Identity(Opaque.Of(5)));
        Out.Line(Identity("text"), Identity(7L));
        Out.Line("default", Default<int>() + (Default<string>() is null ? 10 : 0));
        Out.Line("max", Max(3, Opaque.Of(9)), Max(-3L, -9L));
        Out.Line(Max("apple", "pear"));
        Swap(out string a, out string b, "x", "y");
        Out.Line(a + b);
        Out.Line("count", Count(1, 2, 3) + Count("a"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Identity<T>(T value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T? Default<T>() => default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Max<T>(T a, T b)
        where T : IComparable<T> => a.CompareTo(b) >= 0 ? a : b;

    private static void Swap<T>(out T a, out T b, T x, T y) => (a, b) = (y, x);

    private static int Count<T>(params T[] items) => items.Length;
}

internal static class GenericClasses
{
    private class Stack<T>
    {
        private T[] _items = new T[2];
        private int _count;

        public int Count => _count;

        public void Push(T item)
        {
            if (_count == _items.Length)
            {
                T[] bigger = new T[_count * 2];
                Array.Copy(_items, bigger, _count);
                _items = bigger;
            }

            _items[_count++] = item;
        }

        public T Pop()
        {
            T item = _items[--_count];
            _items[_count] = default!;
            return item;
        }
    }

    private sealed class CountingStack<T> : Stack<T>
    {
        public int Pushes;

        public void PushTwice(T item)
        {
            Push(item);
            Push(item);
            Pushes += 2;
        }
    }

    public static void Run()
    {
        Stack<int> numbers = new();
        for (int i = 0; i < 10; i++)
        {
            numbers.Push(i * Opaque.Of(3));
        }

        Out.Line("numbers", numbers.Pop(), numbers.Pop(), numbers.Count);
        CountingStack<string> texts = new();
        texts.PushTwice("a");
        texts.PushTwice("b");
        Out.Line(texts.Pop() + texts.Pop() + texts.Pop(), texts.Pushes);
        Stack<(int, string)> tuples = new();
        tuples.Push((1, "one"));
        Out.Line(tuples.Pop().Item2);
    }
}

internal static class StaticsPerInstantiation
{
    private static class Counter<T>
    {
        public static int Count;
        public static string Name = typeof(T).IsValueType ? "value" : "reference";
        public static T? Last;
    }

    public static void Run()
    {
        Add(1);
        Add(2);
        Add("a");
        Add(new object());
        Add("b");
        Add(3L);
        Out.Line("counts", Counter<int>.Count, Counter<string>.Count, Counter<object>.Count);
        Out.Line("long", Counter<long>.Count, Counter<long>.Last, Counter<byte>.Count);
        Out.Line(Counter<int>.Name, Counter<string>.Name);
        Out.Line("last", Counter<string>.Last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add<T>(T value)
    {
        Counter<T>.Count++;
        Counter<T>.Last = value;
    }
}

internal static class SharedCodeLookups
{
    private class A { public override string ToString() => "A"; }

    private class B { public override string ToString() => "B"; }

    private sealed class Factory<T>
        where T : class, new()
    {
        public T[] MakeArray(int n)
        {
            T[] array = new T[n];
            for (int i = 0; i < n; i++)
            {
                array[i] = new T();
            }

            return array;
        }

        public bool Is(object o) => o is T;

        public T Cast(object o) => (T)o;

        public List<T> MakeList() => [new T()];

        public Type Type => typeof(T);

        public Func<T> Maker => () => new T();
    }

    public static void Run()
    {
        Test(new Factory<A>(), new A(), new B());
        Test(new Factory<B>(), new B(), new A());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Test<T>(Factory<T> factory, object right, object wrong)
        where T : class, new()
    {
        Out.Line(factory.MakeArray(2)[1].ToString() + factory.MakeList()[0] + factory.Maker());
        Out.Line("is", factory.Is(right) ? 1 : 0, factory.Is(wrong) ? 1 : 0);
        Out.Line("type", factory.Type == right.GetType());
        try
        {
            factory.Cast(wrong);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("cast", e);
        }
    }
}

internal static class NestedGenerics
{
    private sealed class Outer<T>
        where T : notnull
    {
        public sealed class Inner<TOther>
        {
            public T First = default!;
            public TOther Second = default!;

            public Dictionary<T, List<TOther>> Make() => new() { [First!] = [Second, Second] };
        }
    }

    public static void Run()
    {
        Outer<string>.Inner<int> i = new() { First = "key", Second = Opaque.Of(4) };
        Out.Line("list", i.Make()["key"].Count, i.Make()["key"][1]);
        Outer<int>.Inner<Outer<string>.Inner<int>> j = new() { First = 1, Second = i };
        Out.Line(j.Make()[1][0].First, j.Second.Second);
    }
}

internal static class GenericRecursion
{
    private sealed class Tree<T>
        where T : IComparable<T>
    {
        private Node? _root;

        private sealed class Node
        {
            public T Value = default!;
            public Node? Left;
            public Node? Right;
        }

        public void Add(T value) => Add(ref _root, value);

        public int Walk(Span<T> output) => Walk(_root, output, 0);

        private static void Add(ref Node? node, T value)
        {
            if (node is null)
            {
                node = new Node { Value = value };
            }
            else if (value.CompareTo(node.Value) < 0)
            {
                Add(ref node.Left, value);
            }
            else
            {
                Add(ref node.Right, value);
            }
        }

        private static int Walk(Node? node, Span<T> output, int at)
        {
            if (node is null)
            {
                return at;
            }

            at = Walk(node.Left, output, at);
            output[at++] = node.Value;
            return Walk(node.Right, output, at);
        }
    }

    public static void Run()
    {
        Tree<int> numbers = new();
        int x = Opaque.Of(7);
        for (int i = 0; i < 15; i++)
        {
            numbers.Add(x = ((x * 31) + 11) % 101);
        }

        Span<int> sorted = stackalloc int[15];
        numbers.Walk(sorted);
        Out.Numbers("sorted", sorted);
        Tree<string> texts = new();
        texts.Add("m");
        texts.Add("c");
        texts.Add("z");
        string[] words = new string[3];
        texts.Walk(words);
        Out.Line(words[0] + words[1] + words[2]);
    }
}

internal static class PolymorphicRecursion
{
    private abstract class Shape
    {
        public abstract int Depth();
    }

    private sealed class Leaf : Shape
    {
        public override int Depth() => 0;
    }

    private sealed class Wrap<T> : Shape
        where T : Shape
    {
        public T Inner = null!;

        public override int Depth() => Inner.Depth() + 1;
    }

    public static void Run()
    {
        var deep = new Wrap<Wrap<Wrap<Leaf>>> { Inner = new() { Inner = new() { Inner = new Leaf() } } };
        Out.Line("depth", deep.Depth());
        Out.Line("types", Count<int>(Opaque.Of(3)), Count<string>(5));
    }

    private static int Count<T>(int n) => n == 0 ? (typeof(T).IsValueType ? 1 : 2) : 1 + Count<T>(n - 1);
}

internal static class Constraints
{
    private interface IName
    {
        string Name { get; }
    }

    private class Named : IName
    {
        public virtual string Name => "named";
    }

    private struct Value : IName
    {
        public string Name => "value";
    }

    private enum Kind : byte
    {
        One = 1,
    }

    public static void Run()
    {
        Out.Line(NameOf(new Named()), NameOf(new Value()));
        Out.Line("struct", SizeOf<long>(), SizeOf<Value>());
        Out.Line(Make<Named>().Name);
        Out.Line("unmanaged", Bytes((short)Opaque.Of(513)));
        Out.Line("enum", ToByte(Kind.One));
        Out.Line("derived", Both(new Named()));
        Out.Line("notnull", Hash(5));
    }

    private static string NameOf<T>(T item)
        where T : IName => item.Name;

    private static int SizeOf<T>()
        where T : struct => Unsafe.SizeOf<T>();

    private static T Make<T>()
        where T : Named, new() => new();

    private static unsafe int Bytes<T>(T value)
        where T : unmanaged
    {
        byte* p = (byte*)&value;
        int sum = 0;
        for (int i = 0; i < sizeof(T); i++)
        {
            sum = (sum * 10) + p[i];
        }

        return sum;
    }

    private static byte ToByte<T>(T value)
        where T : struct, Enum => Unsafe.As<T, byte>(ref value);

    private static bool Both<T>(T value)
        where T : Named, IName => ((IName)value).Name == value.Name;

    private static int Hash<T>(T value)
        where T : notnull => value.GetHashCode();
}

internal enum Weekday
{
    Friday = 5,
}

internal static class GenericDefaultComparers
{
    private readonly struct Key(int value) : IEquatable<Key>
    {
        public readonly int Value = value;

        public bool Equals(Key other) => Value % 10 == other.Value % 10;

        public override int GetHashCode() => Value % 10;
    }

    public static void Run()
    {
        Out.Line("int", EqualityComparer<int>.Default.Equals(Opaque.Of(3), 3));
        Out.Line("string", EqualityComparer<string>.Default.Equals("ab", new string(['a', 'b'])));
        Out.Line("null", EqualityComparer<string?>.Default.Equals(null, "x"));
        Out.Line("struct", EqualityComparer<Key>.Default.Equals(new Key(13), new Key(23)));
        Out.Line("nullable", EqualityComparer<int?>.Default.Equals(null, null));
        Out.Line("compare", Comparer<int>.Default.Compare(1, 2), Comparer<long>.Default.Compare(2, 1));
        Out.Line("enum", EqualityComparer<Weekday>.Default.Equals(Weekday.Friday, (Weekday)Opaque.Of(5)));
        Out.Line("index", Array.IndexOf((Key[])[new(1), new(2), new(3)], new Key(12)));
    }
}

internal static class GenericBoxingChecks
{
    public static void Run()
    {
        Out.Line(Describe(5), Describe("s"));
        Out.Line(Describe<object>(5), Describe<int?>(null));
        Out.Line(Describe<int?>(3), Describe((1, 2)));
        Out.Line("null", IsNull(0) ? 1 : 0, IsNull<string>(null!) ? 1 : 0, IsNull<int?>(null) ? 1 : 0);
        Out.Line("to", To<int>(5), To<long>(6L));
        Out.Line(To<string>("same"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Describe<T>(T value) => value switch
    {
        int => "int",
        string => "string",
        null => "null",
        _ => "other",
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsNull<T>(T value) => value == null;

    private static T To<T>(object o) => (T)o;
}

internal static class GenericTypeTests
{
    public static void Run()
    {
        Out.Line("ints", Kind<int>(), Kind<uint>(), Kind<long>());
        Out.Line("refs", Kind<string>(), Kind<object>(), Kind<int[]>());
        Out.Line("struct", Kind<(int, int)>(), Kind<int?>(), Kind<Weekday>());
        Out.Line("references", HasReferences<int>() + HasReferences<string>() + HasReferences<(int, long)>() + HasReferences<(int, string)>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Kind<T>()
    {
        if (typeof(T) == typeof(int))
        {
            return 1;
        }

        if (typeof(T) == typeof(string))
        {
            return 2;
        }

        if (typeof(T) == typeof(int?))
        {
            return 3;
        }

        return typeof(T).IsValueType ? 4 : 5;
    }

    private static string HasReferences<T>() => RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? "y" : "n";
}

internal static class StructGenericsAsBehaviour
{
    private interface IOperation
    {
        static abstract int Apply(int a, int b);

        int Weight(int x);
    }

    private struct Plus : IOperation
    {
        public static int Apply(int a, int b) => a + b;

        public int Weight(int x) => x;
    }

    private struct Times : IOperation
    {
        private int _calls;

        public static int Apply(int a, int b) => a * b;

        public int Weight(int x) => x * ++_calls;
    }

    public static void Run()
    {
        Out.Line("plus", Fold<Plus>([1, 2, Opaque.Of(3), 4], 0));
        Out.Line("times", Fold<Times>([1, 2, Opaque.Of(3), 4], 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Fold<T>(ReadOnlySpan<int> values, int seed)
        where T : struct, IOperation
    {
        T operation = default;
        foreach (int v in values)
        {
            seed = T.Apply(seed, operation.Weight(v));
        }

        return seed;
    }
}

internal static class GenericDelegatesAndLambdas
{
    public static void Run()
    {
        int[] numbers = [1, 2, 3];
        string[] texts = Map(numbers, n => new string('x', n));
        Out.Line(texts[2] + texts[0]);
        long[] longs = Map(texts, s => (long)s.Length * Opaque.Of(10));
        Out.Line("longs", longs[0], longs[2]);
        Out.Line("reduce", Reduce(longs, 1000L, (a, b) => a - b));
        Out.Line(Reduce(texts, "", (a, b) => b + "," + a));
        Out.Line("compose", Compose<int, string, int>(n => new string('y', n), s => s.Length * 2)(6));
    }

    private static TResult[] Map<T, TResult>(T[] items, Func<T, TResult> f)
    {
        TResult[] results = new TResult[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            results[i] = f(items[i]);
        }

        return results;
    }

    private static T Reduce<T>(T[] items, T seed, Func<T, T, T> f)
    {
        foreach (T item in items)
        {
            seed = f(seed, item);
        }

        return seed;
    }

    private static Func<TA, TC> Compose<TA, TB, TC>(Func<TA, TB> f, Func<TB, TC> g) => a => g(f(a));
}

internal static class GenericInheritance
{
    private abstract class Repository<TKey, TItem>
        where TKey : notnull
    {
        private readonly Dictionary<TKey, TItem> _items = [];

        public void Add(TItem item) => _items[KeyOf(item)] = item;

        public TItem? Find(TKey key) => _items.TryGetValue(key, out TItem? item) ? item : default;

        protected abstract TKey KeyOf(TItem item);
    }

    private sealed class Words : Repository<int, string>
    {
        protected override int KeyOf(string item) => item.Length;
    }

    private sealed class Numbers : Repository<string, long>
    {
        protected override string KeyOf(long item) => item > 100 ? "big" : "small";
    }

    private class Self<T>
        where T : Self<T>
    {
        public int Steps;

        public T Step()
        {
            Steps++;
            return (T)this;
        }
    }

    private sealed class Walker : Self<Walker>
    {
        public string Stop() => Steps > 2 ? "far" : "near";
    }

    public static void Run()
    {
        Words words = new();
        words.Add("one");
        words.Add("three");
        words.Add("two");
        Out.Line(words.Find(3), words.Find(5));
        Out.Line("missing", words.Find(9));
        Numbers numbers = new();
        numbers.Add(5);
        numbers.Add(Opaque.Of(500L));
        Out.Line("numbers", numbers.Find("big"), numbers.Find("small"), numbers.Find("none"));
        Out.Line(new Walker().Step().Step().Step().Stop());
    }
}

internal static class GenericArraysAndRefs
{
    public static void Run()
    {
        string[] texts = ["a", "b", "c"];
        Rotate(texts);
        Out.Line(texts[0] + texts[1] + texts[2]);
        long[] longs = [1, 2, Opaque.Of(3L)];
        Rotate(longs);
        Out.Line("longs", longs[0], longs[1], longs[2]);
        (byte, object)[] pairs = [(1, "x"), (2, "y")];
        Rotate(pairs);
        Out.Line((string)pairs[0].Item2, pairs[0].Item1);
        try
        {
            object[] objects = texts;
            Set(objects, 0, new object());
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("store", e);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rotate<T>(T[] array)
    {
        ref T last = ref array[^1];
        T saved = last;
        for (int i = array.Length - 1; i > 0; i--)
        {
            array[i] = array[i - 1];
        }

        array[0] = saved;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Set<T>(T[] array, int index, T value) => array[index] = value;
}

internal static class GenericInterfaceOverStructs
{
    private interface IConvert<TFrom, TTo>
    {
        TTo Convert(TFrom value);
    }

    private readonly struct Doubler : IConvert<int, long>, IConvert<string, string>
    {
        public long Convert(int value) => value * 2L;

        public string Convert(string value) => value + value;
    }

    public static void Run()
    {
        Out.Line("int", Apply<Doubler, int, long>(default, Opaque.Of(int.MaxValue)));
        Out.Line(Apply<Doubler, string, string>(default, "ab"));
        IConvert<int, long> boxed = new Doubler();
        Out.Line("boxed", boxed.Convert(21));
        Out.Line(Apply<IConvert<string, string>, string, string>(new Doubler(), "cd"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TTo Apply<T, TFrom, TTo>(T converter, TFrom value)
        where T : IConvert<TFrom, TTo> => converter.Convert(value);
}

internal static class GenericExceptionsAndTry
{
    private sealed class Failure<T>(T data) : Exception
    {
        public T Data2 { get; } = data;
    }

    public static void Run()
    {
        Out.Line("int", Catch<int>(() => throw new Failure<int>(Opaque.Of(5))));
        Out.Line("string", Catch<string>(() => throw new Failure<string>("text")) ?? "null");
        try
        {
            Catch<int>(() => throw new Failure<long>(7));
        }
        catch (Failure<long> f)
        {
            Out.Line("passed through", f.Data2);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Catch<T>(Func<T> body)
    {
        try
        {
            return body();
        }
        catch (Failure<T> f)
        {
            return f.Data2;
        }
    }
}
