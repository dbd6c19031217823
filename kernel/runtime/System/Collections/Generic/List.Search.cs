// Searching, ordering and visiting lists.

using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

public partial class List<T>
{
    public bool Contains(T item) => IndexOf(item) >= 0;

    public int IndexOf(T item) => Array.IndexOf(_items, item, 0, _size);

    public int IndexOf(T item, int index) => Array.IndexOf(_items, item, index, _size - index);

    public int IndexOf(T item, int index, int count) => Array.IndexOf(_items, item, index, count);

    public int LastIndexOf(T item)
    {
        for (int i = _size - 1; i >= 0; i--)
        {
            if (Equality.Same(_items[i], item))
            {
                return i;
            }
        }

        return -1;
    }

    public int BinarySearch(T item) => Array.BinarySearch(_items, 0, _size, item, null);

    public int BinarySearch(T item, IComparer<T>? comparer) => Array.BinarySearch(_items, 0, _size, item, comparer);

    public void Sort() => Sort(0, _size, null);

    public void Sort(IComparer<T>? comparer) => Sort(0, _size, comparer);

    public void Sort(int index, int count, IComparer<T>? comparer)
    {
        RequireRange(index, count);
        Array.Sort(_items, index, count, comparer);
        _version++;
    }

    public void Sort(Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        new Span<T>(_items, 0, _size).Sort(comparison);
        _version++;
    }

    public void Reverse() => Reverse(0, _size);

    public void Reverse(int index, int count)
    {
        RequireRange(index, count);
        Array.Reverse(_items, index, count);
        _version++;
    }

    public bool Exists(Predicate<T> match) => FindIndex(match) >= 0;

    public T? Find(Predicate<T> match)
    {
        int index = FindIndex(match);
        return index < 0 ? default : _items[index];
    }

    public T? FindLast(Predicate<T> match)
    {
        int index = FindLastIndex(match);
        return index < 0 ? default : _items[index];
    }

    public List<T> FindAll(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        var found = new List<T>();
        for (int i = 0; i < _size; i++)
        {
            if (match(_items[i]))
            {
                found.Add(_items[i]);
            }
        }

        return found;
    }

    public int FindIndex(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        for (int i = 0; i < _size; i++)
        {
            if (match(_items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public int FindLastIndex(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        for (int i = _size - 1; i >= 0; i--)
        {
            if (match(_items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public bool TrueForAll(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        for (int i = 0; i < _size; i++)
        {
            if (!match(_items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public void ForEach(Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        int version = _version;
        for (int i = 0; i < _size; i++)
        {
            if (version != _version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            action(_items[i]);
        }
    }

    public List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        var converted = new List<TOutput>(_size);
        for (int i = 0; i < _size; i++)
        {
            converted.Add(converter(_items[i]));
        }

        return converted;
    }

    public List<T> GetRange(int index, int count)
    {
        RequireRange(index, count);
        var part = new List<T>(count);
        part.AddRange(new ReadOnlySpan<T>(_items, index, count));
        return part;
    }

    public List<T> Slice(int start, int length) => GetRange(start, length);

    public void CopyTo(T[] array) => CopyTo(array, 0);

    public void CopyTo(T[] array, int arrayIndex) => Array.Copy(_items, 0, array, arrayIndex, _size);

    public void CopyTo(int index, T[] array, int arrayIndex, int count)
    {
        RequireRange(index, count);
        Array.Copy(_items, index, array, arrayIndex, count);
    }

    bool IList.IsReadOnly => false;

    bool IList.IsFixedSize => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object? IList.this[int index]
    {
        get => this[index];
        set => this[index] = Typed(value);
    }

    int IList.Add(object? value)
    {
        Add(Typed(value));
        return _size - 1;
    }

    bool IList.Contains(object? value) => IsTyped(value) && Contains((T)value!);

    int IList.IndexOf(object? value) => IsTyped(value) ? IndexOf((T)value!) : -1;

    void IList.Insert(int index, object? value) => Insert(index, Typed(value));

    void IList.Remove(object? value)
    {
        if (IsTyped(value))
        {
            Remove((T)value!);
        }
    }

    void ICollection.CopyTo(Array array, int index) => Array.Copy(_items, 0, array, index, _size);

    private static bool IsTyped(object? value) => value is T || (value is null && default(T) is null);

    private static T Typed(object? value) =>
        IsTyped(value) ? (T)value! : throw new ArgumentException("The value is not of the element type of this collection.", nameof(value));
}
