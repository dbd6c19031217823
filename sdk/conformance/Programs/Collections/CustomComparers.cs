// Program: Custom comparers.

namespace Lume.Conformance.Programs.Collections;

internal static class CustomComparers
{
    private sealed class ByLastDigit : IEqualityComparer<int>, IComparer<int>
    {
        public bool Equals(int x, int y) => x % 10 == y % 10;

        public int GetHashCode(int x) => x % 10;

        public int Compare(int x, int y) => (x % 10) - (y % 10);
    }

    private sealed class Item(string name, int rank) : IComparable<Item>
    {
        public string Name => name;

        public int CompareTo(Item? other) => other is null ? 1 : rank.CompareTo(other.Rank);

        private int Rank => rank;
    }

    public static void Run()
    {
        ByLastDigit comparer = new();
        HashSet<int> set = new(comparer) { 1, 11, 2, Opaque.Of(32), 3 };
        Out.Line("set", set.Count, set.Contains(101) ? 1 : 0);
        int[] numbers = [19, 8, 25, 3];
        Array.Sort(numbers, comparer);
        Out.Numbers("sorted", numbers);
        List<Item> items = [new("c", 3), new("a", 1), new("b", 2)];
        items.Sort();
        Out.Line(items[0].Name + items[1].Name + items[2].Name);
    }
}
