// Program: Dictionaries of strings.

namespace Lume.Conformance.Programs.Collections;

internal static class DictionariesOfStrings
{
    public static void Run()
    {
        Dictionary<string, int> counts = [];
        foreach (string word in "the cat and the dog and the bird sat on the mat".Split(' '))
        {
            counts[word] = counts.TryGetValue(word, out int n) ? n + 1 : 1;
        }

        Out.Line("counts", counts["the"], counts["and"], counts.Count);
        Dictionary<string, int> loose = new(StringComparer.OrdinalIgnoreCase) { ["Key"] = Opaque.Of(1) };
        Out.Line("loose", loose.ContainsKey("KEY"));
        List<string> keys = [.. counts.Keys];
        keys.Sort(StringComparer.Ordinal);
        Out.Line(keys[0] + keys[^1]);
    }
}
