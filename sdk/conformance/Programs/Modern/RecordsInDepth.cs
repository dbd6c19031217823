// Program: records with inheritance, with-expressions, equality contracts, positional deconstruction, nested, generic, and printing.

namespace Lume.Conformance.Programs.Modern;

internal static class RecordsInDepth
{
    private record Animal(string Name, int Legs) { public string? Nick { get; init; } public virtual string Sound() => "?"; }
    private record Dog(string Name, bool Good) : Animal(Name, 4) { public override string Sound() => "woof"; }
    private sealed record Puppy(string Name, int Weeks) : Dog(Name, true) { protected override bool PrintMembers(System.Text.StringBuilder b) { b.Append("weeks=").Append(Weeks); return true; } }
    private record struct Pair<T>(T A, T B) { public readonly Pair<T> Swap() => new(B, A); }
    private readonly record struct Unit;
    private record Empty;
    private record Node(int Value, Node? Next = null);
    private record Copying(int N) { public int Copies; protected Copying(Copying other) { N = other.N; Copies = other.Copies + 1; } }
    private record Bag(int[] Items, List<string> Names, (int, char) Key, double D, char C, long? Maybe, Unit U);

    public static void Run()
    {
        Dog d = new("rex", true) { Nick = "r" };
        Animal a = d with { Name = "max", Good = false };
        Out.Line(d.ToString());
        Out.Line(a.ToString());
        Out.Line(new Puppy("p", 6).ToString());
        Out.Line($"{d == (a as Dog)} {a.Sound()} {d.Equals((object)(d with { }))} {d.GetHashCode() == (d with { }).GetHashCode()} {new Animal("rex", 4) { Nick = "r" } == d} {d != null}");
        (string name, bool good) = d;
        var (x, y) = new Pair<int>(1, 2).Swap();
        Out.Line($"{name} {good} {x}{y} {new Pair<string>("a", "b")} {new Pair<string>("a", null!)} {new Unit()} {new Empty()} {new Unit() == default} {new Pair<int>(1, 2) == new Pair<int>(1, 2)}");
        Node n = new(1, new(2, new(3)));
        Out.Line($"{n} {n == new Node(1, new(2, new(3)))} {n with { Value = 9 }}");
        Out.Line($"{n is { Next: { Next: { Value: > 2 } } }} {n is (1, (2, _))} {n is (_, null)}");
        Copying c = new(5);
        Copying c2 = c with { N = 6 };
        Copying c3 = c2 with { };
        Out.Line($"{c.Copies} {c2.Copies} {c3.Copies} {c3.N} {c2 == c3}");
        Bag b = new([1], ["n"], (3, 'k'), 1.5, 'c', null, default);
        Out.Line(b with { Items = null!, Names = null!, Maybe = 7 } + "");
        Dictionary<Animal, int> map = new() { [d] = 1, [a] = 2 };
        Out.Line($"{map[new Dog("rex", true) { Nick = "r" }]} {map.ContainsKey(new Dog("rex", true))}");
        HashSet<Pair<string>> set = [new("a", "b"), new("a", "b"), new("b", "a")];
        Out.Line("set", set.Count);
    }
}
