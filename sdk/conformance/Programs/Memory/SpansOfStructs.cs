// Program: Spans of structs.

namespace Lume.Conformance.Programs.Memory;

internal static class SpansOfStructs
{
    private struct Entry
    {
        public string Name;
        public int Count;
    }

    public static void Run()
    {
        Entry[] entries = new Entry[4];
        Span<Entry> span = entries.AsSpan(1, 2);
        span[0] = new Entry { Name = "x", Count = Opaque.Of(1) };
        ref Entry second = ref span[1];
        second.Name = "y";
        second.Count += 5;
        foreach (ref Entry e in span)
        {
            e.Count *= 10;
        }

        Out.Line(entries[1].Name + entries[2].Name, entries[1].Count, entries[2].Count);
        Out.Line("untouched", entries[0].Name is null && entries[3].Name is null);
        Span<Entry> copy = span.ToArray();
        copy[0].Name = "z";
        Out.Line(entries[1].Name, copy[0].Count);
    }
}
