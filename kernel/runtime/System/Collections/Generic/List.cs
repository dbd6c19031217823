// A list in an array that grows.

using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>A list in an array that doubles when it is full.</summary>
public partial class List<T> : IList<T>, IList, IReadOnlyList<T>
{
    private const int DefaultCapacity = 4;

    internal T[] _items;
    internal int _size;
    internal int _version;

    public List() => _items = Array.Empty<T>();

    public List(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _items = capacity == 0 ? Array.Empty<T>() : new T[capacity];
    }

    public List(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        _items = Array.Empty<T>();
        AddRange(collection);
    }

    public int Capacity
    {
        get => _items.Length;
        set
        {
            if (value < _size)
            {
                throw new ArgumentOutOfRangeException(nameof(value), "capacity was less than the current size.");
            }

            Array.Resize(ref _items, value);
        }
    }

    public int Count => _size;

    public T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_size)
            {
                ThrowIndex();
            }

            return _items[index];
        }

        set
        {
            if ((uint)index >= (uint)_size)
            {
                ThrowIndex();
            }

            _items[index] = value;
            _version++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        _version++;
        if (_size == _items.Length)
        {
            Grow(_size + 1);
        }

        _items[_size++] = item;
    }

    public void AddRange(IEnumerable<T> collection) => InsertRange(_size, collection);

    public void AddRange(params ReadOnlySpan<T> source)
    {
        EnsureCapacity(checked(_size + source.Length));
        source.CopyTo(new Span<T>(_items, _size, source.Length));
        _size += source.Length;
        _version++;
    }

    public void Insert(int index, T item)
    {
        if ((uint)index > (uint)_size)
        {
            throw new ArgumentOutOfRangeException(nameof(index), "Index must be within the bounds of the List.");
        }

        OpenGap(index, 1);
        _items[index] = item;
    }

    public void InsertRange(int index, IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        if ((uint)index > (uint)_size)
        {
            ThrowIndex();
        }

        if (collection is not ICollection<T> sized)
        {
            foreach (T item in collection)
            {
                Insert(index++, item);
            }

            return;
        }

        // A list may be inserted into itself, so the copy is taken before the gap opens.
        T[] items = new T[sized.Count];
        sized.CopyTo(items, 0);
        OpenGap(index, items.Length);
        items.CopyTo(_items, index);
    }

    public bool Remove(T item)
    {
        int index = IndexOf(item);
        if (index < 0)
        {
            return false;
        }

        RemoveAt(index);
        return true;
    }

    public void RemoveAt(int index)
    {
        if ((uint)index >= (uint)_size)
        {
            ThrowIndex();
        }

        RemoveRange(index, 1);
    }

    public void RemoveRange(int index, int count)
    {
        RequireRange(index, count);
        if (count > 0)
        {
            Array.Copy(_items, index + count, _items, index, _size - index - count);
            _version++;
            Shrink(_size - count);
        }
    }

    public int RemoveAll(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        int kept = 0;
        for (int i = 0; i < _size; i++)
        {
            if (!match(_items[i]))
            {
                _items[kept++] = _items[i];
            }
        }

        int removed = _size - kept;
        Shrink(kept);
        _version++;
        return removed;
    }

    public void Clear()
    {
        _version++;
        Shrink(0);
    }

    public int EnsureCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (_items.Length < capacity)
        {
            Grow(capacity);
        }

        return _items.Length;
    }

    public void TrimExcess()
    {
        if (_size < (int)((long)_items.Length * 9 / 10))
        {
            Capacity = _size;
        }
    }

    public T[] ToArray() => new ReadOnlySpan<T>(_items, 0, _size).ToArray();

    public ReadOnlyCollection<T> AsReadOnly() => new(this);

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    bool ICollection<T>.IsReadOnly => false;

    private void OpenGap(int index, int count)
    {
        EnsureCapacity(checked(_size + count));
        Array.Copy(_items, index, _items, index + count, _size - index);
        _size += count;
        _version++;
    }

    // Cuts the list; what is beyond its end must not keep objects alive.
    private void Shrink(int size)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(_items, size, _size - size);
        }

        _size = size;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int capacity)
    {
        long doubled = _items.Length == 0 ? DefaultCapacity : 2L * _items.Length;
        Capacity = (int)Math.Max(Math.Min(doubled, Array.MaxLength), capacity);
    }

    private void RequireRange(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (_size - index < count)
        {
            ThrowHelper.ThrowArgument("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowIndex() =>
        throw new ArgumentOutOfRangeException("index", "Index was out of range. Must be non-negative and less than the size of the collection.");

    /// <summary>Walks the list; a change of the list meanwhile is an error.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly List<T> _list;
        private readonly int _version;
        private int _index;
        private T? _current;

        internal Enumerator(List<T> list)
        {
            _list = list;
            _version = list._version;
        }

        public readonly T Current => _current!;

        readonly object? IEnumerator.Current
        {
            get
            {
                if (_index == 0 || _index > _list._size)
                {
                    throw new InvalidOperationException("Enumeration has either not started or has already finished.");
                }

                return _current;
            }
        }

        public bool MoveNext()
        {
            List<T> list = _list;
            if (_version != list._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            if ((uint)_index < (uint)list._size)
            {
                _current = list._items[_index++];
                return true;
            }

            _index = list._size + 1;
            _current = default;
            return false;
        }

        void IEnumerator.Reset()
        {
            if (_version != _list._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            _index = 0;
            _current = default;
        }

        public readonly void Dispose()
        {
        }
    }
}
