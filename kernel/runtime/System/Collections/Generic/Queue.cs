// A queue in a ring that grows.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>First in, first out.</summary>
public class Queue<T> : IReadOnlyCollection<T>, ICollection
{
    private T[] _items;
    private int _head;
    private int _size;
    private int _version;

    public Queue() => _items = Array.Empty<T>();

    public Queue(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _items = new T[capacity];
    }

    public Queue(IEnumerable<T> collection)
        : this()
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (T item in collection)
        {
            Enqueue(item);
        }
    }

    public int Count => _size;

    public int Capacity => _items.Length;

    public void Enqueue(T item)
    {
        if (_size == _items.Length)
        {
            SetCapacity(Math.Max(4, checked(_items.Length * 2)));
        }

        _items[Slot(_size)] = item;
        _size++;
        _version++;
    }

    public T Dequeue()
    {
        if (!TryDequeue(out T? result))
        {
            ThrowEmpty();
        }

        return result;
    }

    public bool TryDequeue([MaybeNullWhen(false)] out T result)
    {
        if (_size == 0)
        {
            result = default;
            return false;
        }

        result = _items[_head];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _items[_head] = default!;
        }

        _head = Slot(1);
        _size--;
        _version++;
        return true;
    }

    public T Peek()
    {
        if (_size == 0)
        {
            ThrowEmpty();
        }

        return _items[_head];
    }

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        result = _size == 0 ? default : _items[_head];
        return _size != 0;
    }

    public bool Contains(T item)
    {
        for (int i = 0; i < _size; i++)
        {
            if (Equality.Same(_items[Slot(i)], item))
            {
                return true;
            }
        }

        return false;
    }

    public void Clear()
    {
        Array.Clear(_items);
        _head = 0;
        _size = 0;
        _version++;
    }

    public void CopyTo(T[] array, int arrayIndex)
    {
        CollectionCopy.Require(array, arrayIndex, _size);
        int first = Math.Min(_size, _items.Length - _head);
        Array.Copy(_items, _head, array, arrayIndex, first);
        Array.Copy(_items, 0, array, arrayIndex + first, _size - first);
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
            SetCapacity(Math.Max(capacity, _items.Length * 2));
        }

        return _items.Length;
    }

    public void TrimExcess()
    {
        if (_size < (int)(_items.Length * 9L / 10))
        {
            SetCapacity(_size);
        }
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    void ICollection.CopyTo(Array array, int index) => Array.Copy(ToArray(), 0, array, index, _size);

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    // Where the item so many places behind the head is.
    private int Slot(int offset)
    {
        int slot = _head + offset;
        return slot >= _items.Length ? slot - _items.Length : slot;
    }

    private void SetCapacity(int capacity)
    {
        T[] items = new T[capacity];
        CopyTo(items, 0);
        _items = items;
        _head = 0;
        _version++;
    }

    [DoesNotReturn]
    private static void ThrowEmpty() => throw new InvalidOperationException("Queue empty.");

    /// <summary>Walks the queue from its head.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly Queue<T> _queue;
        private readonly int _version;
        private int _index;

        internal Enumerator(Queue<T> queue)
        {
            _queue = queue;
            _version = queue._version;
            _index = -1;
        }

        public readonly T Current
        {
            get
            {
                if ((uint)_index >= (uint)_queue._size)
                {
                    ThrowHelper.ThrowEnumNotPositioned();
                }

                return _queue._items[_queue.Slot(_index)];
            }
        }

        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_version != _queue._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            _index = _index < _queue._size ? _index + 1 : _index;
            return _index < _queue._size;
        }

        void IEnumerator.Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}
