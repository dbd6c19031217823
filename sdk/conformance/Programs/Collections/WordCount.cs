// Program: Word count.

namespace Lume.Conformance.Programs.Collections;

internal static class WordCount
{
    public static void Run()
    {
        Dictionary<string, List<int>> positions = [];
        string text = "to be or not to be that is the question whether tis nobler in the mind to suffer";
        int position = 0;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ' ')
            {
                string word = text[start..i];
                if (!positions.TryGetValue(word, out List<int>? list))
                {
                    positions.Add(word, list = []);
                }

                list.Add(position++);
                start = i + 1;
            }
        }

        List<(string Word, int Count)> ranking = [];
        foreach (KeyValuePair<string, List<int>> pair in positions)
        {
            ranking.Add((pair.Key, pair.Value.Count));
        }

        ranking.Sort((a, b) => a.Count != b.Count ? b.Count - a.Count : string.CompareOrdinal(a.Word, b.Word));
        for (int i = 0; i < 4; i++)
        {
            Out.Line(ranking[i].Word, ranking[i].Count, positions[ranking[i].Word][0]);
        }
    }
}
