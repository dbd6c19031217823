// The generic collection interfaces of one-dimensional arrays.

using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>What <c>T[]</c> takes its generic interfaces from: ilc copies this class's dispatch map to every array type.</summary>
/// <remarks>No object of this class exists; in its methods <c>this</c> is a <c>T[]</c>.</remarks>
internal sealed class Array<T> : Array, IList<T>, IReadOnlyList<T>
{
    private T[] Self => Unsafe.As<T[]>(this);

    int ICollection<T>.Count => Length;

    int IReadOnlyCollection<T>.Count => Length;

    bool ICollection<T>.IsReadOnly => true;

    T IReadOnlyList<T>.this[int index] => Get(index);

    T IList<T>.this[int index]
    {
        get => Get(index);
        set
        {
            T[] self = Self;
            if ((uint)index >= (uint)self.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            self[index] = value;
        }
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new ArrayEnumerator<T>(Self);

    IEnumerator IEnumerable.GetEnumerator() => new ArrayEnumerator<T>(Self);

    bool ICollection<T>.Contains(T item) => IndexOf(Self, item) >= 0;

    int IList<T>.IndexOf(T item) => IndexOf(Self, item);

    void ICollection<T>.CopyTo(T[] array, int arrayIndex) => Copy(Self, 0, array, arrayIndex, Length);

    void ICollection<T>.Add(T item) => ThrowFixedSize();

    void ICollection<T>.Clear() => ThrowReadOnly();

    bool ICollection<T>.Remove(T item)
    {
        ThrowFixedSize();
        return false;
    }

    void IList<T>.Insert(int index, T item) => ThrowFixedSize();

    void IList<T>.RemoveAt(int index) => ThrowFixedSize();

    private T Get(int index)
    {
        T[] self = Self;
        if ((uint)index >= (uint)self.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }

        return self[index];
    }
}

/// <summary>Walks an array from its first element to its last.</summary>
internal sealed class ArrayEnumerator<T> : IEnumerator<T>
{
    private readonly T[] _array;
    private int _index = -1;

    internal ArrayEnumerator(T[] array) => _array = array;

    public T Current
    {
        get
        {
            int index = _index;
            T[] array = _array;
            if ((uint)index >= (uint)array.Length)
            {
                throw new InvalidOperationException("Enumeration has not started or has already finished.");
            }

            return array[index];
        }
    }

    object? IEnumerator.Current => Current;

    public bool MoveNext()
    {
        int index = _index + 1;
        if ((uint)index >= (uint)_array.Length)
        {
            _index = _array.Length;
            return false;
        }

        _index = index;
        return true;
    }

    public void Reset() => _index = -1;

    public void Dispose()
    {
    }
}
