// Program: A store of things: events, indexers, operators, generic constraints, queries, sorting, a cache of the least recently used.

using System.Globalization;
using System.Linq;

namespace Lume.Conformance.Programs.Whole;

internal static class Warehouse
{
    private interface IPriced
    {
        Money Price { get; }

        Money Tax => Price * 19 / 100;
    }

    private readonly struct Money(long cents) : IComparable<Money>, IEquatable<Money>, IFormattable
    {
        private readonly long _cents = cents;

        public static Money operator +(Money a, Money b) => new(checked(a._cents + b._cents));

        public static Money operator *(Money a, int by) => new(checked(a._cents * by));

        public static Money operator /(Money a, int by) => new(a._cents / by);

        public static bool operator <(Money a, Money b) => a._cents < b._cents;

        public static bool operator >(Money a, Money b) => b < a;

        public static bool operator ==(Money a, Money b) => a.Equals(b);

        public static bool operator !=(Money a, Money b) => !(a == b);

        public static implicit operator Money(int whole) => new(whole * 100L);

        public static explicit operator long(Money money) => money._cents;

        public int CompareTo(Money other) => _cents.CompareTo(other._cents);

        public bool Equals(Money other) => _cents == other._cents;

        public override bool Equals(object? obj) => obj is Money other && Equals(other);

        public override int GetHashCode() => _cents.GetHashCode();

        public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

        public string ToString(string? format, IFormatProvider? provider) => format == "c" ? $"{_cents}c" : $"{_cents / 100}.{Math.Abs(_cents % 100):00}";
    }

    private abstract class Item(string name) : IPriced
    {
        public string Name { get; } = name;

        public abstract Money Price { get; }

        public virtual Item Copy() => (Item)MemberwiseClone();

        public override string ToString() => $"{GetType().Name} {Name} {Price}";
    }

    private sealed class Book(string name, int pages) : Item(name), IPriced
    {
        public int Pages { get; init; } = pages;

        public override Money Price => new Money(5) * Pages;

        Money IPriced.Tax => Price * 7 / 100;

        public override Book Copy() => new(Name + "'", Pages);
    }

    private sealed class Tool(string name, Money price) : Item(name)
    {
        public override Money Price { get; } = price;
    }

    private sealed class StockChanged(string name, int by) : EventArgs
    {
        public string Name => name;

        public int By => by;
    }

    private sealed class Stock<T>
        where T : Item
    {
        private readonly SortedList<string, (T Item, int Count)> _all = new(StringComparer.Ordinal);

        public event EventHandler<StockChanged>? Changed;

        public int this[string name]
        {
            get => _all.TryGetValue(name, out (T Item, int Count) entry) ? entry.Count : 0;
            set
            {
                (T item, int count) = _all[name];
                ArgumentOutOfRangeException.ThrowIfNegative(value);
                _all[name] = (item, value);
                Changed?.Invoke(this, new StockChanged(name, value - count));
            }
        }

        public void Add(T item, int count = 1)
        {
            _all.Add(item.Name, (item, 0));
            this[item.Name] = count;
        }

        public Money Sum(Func<T, Money> of) => _all.Values.Aggregate((Money)0, (sum, entry) => sum + (of(entry.Item) * entry.Count));

        public IEnumerable<(T Item, int Count)> Where(Predicate<T> wanted)
        {
            foreach ((T item, int count) in _all.Values)
            {
                if (wanted(item))
                {
                    yield return (item, count);
                }
            }
        }
    }

    private sealed class RecentCache<TKey, TValue>(int capacity, Func<TKey, TValue> make)
        where TKey : notnull
    {
        private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
        private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

        public int Misses { get; private set; }

        public TValue Get(TKey key)
        {
            if (_byKey.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)>? node))
            {
                _order.Remove(node);
            }
            else
            {
                Misses++;
                node = new LinkedListNode<(TKey, TValue)>((key, make(key)));
                _byKey[key] = node;
                if (_byKey.Count > capacity)
                {
                    _byKey.Remove(_order.Last!.Value.Key);
                    _order.RemoveLast();
                }
            }

            _order.AddFirst(node);
            return node.Value.Value;
        }

        public override string ToString() => string.Join(",", _order.Select(entry => entry.Key));
    }

    public static void Run()
    {
        Stock<Item> stock = new();
        List<string> told = [];
        stock.Changed += (_, e) => told.Add($"{e.Name}{e.By:+0;-0;=}");
        EventHandler<StockChanged> second = (sender, e) => told.Add(sender is Stock<Item> ? "?" : "!");
        stock.Changed += second;
        stock.Add(new Book("Ulysses", Opaque.Of(730)), 3);
        stock.Changed -= second;
        stock.Add(new Tool("hammer", new Money(1299)), 10);
        stock.Add(new Tool("saw", 25));
        stock["hammer"] -= 4;
        stock["saw"] = stock["saw"];
        foreach (Action attempt in (Action[])[() => stock["saw"]--, () => stock["saw"]--, () => stock["axe"] = 1, () => stock.Add(new Tool("saw", 1)), () => _ = (Money)int.MaxValue * int.MaxValue * 9])
        {
            try
            {
                attempt();
            }
            catch (Exception e)
            {
                Out.Line(e.GetType().Name);
            }
        }

        Out.Line(string.Join(" ", told));
        Out.Line($"{stock.Sum(i => i.Price)} {stock.Sum(i => ((IPriced)i).Tax):c} {stock.Sum(i => i.Price),12}|");
        foreach ((Item item, int count) in stock.Where(i => i.Price > 10))
        {
            Out.Line($"{count,3} x {item,-24}|{item.Copy()}");
        }

        var groups = from number in Enumerable.Range(1, 20)
                     where number % 3 != 0
                     group number by number % 4 into some
                     orderby some.Count() descending, some.Key
                     select new { some.Key, Sum = some.Sum(), Most = some.Max() };
        foreach (var group in groups)
        {
            Out.Line(group.ToString());
        }

        RecentCache<int, string> cache = new(3, key => new string((char)('a' + key), key));
        foreach (int key in (int[])[1, 2, 3, 1, 4, 2, 1, 5])
        {
            Out.Line($"{cache.Get(key)} {cache} {cache.Misses}");
        }
    }
}
