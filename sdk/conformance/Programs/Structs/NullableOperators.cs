// Program: lifted operators, comparisons with null, conversions, boxing of nullables, and chains of ??, ?. and ??=.

namespace Lume.Conformance.Programs.Structs;

internal static class NullableOperators
{
    private readonly struct Meters(double v) { public double V => v; public static Meters operator +(Meters a, Meters b) => new(a.V + b.V); public static bool operator <(Meters a, Meters b) => a.V < b.V; public static bool operator >(Meters a, Meters b) => a.V > b.V; public static explicit operator int(Meters m) => (int)m.V; public static implicit operator Meters(int n) => new(n); public static Meters operator -(Meters m) => new(-m.V); }
    private sealed class Node { public Node? Next; public int? Value; public int[]? Items; public string Name() => "n" + Value; public Node? this[int i] => i == 0 ? this : null; }
    private static int s_calls;
    private static int? Get(int? v) { s_calls++; return v; }
    private static string S<T>(T? v) where T : struct => v.HasValue ? v.Value.ToString()! : "-";
    private static string B(bool? v) => v switch { true => "T", false => "F", null => "-" };

    public static void Run()
    {
        int?[] values = [null, 0, -3, int.MaxValue];
        foreach (int? a in values)
        {
            foreach (int? b in values)
            {
                Out.Line($"{S(a + b)} {S(a - b)} {S(a * b)} {S(b != 0 ? a / b : null)} {S(a & b)} {S(a << b)} {S(-a)} {S(~a)} {a < b} {a <= b} {a == b} {a != b} {a > b} {S(a ?? b)} {S((long?)a + b)} {S((short?)a)} {S((double?)a / 2)}");
            }
        }

        bool?[] truths = [null, true, false];
        foreach (bool? a in truths)
        {
            foreach (bool? b in truths)
            {
                Out.Line($"{B(a & b)}{B(a | b)}{B(a ^ b)}{B(!a)} {a == b} {a.GetValueOrDefault()} {(a ?? b) == true}");
            }
        }

        Meters? m = 5, n = null;
        Out.Line($"{(m + 3)?.V} {(m + n).HasValue} {m > 2} {n < m} {(int?)m} {(int?)n is null} {(-m)?.V} {(-n).HasValue}");
        object? boxed = (int?)7, none = (int?)null;
        Out.Line($"{boxed} {none is null} {(int)boxed} {(int?)none is null} {boxed is int?} {((int?)3).Equals(3)} {((int?)null).Equals(null)} {((int?)null).GetHashCode()} {((int?)null).ToString() == ""} {Nullable.Compare<int>(1, null)} {Nullable.Equals<int>(2, 2)}");
        try
        {
            _ = ((int?)Opaque.Ref<object>(null!)!)!.Value;
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("value", e);
        }

        try
        {
            _ = checked((byte?)values[3]);
        }
        catch (OverflowException e)
        {
            Out.Caught("narrow", e);
        }

        int? x = null;
        x ??= Get(4);
        x ??= Get(5);
        int y = Get(null) ?? Get(null) ?? 9;
        Node? node = new() { Value = 1, Next = new() { Items = [1, 2] } };
        Out.Line($"{x} {y} {s_calls} {node?.Next?.Items?[1]} {node?.Next?.Next?.Items?[0] is null} {node?.Next?.Name()} {node?[0]?[1]?.Name() ?? "none"} {node?.Next?.Items?.Length + node?.Value}");
        node.Next.Value ??= 12;
        node.Next.Next ??= new() { Value = 3 };
        node.Value += node.Next.Value;
        node.Next.Value++;
        node.Next.Next!.Value *= Get(null);
        Out.Line($"{node.Value} {node.Next.Value} {node.Next.Next.Value is null}");
        (int, string?)? t = (1, null);
        Out.Line($"{t?.Item1} {t?.Item2 is null} {t == (1, null)} {t != null} {(x, y) == (4, 9)} {(1, 2.0) == (1L, 2)} {(null as int?, "a") == (null, "a")}");
    }
}
