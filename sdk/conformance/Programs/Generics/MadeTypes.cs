// Program: Generic virtual methods over classes that make lists, arrays, maps, tuples and lambdas of types nobody names elsewhere.

namespace Lume.Conformance.Programs.Generics;

internal static class MadeTypes
{
    private sealed class A(int n) { public int N => n; }
    private sealed class B(int n) { public int N => n; }
    private sealed class C(int n) { public int N => n; }
    private sealed class D(int n) { public int N => n; }

    private interface IMaker
    {
        List<T> ListOf<T>(T value);
        T[] ArrayOf<T>(T value);
        object MapOf<T>(T value) where T : notnull;
        (T, int)[] Pairs<T>(T value);
        Func<T> Lambda<T>(T value);
        Func<T, T> StaticLambda<T>();
        bool Is<T>(object o);
        int Wrap<T>(T value, int depth);
        IEnumerable<T> Iterate<T>(T a, T b);
        T[,] Grid<T>(T value);
        T[][] Jagged<T>(T value);
        string Statics<T>();
        Type TypeOf<T>();
    }

    private class Box<T>
    {
        public static int Count;
        public static T? Last;
        public static readonly List<T> All = [];
        public static readonly object Mark = new();
        public static int Five = 5;
        public T Value = default!;
        public virtual string Describe() => "box " + (typeof(T) == typeof(A));
        public override string ToString() => Describe() + "!";
    }

    private sealed class DeepBox<T> : Box<List<T>>
    {
        public override string Describe() => base.Describe() + " deep " + (Value is List<T>);
    }

    private class Maker : IMaker
    {
        public List<T> ListOf<T>(T value) => [value, value, value];
        public T[] ArrayOf<T>(T value) => [value, value];
        public object MapOf<T>(T value) where T : notnull => new Dictionary<string, T> { ["one"] = value, ["two"] = value };
        public (T, int)[] Pairs<T>(T value) => [(value, 1), (value, 2)];
        public Func<T> Lambda<T>(T value) => () => value;
        public Func<T, T> StaticLambda<T>() => static x => x;
        public bool Is<T>(object o) => o is List<T> || o is T[] || o is Box<T>;
        public int Wrap<T>(T value, int depth) => depth == 0 ? (value is System.Collections.ICollection c ? c.Count : 0) : Wrap(new List<T> { value, value }, depth - 1);

        public IEnumerable<T> Iterate<T>(T a, T b)
        {
            yield return a;
            yield return b;
            foreach (T t in ListOf(a))
            {
                yield return t;
            }
        }

        public T[,] Grid<T>(T value)
        {
            T[,] grid = new T[2, 3];
            grid[1, 2] = value;
            return grid;
        }

        public T[][] Jagged<T>(T value) => [[value], [value, value]];

        public string Statics<T>()
        {
            Box<T>.Count++;
            Box<T> box = new() { Value = default! };
            Box<T>.Last = box.Value;
            Box<T>.All.Add(box.Value);
            DeepBox<T> deep = new() { Value = [] };
            return box + " " + deep + " " + Box<T>.Count + " " + Box<T>.All.Count + " " + Box<T>.Five + " " + (Box<T>.Mark == Box<T>.Mark) + ReferenceEquals(Box<T>.Mark, Box<object>.Mark);
        }

        public Type TypeOf<T>() => typeof(Dictionary<T[], List<T>>);
    }

    public static void Run()
    {
        IMaker maker = Opaque.Ref<IMaker>(new Maker());
        List<A> list = maker.ListOf(new A(1));
        Out.Line("list", list.Count, list[2].N);
        list.Add(new A(7));
        list.Sort((x, y) => y.N - x.N);
        Out.Line("sorted", list[0].N, list[3].N);
        object raw = maker.ListOf(new B(2));
        Out.Line("is A", raw is List<A>);
        Out.Line("is B", raw is List<B>);
        Out.Line("is IEnumerable<object>", raw is IEnumerable<object>);
        Out.Line("is IEnumerable<A>", raw is IEnumerable<A>);
        int seen = 0;
        foreach (object o in (IEnumerable<object>)raw)
        {
            seen += o is B b ? b.N : 100;
        }

        Out.Line("seen", seen);
        C[] array = maker.ArrayOf(new C(3));
        Out.Line("array", array.Length, array[1].N);
        object[] objects = array;
        try
        {
            objects[0] = new A(1);
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("store", e);
        }

        var map = (Dictionary<string, C>)maker.MapOf(new C(4));
        Out.Line("map", map.Count, map["two"].N);
        var pairs = maker.Pairs(new D(5));
        Out.Line("pairs", pairs.Length, pairs[1].Item1.N, pairs[1].Item2);
        Out.Line("equal", pairs[0].Equals(pairs[0]));
        Out.Line("lambda", maker.Lambda(new A(6))().N);
        Out.Line("static lambda", maker.StaticLambda<B>()(new B(7)).N);
        Out.Line("is", maker.Is<A>(list) && maker.Is<C>(array) && !maker.Is<B>(list));
        Out.Line("wrap", maker.Wrap(new A(1), 1), maker.Wrap(new A(1), 3));
        int sum = 0;
        foreach (D d in maker.Iterate(new D(8), new D(9)))
        {
            sum += d.N;
        }

        Out.Line("iterate", sum);
        A[,] grid = maker.Grid(new A(9));
        Out.Line("grid", grid.Length, grid.GetLength(1), grid[1, 2].N);
        C[][] jagged = maker.Jagged(new C(2));
        Out.Line("jagged", jagged.Length, jagged[1].Length, jagged[1][1].N);
        Out.Line(maker.Statics<A>());
        Out.Line(maker.Statics<B>());
        Out.Line(maker.Statics<A>());
        Out.Line("same type", maker.TypeOf<A>() == typeof(Dictionary<A[], List<A>>));
        Out.Line("other type", maker.TypeOf<A>() == maker.TypeOf<B>());
    }
}
