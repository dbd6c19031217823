// Program: slicing, searching, comparing, filling, reversing and reinterpreting spans; collection expressions; params spans; stackalloc in loops and expressions.

using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Memory;

internal static class SpanTools
{
    private static int Sum(params ReadOnlySpan<int> items) { int s = 0; foreach (int i in items) { s = s * 10 + i; } return s; }
    private static string Join<T>(ReadOnlySpan<T> s) { string r = ""; foreach (ref readonly T t in s) { r += t + ","; } return r; }
    private static Span<T> Tail<T>(Span<T> s) => s.IsEmpty ? s : s[1..];
    private static string Try(Action f) { try { f(); return "fine"; } catch (Exception e) { return Out.NameOf(e); } }

    [InlineArray(5)]
    private struct Five<T> { private T _first; }

    public static unsafe void Run()
    {
        Out.Line($"{Sum()} {Sum(1)} {Sum(1, 2, 3)} {Sum([4, .. (int[])[5, 6], 7])}");
        Span<int> s = stackalloc int[] { 1, 2, 3, 4, 5, 6, 7 };
        ReadOnlySpan<int> r = s;
        Out.Line($"{Join<int>(s[2..^1])} {Join<int>(s[^2..])} {r.IndexOf(4)} {r.LastIndexOf(9)} {r.Contains(7)} {r.IndexOfAny(9, 3)} {r.IndexOfAny([6, 5])} {r.IndexOfAnyExcept(1, 2)} {r.IndexOf([3, 4])} {r.StartsWith([1, 2])} {r.EndsWith([7])} {r.SequenceEqual([1, 2, 3, 4, 5, 6, 7])} {r.SequenceCompareTo([1, 2, 4])} {r.IndexOfAnyInRange(3, 5)} {r.Count(3)} {r.BinarySearch(5)} {r[^1]}");
        s[1..4].Reverse();
        s[4..].Fill(9);
        s[..1].Clear();
        Out.Line(Join<int>(s) + Join<int>(Tail(Tail(s))) + s.TrimStart(0).Length + Join<int>(s.Trim(9)));
        s[..5].CopyTo(s[2..]);
        Out.Line(Join<int>(s) + s[..2].TryCopyTo(s[..1]) + s.Overlaps(s[3..]) + s[3..].Overlaps(s[..3]));
        Span<byte> bytes = MemoryMarshal.AsBytes(s);
        bytes[4] = 0xFF;
        Out.Line($"{s[1]:x} {bytes.Length} {MemoryMarshal.Cast<int, long>(s).Length} {MemoryMarshal.Read<short>(bytes[4..]):x} {MemoryMarshal.GetReference(r)}");
        Out.Line($"{Try(() => new int[3].AsSpan(4))} {Try(() => new int[3].AsSpan(1, 3))} {Try(() => _ = new int[3].AsSpan()[3])} {Try(() => new int[3].AsSpan()[2..1].Clear())} {Try(() => new int[3].AsSpan().CopyTo(new int[2]))} {Try(() => ((object[])new string[1]).AsSpan())}");
        ReadOnlySpan<char> text = "key = value ; next";
        int eq = text.IndexOf('=');
        Out.Line($"[{text[..eq].Trim()}] [{text[(eq + 1)..text.IndexOf(';')].Trim()}] {text.Contains("VALUE", StringComparison.OrdinalIgnoreCase)} {text.ToString().Length} {text.IndexOfAny("=;")} {text.StartsWith("key")} {string.Concat(text[..3], "!", text[^4..])} {"b".AsSpan().CompareTo("a", StringComparison.Ordinal)} {text.LastIndexOf("e")}");
        Five<string> five = default;
        for (int i = 0; i < 5; i++)
        {
            five[i] = "f" + i;
        }

        Span<string> view = five;
        view[2] = "changed";
        Out.Line($"{five[2]} {five[^1]} {Join<string>(five[1..3])} {Sum([.. stackalloc int[] { 3, 2 }])}");
        foreach (string f in five)
        {
            eq += f.Length;
        }

        long total = 0;
        Span<long> spare = stackalloc long[8];
        for (int i = 1; i < 200; i++)
        {
            Span<long> block = Slot(i < 100, spare);
            block[i % 8] += i;
            total += block[i % 8] + block[(i + 1) % 8];
        }

        int* p = stackalloc int[3] { 7, 8, 9 };
        Span<int> over = new(p, 3);
        over[1]++;
        Memory<int> memory = new int[] { 1, 2, 3 }.AsMemory(1);
        memory.Span[0] = 50;
        ReadOnlyMemory<char> rom = "memory".AsMemory()[2..4];
        Out.Line($"{eq} {total} {p[1]} {memory.Length} {memory.Span[0]} {rom} {memory.Slice(1).ToArray()[0]} {new ArraySegment<int>([1, 2, 3], 1, 2)[1]}");
        int[] a = [.. s, .. Enumerable()];
        List<int> l = [.. a[..2], 100];
        HashSet<int> set = [1, 1, 2];
        Out.Line($"{a.Length} {l[2]} {set.Count} {Join<int>([.. l])} {((int[][])[[1], [], [2, 3]])[2][1]}");
    }

    private static Span<long> Slot(bool old, Span<long> spare) => old ? spare : new long[8];

    private static IEnumerable<int> Enumerable() { yield return 1; yield return 2; }
}
