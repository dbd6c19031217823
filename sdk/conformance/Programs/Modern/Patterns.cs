// Pattern matching.

namespace Lume.Conformance.Programs.Modern;

internal static class TypePatterns
{
    public static void Run()
    {
        foreach (object? o in (object?[])[5, -5, 5L, "text", "", 'c', true, null, 1.5, new[] { 1, 2 }, (1, "t")])
        {
            Out.Line(Describe(Opaque.Ref(o)));
        }
    }

    private static string Describe(object? o) => o switch
    {
        null => "null",
        int n when n < 0 => "negative",
        int => "int",
        long => "long",
        string { Length: 0 } => "empty",
        string s => "string " + s,
        char or bool => "small",
        int[] { Length: 2 } a => "pair " + a[1],
        (int, string) => "tuple",
        double => "double",
        _ => "other",
    };
}

internal static class RelationalPatterns
{
    public static void Run()
    {
        foreach (int n in (int[])[-100, -1, 0, 1, 9, 10, 50, 99, 100, 1000])
        {
            Out.Line(Size(Opaque.Of(n)), n);
        }

        Out.Line("char", IsLetter('q') ? 1 : 0, IsLetter('?') ? 1 : 0);
        Out.Line("long", Big(1L << 40) ? 1 : 0, Big(5) ? 1 : 0);
    }

    private static string Size(int n) => n switch
    {
        < 0 => "negative",
        0 => "zero",
        > 0 and < 10 => "small",
        >= 10 and <= 99 => "medium",
        100 or 200 => "round",
        _ => "large",
    };

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool Big(long l) => l is not < 1000;
}

internal static class PropertyPatterns
{
    private sealed class Person
    {
        public string Name = "";
        public int Age;
        public Person? Boss;

        public bool IsAdult => Age >= 18;
    }

    public static void Run()
    {
        Person boss = new() { Name = "Boss", Age = 50 };
        foreach (Person? p in (Person?[])[boss, new() { Name = "Kid", Age = Opaque.Of(5) }, new() { Name = "Worker", Age = 30, Boss = boss }, null])
        {
            Out.Line(Describe(p));
        }
    }

    private static string Describe(Person? p) => p switch
    {
        { Boss.Name: "Boss", Age: var age and > 20 } => "works for boss at " + age,
        { IsAdult: false, Name: [var first, ..] } => "child " + first,
        { Boss: null } => "own boss",
        null => "nobody",
        _ => "somebody",
    };
}

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

internal static class TupleAndPositionalPatterns
{
    private readonly record struct Point(int X, int Y);

    private sealed class Line(Point a, Point b)
    {
        public void Deconstruct(out Point start, out Point end) => (start, end) = (a, b);
    }

    public static void Run()
    {
        Out.Line(Quadrant(1, 1) + Quadrant(-1, Opaque.Of(1)) + Quadrant(0, 5) + Quadrant(3, -3));
        foreach (object o in (object[])[new Point(0, 0), new Point(0, 5), new Point(4, 4), new Line(new(0, 0), new(7, 8))])
        {
            Out.Line(Describe(o));
        }

        Out.Line(State("idle", 1) + State("run", 5) + State("run", 0));
    }

    private static string Quadrant(int x, int y) => (x, y) switch
    {
        (0, _) or (_, 0) => "axis ",
        ( > 0, > 0) => "first ",
        ( < 0, > 0) => "second ",
        _ => "lower ",
    };

    private static string Describe(object o) => o switch
    {
        Point(0, 0) => "origin",
        Point(0, var y) => "on axis at " + y,
        Point(var x, var y) when x == y => "diagonal",
        Line((0, 0), (var x, _)) => "from origin to " + x,
        _ => "other",
    };

    private static string State(string state, int n) => (state, n) switch
    {
        ("idle", _) => "wait ",
        ("run", > 2) => "fast ",
        ("run", _) => "slow ",
        _ => "? ",
    };
}

internal static class SwitchStatementPatterns
{
    public static void Run()
    {
        object[] items = [1, "two", 3L, new List<int> { 4, 5 }, 'x', 6.0];
        int total = 0;
        foreach (object item in items)
        {
            switch (item)
            {
                case int n:
                    total += n;
                    break;
                case string { Length: > 2 } s:
                    total += s.Length * 10;
                    break;
                case List<int> list when list.Count > Opaque.Of(1):
                    total += list[1] * 100;
                    goto case 'x';
                case 'x':
                    total += 1000;
                    break;
                case long l and > 2:
                    total += (int)l * 5;
                    break;
                default:
                    total -= 1;
                    break;
            }
        }

        Out.Line("total", total);
    }
}

internal static class NoMatchingArm
{
    public static void Run()
    {
        try
        {
            Out.Line("no", Opaque.Of(5) switch
            {
                1 => 1,
                2 => 2,
            });
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("unmatched", e);
        }
    }
}
