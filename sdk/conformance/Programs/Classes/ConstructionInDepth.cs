// Program: primary constructors, init and required members, object and collection initializers, indexers, events, partial order of initialization, hiding and sealing.

using System.Collections;

namespace Lume.Conformance.Programs.Classes;

internal static class ConstructionInDepth
{
    private static string s_log = "";
    private static int Log(string s, int n = 0) { s_log += s + " "; return n; }
    private abstract class Root(int seed) { protected readonly int Seed = Log("root", seed); public abstract string Kind { get; } public virtual int this[int i] => Seed + i; public string Describe() => Kind + Value(); protected virtual int Value() => 1; }
    private class Middle(int a, int b = 2) : Root(Log("arg", a)) { private readonly int _sum = Log("middle", a + b); public sealed override string Kind => "m" + b; public int Sum => _sum + Seed; public override int this[int i] { get => base[i] * 10; } public virtual int Plain() => 1; public static int Count; }
    private sealed class Leaf : Middle { public Leaf() : this(5) => Log("leaf()"); public Leaf(int n) : base(n, b: n * 2) => Log("leaf(n)"); protected override int Value() => base.Value() + 41; public new int Plain() => 2; public static new string Count = "c"; public override string ToString() => "leaf"; }
    private sealed class Options { public required string Name { get; init; } public int Size { get; init => field = value < 0 ? 0 : value; } = 3; public List<int> Items { get; } = [1]; public Dictionary<string, int> Map { get; init; } = []; public Options? Inner { get; set; } public string Lazy { get => field ??= "made " + Name; } = null!; }
    private sealed class Bag : IEnumerable<string> { private readonly List<string> _all = []; public void Add(string s) => _all.Add(s); public void Add(int n, string s) => _all.Add(n + s); public string this[string key] { set => _all.Add(key + "=" + value); } public IEnumerator<string> GetEnumerator() => _all.GetEnumerator(); IEnumerator IEnumerable.GetEnumerator() => GetEnumerator(); }
    private readonly struct Vector(double x, double y) { public double Length => x * x + y * y; public Vector Add(in Vector o) => new(x + o.X, y + o.Y); public double X => x; public double Y => y; public static Vector operator *(Vector v, double k) => new(v.X * k, v.Y * k); public static bool operator true(Vector v) => v.X != 0; public static bool operator false(Vector v) => v.X == 0; public static Vector operator &(Vector a, Vector b) => new(a.X * b.X, 0); public static implicit operator Vector(int n) => new(n, n); public void Deconstruct(out double a, out double b) => (a, b) = (X, Y); public static Vector operator ++(Vector v) => new(v.X + 1, v.Y); }
    private class Disposer(string n) : IDisposable { public void Dispose() { Log("dispose" + n); GC.SuppressFinalize(this); } }
    private ref struct RefDisposer { public void Dispose() => Log("ref"); }

    public static void Run()
    {
        Leaf leaf = new();
        Root root = leaf;
        Middle middle = leaf;
        Out.Line($"{s_log}{leaf.Describe()} {root[3]} {middle.Sum} {middle.Plain()} {leaf.Plain()} {root.ToString()} {leaf.ToString()} {(object)root} {Leaf.Count} {Middle.Count}");
        Options o = new() { Name = "n", Size = -4, Items = { 2, 3 }, Map = { ["a"] = 1, ["b"] = 2 }, Inner = new() { Name = "i", Items = { 9 } } };
        Out.Line($"{o.Name} {o.Size} {o.Items.Count} {o.Map["b"]} {o.Inner.Items[1]} {o.Inner.Size} {o.Lazy} {ReferenceEquals(o.Lazy, o.Lazy)}");
        Bag bag = new() { "x", { 5, "y" }, "z" };
        bag["k"] = "v";
        Out.Line(string.Join(",", bag));
        Vector v = new(3, 4);
        (double p, double q) = v * 2;
        Vector w = v.Add(1);
        w++;
        Out.Line($"{v.Length} {p} {q} {w.X} {(v && w).X} {(new Vector(0, 1) ? "t" : "f")}");
        s_log = "";
        using (Disposer a = new("a"), b = new("b"))
        {
            using RefDisposer r = default;
            using Disposer? none = null;
            Log("body");
        }

        Out.Line(s_log);
        var anonymous = new { A = 1, B = "b", C = new { D = 2.5 } };
        var other = anonymous with { A = 2 };
        Out.Line($"{anonymous} {other.C.D} {anonymous.Equals(new { A = 1, B = "b", C = new { D = 2.5 } })} {anonymous.GetHashCode() == new { A = 1, B = "b", C = new { D = 2.5 } }.GetHashCode()}");
        (int a1, (string b1, long c1)) nested = (1, ("n", 2));
        var (x, (y, z)) = nested;
        (x, nested.a1) = (nested.a1 + 5, x);
        Out.Line($"{x} {y} {z} {nested} {nested.Item2.b1} {nested == (1, ("n", 2))} {(1, 2).CompareTo((1, 3))} {(1, "a", 'c', 2L, 3.5, true, (byte)7, "eighth", 9)}");
    }
}
