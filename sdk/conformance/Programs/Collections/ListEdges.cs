// Program: lists changed while walked, ranges, searches, conversions, capacity, queues, stacks, linked lists and read-only views.

using System.Linq;

namespace Lume.Conformance.Programs.Collections;

internal static class ListEdges
{
    private static string Try(Action f) { try { f(); return "fine"; } catch (Exception e) { return Out.NameOf(e); } }
    private static string Show<T>(IEnumerable<T> items) => "[" + string.Join(" ", items) + "]";

    public static void Run()
    {
        List<int> l = [5, 3, 8];
        l.AddRange([1, 2]);
        l.InsertRange(1, [9, 9]);
        l.Insert(0, 7);
        l.RemoveAt(2);
        l.RemoveRange(4, 1);
        Out.Line(Show(l) + l.Remove(9) + l.Remove(100) + l.RemoveAll(x => x > 6) + Show(l) + l.IndexOf(2) + l.Contains(3) + l.FindLastIndex(x => x < 4) + l.Exists(x => x == 5) + l.TrueForAll(x => x > 0));
        Out.Line($"{Try(() => { foreach (int i in l) { l.Add(i); } })} {Try(() => l.RemoveAt(50))} {Try(() => _ = l[-1])} {Try(() => l.Insert(99, 1))} {Try(() => l.GetRange(0, 99))} {Try(() => _ = new List<int>(-1))} {Try(() => l.CopyTo(new int[1]))}");
        l.Reverse();
        l.AddRange(l);
        Out.Line(Show(l) + Show(l.GetRange(1, 3)) + Show(l.ConvertAll(x => "v" + x)) + Show(l[1..3]) + Show(l.FindAll(x => x % 2 == 1)) + l.Find(x => x > 50) + l.FindIndex(x => x == 1) + l.LastIndexOf(5));
        Out.Line(Try(() => l.ForEach(x => l[0] += x)));
        Span<int> span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(l);
        span[1] = 77;
        Out.Line(Show(l) + l.ToArray().Length + Show(l.Slice(0, 2)) + l.AsReadOnly().Count + Try(() => ((IList<int>)l.AsReadOnly()).Add(1)));
        Queue<string> q = new(["a", "b"]);
        q.Enqueue("c");
        Out.Line(q.Dequeue() + q.Peek() + q.Count + Show(q) + q.Contains("c") + q.TryDequeue(out string? s) + s + Try(() => { q.Clear(); q.Dequeue(); }));
        for (int i = 0; i < 50; i++)
        {
            q.Enqueue("n" + i);
            if (i % 3 == 0)
            {
                q.Dequeue();
            }
        }

        Out.Line(Show(q));
        Stack<int> st = new([1, 2, 3]);
        st.Push(4);
        Out.Line($"{st.Pop()} {st.Peek()} {Show(st)} {st.TryPop(out int top)} {top} {Show(st.ToArray())} {Try(() => { foreach (int i in st) { st.Push(i); } })}");
        LinkedList<char> ll = new("bd");
        LinkedListNode<char> d = ll.Last!;
        ll.AddBefore(d, 'c');
        ll.AddFirst('a');
        ll.AddAfter(d, 'e');
        ll.Remove('b');
        ll.Remove(d);
        Out.Line($"{Show(ll)} {ll.Count} {d.List is null} {ll.Find('c')!.Previous!.Value} {ll.First!.Next!.Next!.Value} {ll.Contains('z')}");
        List<object?> objects = [1, "two", null, 3.5, 'c'];
        Out.Line($"{objects.IndexOf("two")} {objects.IndexOf(null)} {objects.Contains(3.5)} {objects.IndexOf(1)} {((System.Collections.IList)l).Contains("x")} {Try(() => ((System.Collections.IList)l).Add("x"))} {l.Capacity >= l.Count} {l.SequenceEqual([.. l])}");
        IEnumerable<int> lazy = l.Where(x => x > 1).Select(x => x * 2).Skip(1).Take(3).Concat([0]).Distinct();
        l.Clear();
        l.AddRange([1, 2, 3, 2, 9]);
        Out.Line(Show(lazy) + lazy.Sum() + l.Aggregate((a, b) => a * 10 + b) + l.GroupBy(x => x % 2).Count() + l.Max() + l.Min() + l.Average() + l.First(x => x > 2) + l.LastOrDefault(x => x > 100) + l.Any() + l.All(x => x < 9) + Show(l.Zip("abc")) + Show(l.OrderByDescending(x => x)) + l.Count(x => x == 2) + Show(Enumerable.Range(3, 4).Reverse()) + Show(Enumerable.Repeat("r", 2)));
    }
}
