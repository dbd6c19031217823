// Program: Generic methods of interfaces: explicit, default, of structs, variant.

namespace Lume.Conformance.Programs.Generics;

internal static class VirtualsOfInterfaces
{
    private interface IVisit
    {
        R Accept<R>(Func<int, R> visit);

        string Twice<T>(T value) => "default " + Text(value) + Text(value);
    }

    private interface ILoud : IVisit
    {
        string IVisit.Twice<T>(T value) => "loud " + Text(value);
    }

    private sealed class Plain(int number) : IVisit
    {
        public R Accept<R>(Func<int, R> visit) => visit(number);
    }

    private sealed class Explicit : ILoud
    {
        R IVisit.Accept<R>(Func<int, R> visit) => visit(-1);
    }

    private readonly struct Value(int number) : IVisit
    {
        public R Accept<R>(Func<int, R> visit) => visit(number * 10);

        public string Twice<T>(T value) => "struct " + Text(value) + Text(number);
    }

    private interface ISource<out T>
    {
        R Map<R>(Func<T, R> map);
    }

    private sealed class Source<T>(T value) : ISource<T>
    {
        public R Map<R>(Func<T, R> map) => map(value);
    }

    private interface IStore<K>
    {
        void Put<V>(K key, V value)
            where V : notnull;

        V Get<V>(K key);
    }

    private sealed class Store<K> : IStore<K>
        where K : notnull
    {
        private readonly Dictionary<K, object> _values = [];

        void IStore<K>.Put<V>(K key, V value) => _values[key] = value;

        V IStore<K>.Get<V>(K key) => _values.TryGetValue(key, out object? value) && value is V found ? found : default!;
    }

    public static void Run()
    {
        foreach (IVisit v in (IVisit[])[new Plain(Opaque.Of(7)), new Explicit(), new Value(4)])
        {
            Out.Line("number", v.Accept(n => n + 1));
            Out.Line(v.Accept(n => "text " + Text(n)), v.Accept(n => (long)n << 33));
            Out.Line(v.Accept(n => new KeyValuePair<int, string>(n, "pair")).Value, v.Accept(n => new[] { n, n }).Length);
            Out.Line(v.Twice(5));
            Out.Line(v.Twice("s"));
            Out.Line(v.Twice(new List<string>()));
        }

        ISource<object> objects = new Source<string>("as object");
        Out.Line(objects.Map(o => (string)o), objects.Map(o => o is string ? 1 : 0), objects.Map(o => (o, o)).Item2 is string ? 2 : 3);
        ISource<int> ints = new Source<int>(Opaque.Of(12));
        Out.Line(ints.Map(i => Text(i)), ints.Map(i => i * 2.5) > 29 ? 1 : 0);
        Use(new Store<string>(), "a", "b");
        Use(new Store<int>(), 1, 2);
        Use<(int, string)>(new Store<(int, string)>(), (1, "x"), (2, "y"));
    }

    private static void Use<K>(IStore<K> store, K first, K second)
    {
        store.Put(first, 42);
        store.Put(second, "held");
        Out.Line(store.Get<string>(second) ?? "none", store.Get<int>(first), store.Get<long>(first));
        Out.Line(store.Get<string>(first) ?? "none", store.Get<int>(second));
    }

    private static string Text<T>(T value) => value is int i ? (i < 0 ? "-" : "") + (char)('0' + (Math.Abs(i) % 10)) : value is string s ? s : "?";
}
