// Program: list, slice, property, relational, logical and var patterns together, with side effects in their getters counted.

namespace Lume.Conformance.Programs.Modern;

internal static class PatternsInDepth
{
    private sealed class Shy { public int Reads; public int N { get { Reads++; return 5; } } public Shy? Other; public int this[int i] => i; public int Length => 4; }
    private enum Color { Red, Green, Blue = 10 }

    private static string List(ReadOnlySpan<int> s) => s switch
    {
        [] => "empty",
        [var one] => "one " + one,
        [1, .., 1] => "ones around",
        [< 0, .. var middle, > 0] => "signs around " + middle.Length,
        [.., 7 or 8, _] => "seven or eight before last",
        [var a, var b, ..] when a == b => "twins",
        _ => "other " + s.Length,
    };

    private static string Text(string? s) => s switch
    {
        null => "null",
        "" or [' ', ..] => "blank",
        ['#', .. var rest] => "hash " + rest,
        [>= 'a' and <= 'z', .., '!'] => "loud",
        { Length: > 3 and not 5 } x when x.Contains('-') => "dashed",
        [.., var last] => "ends " + last,
    };

    private static string Any(object? o) => o switch
    {
        int and > 100 and (< 200 or 1000) => "middle int",
        int i when i % 2 == 0 => "even",
        int => "int",
        long or ulong => "long",
        double.NaN => "nan",
        double and >= 0.5 => "double",
        char c and not ('a' or 'b') => "char " + c,
        Color.Green or Color.Blue => "cool",
        Color x => "color " + (int)x,
        (int a, string b) => "pair " + a + b,
        int[] and [1, ..] => "array from one",
        int[] { Length: 0 } => "no ints",
        System.Collections.IList { Count: var n } and not Array => "list " + n,
        Shy { N: 5, Other: null or { N: 5 } } and [0, .., 3] => "shy",
        null => "null",
        not string => "something",
        string and { Length: 1 } => "one char",
        _ => "string",
    };

    public static void Run()
    {
        Out.Line(List([]) + "|" + List([4]) + "|" + List([1, 5, 1]) + "|" + List([-1, 5, 6, 2]) + "|" + List([5, 7, 0]) + "|" + List([3, 3, 3]) + "|" + List([9, 8, 7, 6]));
        foreach (string? s in (string?[])[null, "", " x", "#tag", "wow!", "a-bc", "a-bcd", "Zed"])
        {
            Out.Line(Text(s));
        }

        Shy shy = new() { Other = new() };
        foreach (object? o in (object?[])[150, 1000, 4, 7, 5L, double.NaN, 0.75, 0.25, 'a', 'z', Color.Blue, Color.Red, (1, "x"), new[] { 1, 2 }, Array.Empty<int>(), new List<string> { "q" }, shy, null, 1.5f, "s", "long"])
        {
            Out.Line(Any(o));
        }

        Out.Line("reads", shy.Reads, shy.Other.Reads);
        (int, int) p = (Opaque.Of(3), 4);
        Out.Line($"{p is (3, var second) && second == 4} {p is not (3, 4)} {p is (> 2, < 5) and (_, 4)} {p is { Item1: 3 or 4 }}");
        if (Opaque.Ref<object>("text") is not string { Length: var length } text)
        {
            return;
        }

        Out.Line(text, length);
        int? maybe = Opaque.Of(5);
        Out.Line($"{maybe is 5} {maybe is > 6} {maybe is { } v && v == 5} {maybe is null}");
    }
}
