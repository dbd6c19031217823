// Records, tuples, deconstruction, collection expressions.

namespace Lume.Conformance.Programs.Modern;

internal static class RecordEquality
{
    private record Person(string Name, int Age);

    private sealed record Employee(string Name, int Age, string Title) : Person(Name, Age);

    public static void Run()
    {
        Person a = new("Ann", Opaque.Of(30));
        Person b = new(new string(['A', 'n', 'n']), 30);
        Person c = new Employee("Ann", 30, "Boss");
        Out.Line("equal", a == b);
        Out.Line("hash", a.GetHashCode() == b.GetHashCode());
        Out.Line("derived", a == c);
        Out.Line("derived", c.Equals(new Employee("Ann", 30, "Boss")));
        Out.Line("null", a == null);
        Out.Line("identity", ReferenceEquals(a, b));
    }
}

internal static class RecordCopies
{
    private record Settings(string Name, int Level)
    {
        public int[] Data { get; init; } = [1, 2];

        public int Twice => Level * 2;
    }

    private sealed record Special(string Name, int Level, bool Extra) : Settings(Name, Level);

    public static void Run()
    {
        Settings a = new("a", Opaque.Of(1));
        Settings b = a with { Level = 5 };
        Out.Line(b.Name, a.Level, b.Level, b.Twice);
        Out.Line("shared", ReferenceEquals(a.Data, b.Data));
        Settings s = new Special("s", 3, true);
        Settings t = s with { Name = "t" };
        Out.Line(t.Name, t is Special { Extra: true } ? 1 : 0);
        (string name, int level) = t;
        Out.Line(name, level);
    }
}

internal static class RecordText
{
    private record Point(int X, int Y);

    private sealed record Named(string Name, Point Where, bool Flag) : Point(Where.X, Where.Y);

    private readonly record struct Pair(int A, string? B);

    public static void Run()
    {
        Out.Line(new Point(1, Opaque.Of(-2)).ToString());
        Out.Line(new Named("n", new Point(3, 4), true).ToString());
        Out.Line(new Pair(5, "x").ToString());
        Out.Line(new Pair(5, null).ToString());
    }
}

internal static class RecordStructs
{
    private readonly record struct Point(int X, int Y)
    {
        public Point Move(int by) => this with { X = X + by };
    }

    private record struct Mutable(int A)
    {
        public int B { get; set; } = 7;
    }

    public static void Run()
    {
        Point p = new Point(1, 2).Move(Opaque.Of(10));
        Out.Line("point", p.X, p.Y);
        Out.Line("equal", p == new Point(11, 2));
        Out.Line("boxed", ((object)p).Equals(new Point(11, 2)));
        Out.Line("hash", p.GetHashCode() == new Point(11, 2).GetHashCode());
        Mutable m = new(1);
        Mutable n = m;
        n.B++;
        n.A--;
        Out.Line("mutable", m.B, n.B, n.A);
        HashSet<Point> set = [p, new(11, 2), new(0, 0)];
        Out.Line("set", set.Count);
    }
}

internal static class Tuples
{
    public static void Run()
    {
        (int, string) a = (Opaque.Of(1), "one");
        (int Number, string Name) b = a;
        Out.Line(b.Name, b.Number);
        (long x, object y) = b;
        Out.Line((string)y, x);
        Out.Line("equal", a == (1, "one"));
        Out.Line("nested", ((1, 2), 3) == ((Opaque.Of(1), 2), 3));
        (int q, int r) = Divide(17, 5);
        Out.Line("returned", q, r);
        (q, r) = (r, q);
        Out.Line("swapped", q, r);
        var big = (1, 2, 3, 4, 5, 6, 7, 8, 9, "ten");
        Out.Line(big.Item10, big.Item8, big.Item9);
        Out.Line("compare", (1, "b").CompareTo((1, "a")) > 0);
        Out.Line("hash", a.GetHashCode() == (1, "one").GetHashCode());
    }

    private static (int Quotient, int Remainder) Divide(int a, int b) => (a / b, a % b);
}

internal static class Deconstruction
{
    private sealed class Date(int y, int m, int d)
    {
        public void Deconstruct(out int year, out int month, out int day) => (year, month, day) = (y, m, d);
    }

    public static void Run()
    {
        (int year, _, int day) = new Date(2024, 5, Opaque.Of(6));
        Out.Line("date", year, day);
        int[] a = [1, 2];
        int i = 0;
        (a[i], i) = (50, 1);
        (a[i], _) = (60, 0);
        Out.Numbers("array", a);
        (int x, (int y, string z)) = (1, (2, "three"));
        Out.Line(z, x, y);
        foreach ((string key, int value) in new Dictionary<string, int> { ["k"] = 7 })
        {
            Out.Line(key, value);
        }
    }
}

internal static class CollectionExpressions
{
    public static void Run()
    {
        int[] a = [1, 2, Opaque.Of(3)];
        List<int> b = [0, .. a, 4];
        Span<int> c = [.. b, .. a];
        HashSet<string> d = ["x", "y", "x"];
        int[] e = [.. Iterate(), 100];
        Out.Numbers("spread", c);
        Out.Line("counts", b.Count, d.Count, e.Length);
        IReadOnlyList<string> f = ["p", "q"];
        Out.Line(f[1], f.Count);
        IEnumerable<int> none = [];
        int count = 0;
        foreach (int i in none)
        {
            count++;
        }

        Out.Line("none", count);
        int[][] nested = [[1], [2, 3], [.. a]];
        Out.Line("nested", nested[2][2], nested[1].Length);
    }

    private static IEnumerable<int> Iterate()
    {
        yield return 7;
        yield return 8;
    }
}

internal static class QueryExpressions
{
    public static void Run()
    {
        int[] numbers = [5, 3, 8, Opaque.Of(1), 9, 2];
        int sum = 0;
        foreach (int n in from x in numbers where x > 2 select x * 10)
        {
            sum += n;
        }

        Out.Line("sum", sum);
        string text = "";
        foreach (string s in from x in numbers from y in new[] { 1, 2 } where (x + y) % 3 == 0 let z = x * y select "(" + z + ")")
        {
            text += s;
        }

        Out.Line(text);
    }

    private static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> items, Func<T, TResult> f)
    {
        foreach (T item in items)
        {
            yield return f(item);
        }
    }

    private static IEnumerable<T> Where<T>(this IEnumerable<T> items, Func<T, bool> f)
    {
        foreach (T item in items)
        {
            if (f(item))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<TResult> SelectMany<T, TItem, TResult>(this IEnumerable<T> items, Func<T, IEnumerable<TItem>> f, Func<T, TItem, TResult> g)
    {
        foreach (T item in items)
        {
            foreach (TItem inner in f(item))
            {
                yield return g(item, inner);
            }
        }
    }
}

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

internal static class AnonymousTypes
{
    public static void Run()
    {
        var a = new { Name = "n", Count = Opaque.Of(3) };
        var b = new { Name = "n", Count = 3 };
        Out.Line(a.Name, a.Count);
        Out.Line("equal", a.Equals(b));
        Out.Line("hash", a.GetHashCode() == b.GetHashCode());
        Out.Line("text", a.ToString());
        var c = a with { Count = 9 };
        Out.Line(c.Name, c.Count);
        var array = new[] { new { X = 1 }, new { X = 2 } };
        Out.Line("array", array[1].X);
    }
}
