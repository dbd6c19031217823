// Program: Dictionaries.

namespace Lume.Conformance.Programs.Collections;

internal static class Dictionaries
{
    public static void Run()
    {
        Dictionary<int, string> map = [];
        for (int i = 0; i < 100; i++)
        {
            map[i * i] = "v" + i;
        }

        Out.Line(map[81], map.Count);
        Out.Line("find", map.TryGetValue(Opaque.Of(50), out string? none), map.ContainsKey(49));
        map.Remove(81);
        map.Add(81, "again");
        map[81] += "!";
        Out.Line(map[81]);
        Out.Line("try add", map.TryAdd(0, "x"));
        try
        {
            map.Add(4, "twice");
        }
        catch (ArgumentException e)
        {
            Out.Caught("duplicate", e);
        }

        try
        {
            Out.Line(map[5]);
        }
        catch (KeyNotFoundException e)
        {
            Out.Caught("missing", e);
        }

        long keys = 0;
        int values = 0;
        foreach (KeyValuePair<int, string> pair in map)
        {
            keys += pair.Key;
            values += pair.Value.Length;
        }

        Out.Line("totals", keys, values, map.Keys.Count + map.Values.Count);
    }

    private static class Out
    {
        public static void Line(string? s) => Conformance.Out.Line(s);

        public static void Line(string s, long a) => Conformance.Out.Line(s, a);

        public static void Line(string s, long a, long b, long c) => Conformance.Out.Line(s, a, b, c);

        public static void Line(string s, bool a) => Conformance.Out.Line(s, a);

        public static void Line(string s, bool a, bool b) => Conformance.Out.Line(s, a ? 1 : 0, b ? 1 : 0);

        public static void Caught(string s, Exception e) => Conformance.Out.Caught(s, e);
    }
}
