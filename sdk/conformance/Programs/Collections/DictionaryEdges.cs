// Program: dictionaries and sets changed while they are walked, custom comparers, bad hashes, null keys, views, and order after removal.

using System.Collections;
using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Collections;

internal static class DictionaryEdges
{
    private sealed class Bad(int n) : IEquatable<Bad> { public bool Equals(Bad? o) => o is not null && o.N == N; public int N => n; public override bool Equals(object? o) => Equals(o as Bad); public override int GetHashCode() => 1; public override string ToString() => "b" + n; }
    private sealed class Mod : IEqualityComparer<int> { public bool Equals(int a, int b) => a % 10 == b % 10; public int GetHashCode(int a) => a % 10; }
    private static string Try(Action f) { try { f(); return "fine"; } catch (Exception e) { return Out.NameOf(e); } }

    public static void Run()
    {
        Dictionary<string, int> d = new() { ["one"] = 1, ["two"] = 2, ["three"] = 3 };
        Out.Line($"{Try(() => d.Add("one", 5))} {Try(() => d["one"] = 5)} {Try(() => _ = d["none"])} {Try(() => _ = d[null!])} {d.TryAdd("two", 7)} {d.Remove("two", out int removed)} {removed} {d.Remove("two")}");
        d.Add("four", 4);
        d.Add("five", 5);
        Out.Line(string.Join(",", d) + string.Join(",", d.Keys) + string.Join(",", d.Values));
        Out.Line(Try(() =>
        {
            foreach (KeyValuePair<string, int> p in d)
            {
                d.Remove(p.Key);
            }
        }) + d.Count + Try(() =>
        {
            foreach (string k in new List<string>(d.Keys))
            {
                d.Add(k + "x", 1);
            }

            foreach (string k in d.Keys)
            {
                d.Add(k + "y", 1);
            }
        }));
        Dictionary<Bad, string> bad = [];
        for (int i = 0; i < 20; i++)
        {
            bad[new(i % 13)] = "v" + i;
        }

        bad.Remove(new(3));
        Out.Line($"{bad.Count} {bad[new(5)]} {bad.ContainsKey(new(3))} {bad.ContainsValue("v12")} {string.Join(" ", bad.Keys)}");
        Dictionary<int, string> mod = new(new Mod()) { [13] = "a", [23] = "b", [4] = "c" };
        Out.Line($"{mod.Count} {mod[3]} {mod.Comparer.Equals(1, 11)} {new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 }["a"]}");
        ref int slot = ref CollectionsMarshal.GetValueRefOrAddDefault(d, "ref", out bool exists);
        slot += 41;
        slot++;
        Out.Line($"{exists} {d["ref"]}");
        IDictionary<string, int> view = d;
        ICollection<KeyValuePair<string, int>> pairs = d;
        Out.Line($"{view.Keys.Count == d.Count} {pairs.Contains(new("ref", 42))} {pairs.Remove(new("ref", 1))} {pairs.Remove(new("ref", 42))} {Try(() => view.Keys.Add("k"))}");
        HashSet<int> s = [1, 2, 3, 4, 5];
        s.ExceptWith([2, 4]);
        s.UnionWith([7, 1]);
        HashSet<int> t = [.. s];
        t.SymmetricExceptWith([1, 9]);
        Out.Line($"{string.Join(" ", s)} {string.Join(" ", t)} {s.IsSubsetOf([1, 3, 5, 7, 8])} {s.Overlaps(t)} {s.SetEquals([7, 5, 3, 1])} {s.Add(3)} {s.RemoveWhere(x => x > 4)} {s.Count} {s.TryGetValue(3, out int actual)}{actual}");
        Dictionary<(int, string), List<int>> multi = [];
        foreach (int i in (int[])[1, 2, 3, 1])
        {
            if (!multi.TryGetValue((i, "k"), out List<int>? l))
            {
                multi.Add((i, "k"), l = []);
            }

            l.Add(i);
        }

        Out.Line($"{multi.Count} {multi[(1, "k")].Count}");
        Dictionary<DayOfWeek, char> days = new() { [DayOfWeek.Friday] = 'f' };
        Dictionary<Type, int> types = new() { [typeof(int)] = 1, [typeof(List<string>)] = 2 };
        Dictionary<(long?, int), int> maybe = new() { [(5, 1)] = 1 };
        Out.Line($"{days[DayOfWeek.Friday]} {types[typeof(List<string>)]} {maybe[(5, 1)]} {days.ContainsKey((DayOfWeek)9)}");
        Dictionary<int, int> many = new(3);
        for (int i = 0; i < 1000; i++)
        {
            many[i * 7919] = i;
            if (i % 3 == 0)
            {
                many.Remove(i / 2 * 7919);
            }
        }

        long sum = 0;
        foreach ((int k, int v) in many)
        {
            sum = (sum * 17 + k ^ v) % 1000003;
        }

        Out.Line($"{many.Count} {sum}");
        many.EnsureCapacity(5000);
        many.TrimExcess();
        many.Clear();
        Out.Line($"{many.Count} {many.ContainsKey(0)} {((IEnumerable)many).GetEnumerator().MoveNext()}");
    }
}
