// Program: Generic inheritance.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericInheritance
{
    private abstract class Repository<TKey, TItem>
        where TKey : notnull
    {
        private readonly Dictionary<TKey, TItem> _items = [];

        public void Add(TItem item) => _items[KeyOf(item)] = item;

        public TItem? Find(TKey key) => _items.TryGetValue(key, out TItem? item) ? item : default;

        protected abstract TKey KeyOf(TItem item);
    }

    private sealed class Words : Repository<int, string>
    {
        protected override int KeyOf(string item) => item.Length;
    }

    private sealed class Numbers : Repository<string, long>
    {
        protected override string KeyOf(long item) => item > 100 ? "big" : "small";
    }

    private class Self<T>
        where T : Self<T>
    {
        public int Steps;

        public T Step()
        {
            Steps++;
            return (T)this;
        }
    }

    private sealed class Walker : Self<Walker>
    {
        public string Stop() => Steps > 2 ? "far" : "near";
    }

    public static void Run()
    {
        Words words = new();
        words.Add("one");
        words.Add("three");
        words.Add("two");
        Out.Line(words.Find(3), words.Find(5));
        Out.Line("missing", words.Find(9));
        Numbers numbers = new();
        numbers.Add(5);
        numbers.Add(Opaque.Of(500L));
        Out.Line("numbers", numbers.Find("big"), numbers.Find("small"), numbers.Find("none"));
        Out.Line(new Walker().Step().Step().Step().Stop());
    }
}
