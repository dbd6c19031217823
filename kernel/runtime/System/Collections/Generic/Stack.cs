// A stack in an array that grows.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Last in, first out.</summary>
public class Stack<T> : IReadOnlyCollection<T>, ICollection
{
    private T[] _items;
    private int _size;
    private int _version;

    public Stack() => _items = Array.Empty<T>();

    public Stack(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _items = new T[capacity];
    }

    public Stack(IEnumerable<T> collection)
        : this()
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
        {
            Push(item);
        }
    }

    public int Count => _size;

    public int Capacity => _items.Length;

    public void Push(T item)
    {
        if (_size == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, checked(_items.Length * 2)));
        }

        _items[_size++] = item;
        _version++;
    }

    public T Pop()
    {
        if (!TryPop(out T? result))
        {
            ThrowEmpty();
        }

        return result;
    }

    public bool TryPop([MaybeNullWhen(false)] out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }

        result = _items[--_size];
        _version++;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _items[_size] = default!;
        }

        return true;
    }

    public T Peek()
    {
        if (_size == 0)
        {
            ThrowEmpty();
        }

        return _items[_size - 1];
    }

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        result = _size == 0 ? default : _items[_size - 1];
        return _size != 0;
    }

    public bool Contains(T item) => Array.IndexOf(_items, item, 0, _size) >= 0;

    public void Clear()
    {
        Array.Clear(_items, 0, _size);
        _size = 0;
        _version++;
    }

    public void CopyTo(T[] array, int arrayIndex)
    {
        CollectionCopy.Require(array, arrayIndex, _size);
        for (int i = 0; i < _size; i++)
        {
            array[arrayIndex + i] = _items[_size - 1 - i];
        }
    }

    public T[] ToArray()
    {
        if (_size == 0)
        {
            return Array.Empty<T>();
        }

        T[] copy = new T[_size];
        CopyTo(copy, 0);
        return copy;
    }

    public int EnsureCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (_items.Length < capacity)
        {
            Array.Resize(ref _items, Math.Max(capacity, _items.Length * 2));
            _version++;
        }

        return _items.Length;
    }

    public void TrimExcess()
    {
        if (_size < (int)(_items.Length * 9L / 10))
        {
            Array.Resize(ref _items, _size);
            _version++;
        }
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    void ICollection.CopyTo(Array array, int index) => Array.Copy(ToArray(), 0, array, index, _size);

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    [DoesNotReturn]
    private static void ThrowEmpty() => throw new InvalidOperationException("Stack empty.");

    /// <summary>Walks the stack from its top.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly Stack<T> _stack;
        private readonly int _version;
        private int _index;

        internal Enumerator(Stack<T> stack)
        {
            _stack = stack;
            _version = stack._version;
            _index = stack._size;
        }

        public readonly T Current
        {
            get
            {
                if ((uint)_index >= (uint)_stack._size)
                {
                    ThrowHelper.ThrowEnumNotPositioned();
                }

                return _stack._items[_index];
            }
        }

        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_version != _stack._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            _index = _index >= 0 ? _index - 1 : _index;
            return _index >= 0;
        }

        void IEnumerator.Reset() => _index = _stack._size;

        public readonly void Dispose()
        {
        }
    }
}
