// Program: Arrays of structs.

namespace Lume.Conformance.Programs.Arrays;

internal static class ArraysOfStructs
{
    private struct Entry
    {
        public int Key;
        public string Value;
        public long Extra;
    }

    public static void Run()
    {
        Entry[] entries = new Entry[Opaque.Of(4)];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i].Key = i;
            entries[i].Value = new string((char)('a' + i), i + 1);
            entries[i].Extra = 1L << (i * 10);
        }

        Entry e = entries[3];
        e.Key = 100;
        Out.Line(entries[3].Value, entries[3].Key, e.Key);
        entries[0] = e;
        entries[1] = default;
        ref Entry r = ref entries[2];
        r.Extra += r.Key;
        Out.Line(entries[0].Value, entries[0].Extra, entries[2].Extra, entries[1].Key);
    }
}
