// Queries by equality and order: distinct elements, groups, sorting.

using System.Collections;
using System.Collections.Generic;

namespace System.Linq;

/// <summary>Elements with one key.</summary>
public interface IGrouping<out TKey, out TElement> : IEnumerable<TElement>
{
    TKey Key { get; }
}

/// <summary>A sorted sequence that further keys may refine. Without .NET's generic virtual method, which Lume cannot call.</summary>
public interface IOrderedEnumerable<out T> : IEnumerable<T>;

public static partial class Enumerable
{
    public static IEnumerable<T> Distinct<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null) =>
        DistinctBy(source, static item => item, comparer);

    public static IEnumerable<T> DistinctBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var seen = new HashSet<TKey>(comparer);
        foreach (T item in source)
        {
            if (seen.Add(keySelector(item)))
            {
                yield return item;
            }
        }
    }

    public static IEnumerable<T> Union<T>(this IEnumerable<T> first, IEnumerable<T> second) => first.Concat(second).Distinct();

    public static IEnumerable<T> Except<T>(this IEnumerable<T> first, IEnumerable<T> second)
    {
        var seen = new HashSet<T>(second);
        foreach (T item in first)
        {
            if (seen.Add(item))
            {
                yield return item;
            }
        }
    }

    public static IEnumerable<T> Intersect<T>(this IEnumerable<T> first, IEnumerable<T> second)
    {
        var wanted = new HashSet<T>(second);
        foreach (T item in first)
        {
            if (wanted.Remove(item))
            {
                yield return item;
            }
        }
    }

    public static IEnumerable<IGrouping<TKey, T>> GroupBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector) =>
        GroupBy(source, keySelector, static item => item);

    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<T, TKey, TElement>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector)
    {
        ArgumentNullException.ThrowIfNull(source);
        foreach (Grouping<TKey, TElement> group in Groups(source, keySelector, elementSelector))
        {
            yield return group;
        }
    }

    public static IEnumerable<TResult> Join<TOuter, TInner, TKey, TResult>(this IEnumerable<TOuter> outer, IEnumerable<TInner> inner, Func<TOuter, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, Func<TOuter, TInner, TResult> resultSelector)
    {
        List<Grouping<TKey, TInner>> groups = Groups(inner, innerKeySelector, static item => item);
        foreach (TOuter item in outer)
        {
            TKey key = outerKeySelector(item);
            foreach (Grouping<TKey, TInner> group in groups)
            {
                if (Equality.Same(group.Key, key))
                {
                    foreach (TInner other in group)
                    {
                        yield return resultSelector(item, other);
                    }
                }
            }
        }
    }

    // Groups in the order in which their keys are first met.
    private static List<Grouping<TKey, TElement>> Groups<T, TKey, TElement>(IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector)
    {
        var groups = new List<Grouping<TKey, TElement>>();
        var byKey = new Dictionary<ValueTuple<TKey>, Grouping<TKey, TElement>>();
        foreach (T item in source)
        {
            TKey key = keySelector(item);
            if (!byKey.TryGetValue(new ValueTuple<TKey>(key), out Grouping<TKey, TElement>? group))
            {
                group = new Grouping<TKey, TElement>(key);
                byKey.Add(new ValueTuple<TKey>(key), group);
                groups.Add(group);
            }

            group.Items.Add(elementSelector(item));
        }

        return groups;
    }

    public static IOrderedEnumerable<T> Order<T>(this IEnumerable<T> source) => source.OrderBy(static item => item);

    public static IOrderedEnumerable<T> OrderDescending<T>(this IEnumerable<T> source) => source.OrderByDescending(static item => item);

    public static IOrderedEnumerable<T> OrderBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        new OrderedSequence<T, TKey>(source, null, keySelector, comparer, descending: false);

    public static IOrderedEnumerable<T> OrderByDescending<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        new OrderedSequence<T, TKey>(source, null, keySelector, comparer, descending: true);

    public static IOrderedEnumerable<T> ThenBy<T, TKey>(this IOrderedEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        ((OrderedSequence<T>)source).Refine(keySelector, comparer, descending: false);

    public static IOrderedEnumerable<T> ThenByDescending<T, TKey>(this IOrderedEnumerable<T> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        ((OrderedSequence<T>)source).Refine(keySelector, comparer, descending: true);
}

internal sealed class Grouping<TKey, TElement>(TKey key) : IGrouping<TKey, TElement>
{
    internal readonly List<TElement> Items = [];

    public TKey Key => key;

    public IEnumerator<TElement> GetEnumerator() => ((IEnumerable<TElement>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A sort by a key, after those of the sequence it refines.</summary>
internal abstract class OrderedSequence<T>(IEnumerable<T> source, OrderedSequence<T>? primary) : IOrderedEnumerable<T>
{
    protected readonly OrderedSequence<T>? Primary = primary;

    internal abstract int Compare(T x, T y);

    internal IOrderedEnumerable<T> Refine<TNext>(Func<T, TNext> keySelector, IComparer<TNext>? comparer, bool descending) =>
        new OrderedSequence<T, TNext>(source, this, keySelector, comparer, descending);

    public IEnumerator<T> GetEnumerator()
    {
        T[] items = source.ToArray();
        int[] order = new int[items.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Where keys are equal the order of the source decides: that makes the sort stable.
        Array.Sort(order, (x, y) =>
        {
            int result = Compare(items[x], items[y]);
            return result != 0 ? result : x - y;
        });
        foreach (int index in order)
        {
            yield return items[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

internal sealed class OrderedSequence<T, TKey>(IEnumerable<T> source, OrderedSequence<T>? primary, Func<T, TKey> keySelector, IComparer<TKey>? comparer, bool descending)
    : OrderedSequence<T>(source, primary)
{
    internal override int Compare(T x, T y)
    {
        int result = Primary?.Compare(x, y) ?? 0;
        if (result != 0)
        {
            return result;
        }

        result = (comparer ?? Comparer<TKey>.Default).Compare(keySelector(x), keySelector(y));
        return descending ? (result > 0 ? -1 : result < 0 ? 1 : 0) : result;
    }
}
