// Program: Generic default comparers.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericDefaultComparers
{
    private readonly struct Key(int value) : IEquatable<Key>
    {
        public readonly int Value = value;

        public bool Equals(Key other) => Value % 10 == other.Value % 10;

        public override int GetHashCode() => Value % 10;
    }

    public static void Run()
    {
        Out.Line("int", EqualityComparer<int>.Default.Equals(Opaque.Of(3), 3));
        Out.Line("string", EqualityComparer<string>.Default.Equals("ab", new string(['a', 'b'])));
        Out.Line("null", EqualityComparer<string?>.Default.Equals(null, "x"));
        Out.Line("struct", EqualityComparer<Key>.Default.Equals(new Key(13), new Key(23)));
        Out.Line("nullable", EqualityComparer<int?>.Default.Equals(null, null));
        Out.Line("compare", Comparer<int>.Default.Compare(1, 2), Comparer<long>.Default.Compare(2, 1));
        Out.Line("enum", EqualityComparer<Weekday>.Default.Equals(Weekday.Friday, (Weekday)Opaque.Of(5)));
        Out.Line("index", Array.IndexOf((Key[])[new(1), new(2), new(3)], new Key(12)));
    }
}
