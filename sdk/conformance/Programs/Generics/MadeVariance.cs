// Program: variance, delegates, interfaces and comparers of types that generic virtual methods make.

namespace Lume.Conformance.Programs.Generics;

internal static class MadeVariance
{
    private class Animal { public virtual string Name => "animal"; }
    private class Dog : Animal, IComparable<Dog>, IEquatable<Dog>
    {
        public int Age;
        public override string Name => "dog " + Age;
        public int CompareTo(Dog? other) => Age.CompareTo(other!.Age);
        public bool Equals(Dog? other) => Age == other!.Age;
        public override bool Equals(object? o) => o is Dog d && Equals(d);
        public override int GetHashCode() => Age;
    }

    private interface ISource<out T> { T Get(); IEnumerable<T> All(); string Kind() => "source of " + (typeof(T) == typeof(Dog) ? "dogs" : "others"); }
    private interface ISink<in T> { string Put(T value); }

    private sealed class Single<T>(T value) : ISource<T>, ISink<T>, IEquatable<Single<T>>
    {
        private readonly T _value = value;
        public T Get() => _value;
        public IEnumerable<T> All() { yield return _value; yield return _value; }
        public string Put(T value) => value is Animal a ? a.Name : "?";
        public bool Equals(Single<T>? other) => EqualityComparer<T>.Default.Equals(_value, other!._value);
    }

    private class Shop
    {
        public virtual object Wrap<T>(T value) => new Single<T>(value);
        public virtual T Max<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) > 0 ? a : b;
        public virtual bool Same<T>(T a, T b) where T : IEquatable<T> => a.Equals(b) && new Single<T>(a).Equals(new Single<T>(b));
        public virtual int Find<T>(T[] items, T wanted) => Array.IndexOf(items, wanted) * 100 + new List<T>(items).IndexOf(wanted) * 10 + new HashSet<T>(items).Count;
        public virtual T[] Sorted<T>(IEnumerable<T> items) { List<T> l = [.. items]; l.Sort(); return l.ToArray(); }
        public virtual Func<T, U> Convert<T, U>(Func<T, U> f) => x => f(f is null ? default! : x);
        public virtual Func<Animal> Covariant<T>(T value) where T : Animal { Func<T> f = () => value; return f; }
        public virtual string Chain<T>(T value) => Inner(new Single<T>(value));
        public virtual string Inner<T>(T value) => value is ISource<Animal> s ? "animals: " + s.Get().Name + " " + s.Kind() : value is ISource<object> ? "objects" : "nothing";
        public virtual int Group<T>(T[] items) where T : notnull
        {
            Dictionary<T, List<T>> groups = [];
            foreach (T item in items)
            {
                if (!groups.TryGetValue(item, out List<T>? list))
                {
                    groups[item] = list = [];
                }

                list.Add(item);
            }

            int best = 0;
            foreach (KeyValuePair<T, List<T>> pair in groups)
            {
                best = Math.Max(best, pair.Value.Count);
            }

            return best * 10 + groups.Count;
        }

        public virtual int Queue<T>(T a, T b)
        {
            Queue<T> q = new();
            Stack<T> s = new();
            LinkedList<T> l = new();
            q.Enqueue(a);
            q.Enqueue(b);
            s.Push(q.Dequeue());
            l.AddLast(s.Pop());
            l.AddFirst(q.Peek());
            SortedList<int, T> sorted = new() { { 3, a }, { 1, b } };
            return l.Count + (ReferenceEquals(l.First!.Value, b) ? 10 : 0) + (ReferenceEquals(sorted.Values[0], b) ? 100 : 0);
        }
    }

    public static void Run()
    {
        Shop shop = Opaque.Ref(new Shop());
        Dog d1 = new() { Age = 1 }, d2 = new() { Age = 2 }, d1b = new() { Age = 1 };
        var s = (ISource<Animal>)shop.Wrap(d1);
        Out.Line(s.Get().Name, s.Kind());
        foreach (Animal a in s.All())
        {
            Out.Line("each", a.Name);
        }

        Out.Line("sink", ((ISink<Dog>)shop.Wrap<Animal>(d1)).Put(d2));
        Out.Line("not", shop.Wrap(d1) is ISource<string>);
        Out.Line("max", shop.Max(d1, d2).Age);
        Out.Line("same", shop.Same(d1, d1b));
        Out.Line("find", shop.Find([d2, d1, d2], d1b));
        Out.Line("sorted", shop.Sorted([d2, d1]) [0].Age);
        Out.Line("convert", shop.Convert<Dog, string>(x => x.Name)(d2));
        Out.Line("covariant", shop.Covariant(d2)().Name);
        Out.Line(shop.Chain(d1));
        Out.Line(shop.Chain("text"));
        Out.Line(shop.Chain(5));
        Out.Line("group", shop.Group([d1, d2, d1b]), shop.Group(["a", "b", "a", "a"]));
        Out.Line("queue", shop.Queue(d1, d2), shop.Queue("a", "b"));
    }
}
