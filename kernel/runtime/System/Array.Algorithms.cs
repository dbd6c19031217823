// Searching, copying and changing arrays.

using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

public abstract partial class Array
{
    // One object for each element type.
    private static class EmptyArray<T>
    {
        internal static readonly T[] Value = new T[0];
    }

    public static T[] Empty<T>() => EmptyArray<T>.Value;

    public static void Resize<T>([NotNull] ref T[]? array, int newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newSize);
        T[]? old = array;
        if (old is null)
        {
            array = new T[newSize];
        }
        else if (old.Length != newSize)
        {
            T[] changed = new T[newSize];
            new ReadOnlySpan<T>(old, 0, Math.Min(old.Length, newSize)).CopyTo(changed);
            array = changed;
        }
        else
        {
            array = old;
        }
    }

    public static int IndexOf<T>(T[] array, T value)
    {
        ArgumentNullException.ThrowIfNull(array);
        return IndexOf(array, value, 0, array.Length);
    }

    public static int IndexOf<T>(T[] array, T value, int startIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        return IndexOf(array, value, startIndex, array.Length - startIndex);
    }

    public static int IndexOf<T>(T[] array, T value, int startIndex, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        ReadOnlySpan<T> window = new(array, startIndex, count);
        for (int i = 0; i < window.Length; i++)
        {
            if (Equality.Same(window[i], value))
            {
                return i + startIndex;
            }
        }

        return -1;
    }

    public static int LastIndexOf<T>(T[] array, T value)
    {
        ArgumentNullException.ThrowIfNull(array);
        for (int i = array.Length - 1; i >= 0; i--)
        {
            if (Equality.Same(array[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    public static void Fill<T>(T[] array, T value)
    {
        ArgumentNullException.ThrowIfNull(array);
        for (int i = 0; i < array.Length; i++)
        {
            array[i] = value;
        }
    }

    public static void Fill<T>(T[] array, T value, int startIndex, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        _ = new ReadOnlySpan<T>(array, startIndex, count);
        for (int i = startIndex; i < startIndex + count; i++)
        {
            array[i] = value;
        }
    }

    public static void Reverse<T>(T[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        Reverse(array, 0, array.Length);
    }

    public static void Reverse<T>(T[] array, int index, int length)
    {
        ArgumentNullException.ThrowIfNull(array);
        Window(array, index, length).Reverse();
    }

    public static void Sort<T>(T[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        Window(array, 0, array.Length).Sort();
    }

    public static void Sort<T>(T[] array, int index, int length) => Sort(array, index, length, null);

    public static void Sort<T>(T[] array, IComparer<T>? comparer)
    {
        ArgumentNullException.ThrowIfNull(array);
        Sort(array, 0, array.Length, comparer);
    }

    public static void Sort<T>(T[] array, int index, int length, IComparer<T>? comparer)
    {
        ArgumentNullException.ThrowIfNull(array);
        Span<T> window = Window(array, index, length);
        if (comparer is null || ReferenceEquals(comparer, Comparer<T>.Default))
        {
            window.Sort();
        }
        else
        {
            window.Sort(comparer);
        }
    }

    public static void Sort<T>(T[] array, Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(array);
        Window(array, 0, array.Length).Sort(comparison);
    }

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items) => Sort(keys, items, null);

    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items, IComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (items is null)
        {
            Sort(keys, comparer);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(items.Length, keys.Length, nameof(items));
        var pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new KeyValuePair<TKey, TValue>(keys[i], items[i]);
        }

        new Span<KeyValuePair<TKey, TValue>>(pairs).Sort(new KeyOrder<TKey, TValue>(comparer ?? Comparer<TKey>.Default));
        for (int i = 0; i < pairs.Length; i++)
        {
            keys[i] = pairs[i].Key;
            items[i] = pairs[i].Value;
        }
    }

    private readonly struct KeyOrder<TKey, TValue>(IComparer<TKey> comparer) : IComparer<KeyValuePair<TKey, TValue>>
    {
        public int Compare(KeyValuePair<TKey, TValue> x, KeyValuePair<TKey, TValue> y) => comparer.Compare(x.Key, y.Key);
    }

    public static int BinarySearch<T>(T[] array, T value) => BinarySearch(array, value, null);

    public static int BinarySearch<T>(T[] array, T value, IComparer<T>? comparer)
    {
        ArgumentNullException.ThrowIfNull(array);
        return BinarySearch(array, 0, array.Length, value, comparer);
    }

    public static int BinarySearch<T>(T[] array, int index, int length, T value) => BinarySearch(array, index, length, value, null);

    public static int BinarySearch<T>(T[] array, int index, int length, T value, IComparer<T>? comparer)
    {
        ArgumentNullException.ThrowIfNull(array);
        int found = new ReadOnlySpan<T>(array, index, length).BinarySearch(value, comparer ?? Comparer<T>.Default);
        return found >= 0 ? found + index : ~(~found + index);
    }

    public static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(converter);
        var converted = new TOutput[array.Length];
        for (int i = 0; i < array.Length; i++)
        {
            converted[i] = converter(array[i]);
        }

        return converted;
    }

    public static bool Exists<T>(T[] array, Predicate<T> match) => FindIndex(array, match) >= 0;

    public static T? Find<T>(T[] array, Predicate<T> match)
    {
        int index = FindIndex(array, match);
        return index < 0 ? default : array[index];
    }

    public static T? FindLast<T>(T[] array, Predicate<T> match)
    {
        int index = FindLastIndex(array, match);
        return index < 0 ? default : array[index];
    }

    public static T[] FindAll<T>(T[] array, Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(match);
        var found = new List<T>();
        foreach (T item in array)
        {
            if (match(item))
            {
                found.Add(item);
            }
        }

        return found.ToArray();
    }

    public static int FindIndex<T>(T[] array, Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(match);
        for (int i = 0; i < array.Length; i++)
        {
            if (match(array[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public static int FindLastIndex<T>(T[] array, Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(match);
        for (int i = array.Length - 1; i >= 0; i--)
        {
            if (match(array[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public static bool TrueForAll<T>(T[] array, Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(match);
        foreach (T item in array)
        {
            if (!match(item))
            {
                return false;
            }
        }

        return true;
    }

    public static void ForEach<T>(T[] array, Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(action);
        foreach (T item in array)
        {
            action(item);
        }
    }

    public static ReadOnlyCollection<T> AsReadOnly<T>(T[] array) => new(array);

    // Moving elements among themselves is safe in an array of a derived type too; spans would refuse it.
    private static Span<T> Window<T>(T[] array, int index, int length)
    {
        var window = new ReadOnlySpan<T>(array, index, length);
        return new Span<T>(ref window._reference, window.Length);
    }
}
