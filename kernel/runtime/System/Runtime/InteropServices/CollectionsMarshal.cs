// Access to what collections hold, without copies.

using System.Collections.Generic;

namespace System.Runtime.InteropServices;

/// <summary>References into collections. They are good until the collection changes.</summary>
public static class CollectionsMarshal
{
    public static Span<T> AsSpan<T>(List<T>? list) => list is null ? default : new Span<T>(list._items, 0, list._size);

    public static void SetCount<T>(List<T> list, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        list._version++;
        if (count > list.Capacity)
        {
            list.EnsureCapacity(count);
        }
        else if (count < list._size)
        {
            Array.Clear(list._items, count, list._size - count);
        }

        list._size = count;
    }

    public static ref TValue GetValueRefOrNullRef<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull => ref dictionary.Find(key);

    public static ref TValue? GetValueRefOrAddDefault<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, out bool exists)
        where TKey : notnull => ref dictionary.FindOrAdd(key, out exists)!;
}
