// Queries that end in a value or a collection.

using System.Collections.Generic;
using System.Numerics;

namespace System.Linq;

public static partial class Enumerable
{
    public static T[] ToArray<T>(this IEnumerable<T> source) => ToList(source).ToArray();

    public static List<T> ToList<T>(this IEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new List<T>(source);
    }

    public static HashSet<T> ToHashSet<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null) => new(source, comparer);

    public static Dictionary<TKey, T> ToDictionary<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector)
        where TKey : notnull => ToDictionary(source, keySelector, static item => item);

    public static Dictionary<TKey, TElement> ToDictionary<T, TKey, TElement>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        var result = new Dictionary<TKey, TElement>();
        foreach (T item in source)
        {
            result.Add(keySelector(item), elementSelector(item));
        }

        return result;
    }

    public static bool Any<T>(this IEnumerable<T> source) => Any(source, static _ => true);

    public static bool Any<T>(this IEnumerable<T> source, Func<T, bool> predicate) => TryFirst(source, predicate, out _);

    public static bool All<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        foreach (T item in source)
        {
            if (!predicate(item))
            {
                return false;
            }
        }

        return true;
    }

    public static bool Contains<T>(this IEnumerable<T> source, T value) => Any(source, item => Equality.Same(item, value));

    public static int Count<T>(this IEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source is ICollection<T> sized ? sized.Count : Count(source, static _ => true);
    }

    public static int Count<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        int count = 0;
        foreach (T item in source)
        {
            count += predicate(item) ? 1 : 0;
        }

        return count;
    }

    public static T First<T>(this IEnumerable<T> source) => TryFirst(source, static _ => true, out T? item) ? item! : throw NoElements();

    public static T First<T>(this IEnumerable<T> source, Func<T, bool> predicate) => TryFirst(source, predicate, out T? item) ? item! : throw NoMatch();

    public static T? FirstOrDefault<T>(this IEnumerable<T> source) => TryFirst(source, static _ => true, out T? item) ? item : default;

    public static T? FirstOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate) => TryFirst(source, predicate, out T? item) ? item : default;

    public static T Last<T>(this IEnumerable<T> source) => TryLast(source, static _ => true, out T? item) ? item! : throw NoElements();

    public static T Last<T>(this IEnumerable<T> source, Func<T, bool> predicate) => TryLast(source, predicate, out T? item) ? item! : throw NoMatch();

    public static T? LastOrDefault<T>(this IEnumerable<T> source) => TryLast(source, static _ => true, out T? item) ? item : default;

    public static T? LastOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate) => TryLast(source, predicate, out T? item) ? item : default;

    public static T Single<T>(this IEnumerable<T> source)
    {
        List<T> items = source.Take(2).ToList();
        return items.Count switch
        {
            0 => throw NoElements(),
            1 => items[0],
            _ => throw new InvalidOperationException("Sequence contains more than one element"),
        };
    }

    public static T Single<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        List<T> items = source.Where(predicate).Take(2).ToList();
        return items.Count switch
        {
            0 => throw NoMatch(),
            1 => items[0],
            _ => throw new InvalidOperationException("Sequence contains more than one matching element"),
        };
    }

    public static T? SingleOrDefault<T>(this IEnumerable<T> source)
    {
        List<T> items = source.Take(2).ToList();
        return items.Count <= 1 ? items.FirstOrDefault() : throw new InvalidOperationException("Sequence contains more than one element");
    }

    public static T ElementAt<T>(this IEnumerable<T> source, int index)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (index >= 0)
        {
            foreach (T item in source)
            {
                if (index-- == 0)
                {
                    return item;
                }
            }
        }

        throw new ArgumentOutOfRangeException(nameof(index));
    }

    public static T? ElementAtOrDefault<T>(this IEnumerable<T> source, int index) => index < 0 ? default : source.Skip(index).FirstOrDefault();

    public static bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        using IEnumerator<T> x = first.GetEnumerator();
        using IEnumerator<T> y = second.GetEnumerator();
        while (x.MoveNext())
        {
            if (!y.MoveNext() || !Equality.Same(x.Current, y.Current))
            {
                return false;
            }
        }

        return !y.MoveNext();
    }

    public static T Aggregate<T>(this IEnumerable<T> source, Func<T, T, T> func)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(func);
        using IEnumerator<T> items = source.GetEnumerator();
        if (!items.MoveNext())
        {
            throw NoElements();
        }

        T result = items.Current;
        while (items.MoveNext())
        {
            result = func(result, items.Current);
        }

        return result;
    }

    public static TAccumulate Aggregate<T, TAccumulate>(this IEnumerable<T> source, TAccumulate seed, Func<TAccumulate, T, TAccumulate> func)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(func);
        foreach (T item in source)
        {
            seed = func(seed, item);
        }

        return seed;
    }

    public static int Sum(this IEnumerable<int> source) => Aggregate(source, 0, static (sum, item) => checked(sum + item));

    public static long Sum(this IEnumerable<long> source) => Aggregate(source, 0L, static (sum, item) => checked(sum + item));

    public static double Sum(this IEnumerable<double> source) => Aggregate(source, 0.0, static (sum, item) => sum + item);

    public static int Sum<T>(this IEnumerable<T> source, Func<T, int> selector) => source.Select(selector).Sum();

    public static long Sum<T>(this IEnumerable<T> source, Func<T, long> selector) => source.Select(selector).Sum();

    public static double Sum<T>(this IEnumerable<T> source, Func<T, double> selector) => source.Select(selector).Sum();

    public static double Average(this IEnumerable<int> source)
    {
        long sum = 0;
        long count = 0;
        foreach (int item in source)
        {
            sum += item;
            count++;
        }

        return count != 0 ? (double)sum / count : throw NoElements();
    }

    public static double Average<T>(this IEnumerable<T> source, Func<T, int> selector) => source.Select(selector).Average();

    public static T? Max<T>(this IEnumerable<T> source) => Extreme(source, 1);

    public static T? Min<T>(this IEnumerable<T> source) => Extreme(source, -1);

    public static TResult? Max<T, TResult>(this IEnumerable<T> source, Func<T, TResult> selector) => source.Select(selector).Max();

    public static TResult? Min<T, TResult>(this IEnumerable<T> source, Func<T, TResult> selector) => source.Select(selector).Min();

    public static T? MaxBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector) => ExtremeBy(source, keySelector, 1);

    public static T? MinBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector) => ExtremeBy(source, keySelector, -1);

    private static T? Extreme<T>(IEnumerable<T> source, int sign) => ExtremeBy(source, static item => item, sign);

    // The first of the largest (sign 1) or smallest (sign -1); nulls do not count.
    private static T? ExtremeBy<T, TKey>(IEnumerable<T> source, Func<T, TKey> keySelector, int sign)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(keySelector);
        bool any = false;
        T? best = default;
        TKey? bestKey = default;
        foreach (T item in source)
        {
            TKey key = keySelector(item);
            if (!any || (key is not null && (bestKey is null || Comparer<TKey>.Default.Compare(key, bestKey) * sign > 0)))
            {
                best = item;
                bestKey = key;
                any = true;
            }
        }

        return any || default(T) is null ? best : throw NoElements();
    }

    private static bool TryFirst<T>(IEnumerable<T> source, Func<T, bool> predicate, out T? result)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        foreach (T item in source)
        {
            if (predicate(item))
            {
                result = item;
                return true;
            }
        }

        result = default;
        return false;
    }

    private static bool TryLast<T>(IEnumerable<T> source, Func<T, bool> predicate, out T? result)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        bool found = false;
        result = default;
        foreach (T item in source)
        {
            if (predicate(item))
            {
                result = item;
                found = true;
            }
        }

        return found;
    }

    private static InvalidOperationException NoElements() => new("Sequence contains no elements");

    private static InvalidOperationException NoMatch() => new("Sequence contains no matching element");
}
