// A list seen through a wrapper that does not let it change.

using System.Collections.Generic;

namespace System.Collections.ObjectModel;

/// <summary>A list that may only be read.</summary>
public class ReadOnlyCollection<T> : IList<T>, IReadOnlyList<T>
{
    private readonly IList<T> _list;

    public ReadOnlyCollection(IList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _list = list;
    }

    public static ReadOnlyCollection<T> Empty { get; } = new([]);

    public int Count => _list.Count;

    public T this[int index] => _list[index];

    protected IList<T> Items => _list;

    public bool Contains(T value) => _list.Contains(value);

    public void CopyTo(T[] array, int index) => _list.CopyTo(array, index);

    public int IndexOf(T value) => _list.IndexOf(value);

    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _list.GetEnumerator();

    bool ICollection<T>.IsReadOnly => true;

    T IList<T>.this[int index]
    {
        get => _list[index];
        set => ThrowReadOnly();
    }

    void ICollection<T>.Add(T value) => ThrowReadOnly();

    void ICollection<T>.Clear() => ThrowReadOnly();

    bool ICollection<T>.Remove(T value) => throw new NotSupportedException("Collection is read-only.");

    void IList<T>.Insert(int index, T value) => ThrowReadOnly();

    void IList<T>.RemoveAt(int index) => ThrowReadOnly();

    private static void ThrowReadOnly() => ThrowHelper.ThrowNotSupported("Collection is read-only.");
}
