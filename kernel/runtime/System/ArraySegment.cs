// A part of an array.

using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>A part of an array.</summary>
public readonly struct ArraySegment<T> : IList<T>, IReadOnlyList<T>
{
    private readonly T[]? _array;
    private readonly int _offset;
    private readonly int _count;

    public ArraySegment(T[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        _array = array;
        _count = array.Length;
    }

    public ArraySegment(T[] array, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (array.Length - offset < count)
        {
            ThrowHelper.ThrowArgument("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        }

        _array = array;
        _offset = offset;
        _count = count;
    }

    public static ArraySegment<T> Empty => new(System.Array.Empty<T>());

    public T[]? Array => _array;

    public int Offset => _offset;

    public int Count => _count;

    public T this[int index]
    {
        get => Required[Checked(index)];
        set => Required[Checked(index)] = value;
    }

    private T[] Required => _array ?? throw new InvalidOperationException("The underlying array is null.");

    private int Checked(int index)
    {
        if ((uint)index >= (uint)_count)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
        }

        return _offset + index;
    }

    public ArraySegment<T> Slice(int index) => new(Required, _offset + index, _count - index);

    public ArraySegment<T> Slice(int index, int count)
    {
        if ((uint)index > (uint)_count || (uint)count > (uint)(_count - index))
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
        }

        return new ArraySegment<T>(Required, _offset + index, count);
    }

    public T[] ToArray() => new ReadOnlySpan<T>(Required, _offset, _count).ToArray();

    public void CopyTo(T[] destination) => CopyTo(destination, 0);

    public void CopyTo(T[] destination, int destinationIndex) => System.Array.Copy(Required, _offset, destination, destinationIndex, _count);

    public Enumerator GetEnumerator() => new(Required, _offset, _count);

    public bool Equals(ArraySegment<T> obj) => obj._array == _array && obj._offset == _offset && obj._count == _count;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ArraySegment<T> other && Equals(other);

    public override int GetHashCode() => _array is null ? 0 : HashCode.Combine(_offset, _count, _array.GetHashCode());

    public static bool operator ==(ArraySegment<T> a, ArraySegment<T> b) => a.Equals(b);

    public static bool operator !=(ArraySegment<T> a, ArraySegment<T> b) => !a.Equals(b);

    public static implicit operator ArraySegment<T>(T[]? array) => array is null ? default : new ArraySegment<T>(array);

    bool ICollection<T>.IsReadOnly => true;

    bool ICollection<T>.Contains(T item) => ((IList<T>)this).IndexOf(item) >= 0;

    int IList<T>.IndexOf(T item)
    {
        int index = System.Array.IndexOf(Required, item, _offset, _count);
        return index < 0 ? -1 : index - _offset;
    }

    void ICollection<T>.Add(T item) => ThrowHelper.ThrowNotSupported();

    void ICollection<T>.Clear() => ThrowHelper.ThrowNotSupported();

    bool ICollection<T>.Remove(T item) => throw new NotSupportedException();

    void IList<T>.Insert(int index, T item) => ThrowHelper.ThrowNotSupported();

    void IList<T>.RemoveAt(int index) => ThrowHelper.ThrowNotSupported();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the part.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly T[] _array;
        private readonly int _start;
        private readonly int _end;
        private int _index;

        internal Enumerator(T[] array, int start, int count)
        {
            _array = array;
            _start = start;
            _end = start + count;
            _index = start - 1;
        }

        public readonly T Current
        {
            get
            {
                if (_index < _start || _index >= _end)
                {
                    ThrowHelper.ThrowEnumNotPositioned();
                }

                return _array[_index];
            }
        }

        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            _index = _index < _end ? _index + 1 : _index;
            return _index < _end;
        }

        void IEnumerator.Reset() => _index = _start - 1;

        public readonly void Dispose()
        {
        }
    }
}
