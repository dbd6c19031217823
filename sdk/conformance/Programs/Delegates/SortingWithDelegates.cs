// Program: Sorting with delegates.

namespace Lume.Conformance.Programs.Delegates;

internal static class SortingWithDelegates
{
    public static void Run()
    {
        string[] words = ["pear", "fig", "banana", "kiwi", "apple"];
        Array.Sort(words, (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        Out.Line(words[0] + " " + words[1] + " " + words[2] + " " + words[3] + " " + words[4]);
        List<int> numbers = [5, 3, 9, 1, 7];
        numbers.Sort((a, b) => b.CompareTo(a));
        Out.Line("first", numbers[0], numbers[4]);
        Out.Line("find", numbers.Find(n => n < 5), numbers.FindIndex(n => n == 7));
        Out.Line("removed", numbers.RemoveAll(n => n > 4), numbers.Count);
        Out.Line("exists", Array.Exists(words, w => w.Length == 6));
    }
}
