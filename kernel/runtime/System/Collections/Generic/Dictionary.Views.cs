// Walking dictionaries: pairs, keys, values, and the interfaces without type parameters.

using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    public KeyCollection Keys => new(this);

    public ValueCollection Values => new(this);

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection IDictionary.Keys => Keys;

    ICollection IDictionary.Values => Values;

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out TValue? value) && Equality.Same(value, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) =>
        TryGetValue(item.Key, out TValue? value) && Equality.Same(value, item.Value) && Remove(item.Key);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        CollectionCopy.Require(array, arrayIndex, Count);
        foreach (KeyValuePair<TKey, TValue> pair in this)
        {
            array[arrayIndex++] = pair;
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (KeyValuePair<TKey, TValue> pair in this)
        {
            array.SetValue(pair, index++);
        }
    }

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    object? IDictionary.this[object key]
    {
        get => key is TKey typed && TryGetValue(typed, out TValue? value) ? value : null;
        set => this[(TKey)key] = (TValue)value!;
    }

    void IDictionary.Add(object key, object? value) => Add((TKey)key, (TValue)value!);

    bool IDictionary.Contains(object key) => key is TKey typed && ContainsKey(typed);

    void IDictionary.Remove(object key)
    {
        if (key is TKey typed)
        {
            Remove(typed);
        }
    }

    // The index of the next entry in use from the given one on; the count when there is none.
    private int NextUsed(int index)
    {
        while (index < _count && _entries![index].Next < -1)
        {
            index++;
        }

        return index;
    }

    /// <summary>Walks the pairs; adding meanwhile is an error.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private readonly Dictionary<TKey, TValue> _dictionary;
        private readonly int _version;
        private int _index;

        internal Enumerator(Dictionary<TKey, TValue> dictionary)
        {
            _dictionary = dictionary;
            _version = dictionary._version;
            _index = -1;
        }

        public readonly KeyValuePair<TKey, TValue> Current
        {
            get
            {
                if ((uint)_index >= (uint)_dictionary._count)
                {
                    return default;
                }

                ref Entry entry = ref _dictionary._entries![_index];
                return new KeyValuePair<TKey, TValue>(entry.Key, entry.Value);
            }
        }

        readonly object IEnumerator.Current
        {
            get
            {
                if ((uint)_index >= (uint)_dictionary._count)
                {
                    ThrowHelper.ThrowEnumNotPositioned();
                }

                return Current;
            }
        }

        public bool MoveNext()
        {
            if (_version != _dictionary._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            if (_index >= _dictionary._count)
            {
                return false;
            }

            _index = _dictionary.NextUsed(_index + 1);
            return _index < _dictionary._count;
        }

        void IEnumerator.Reset() => Rewind();

        internal void Rewind() => _index = -1;

        public readonly void Dispose()
        {
        }
    }

    /// <summary>The keys, as they are at each moment.</summary>
    public sealed class KeyCollection(Dictionary<TKey, TValue> dictionary) : ICollection<TKey>, ICollection, IReadOnlyCollection<TKey>
    {
        public int Count => dictionary.Count;

        public bool Contains(TKey item) => dictionary.ContainsKey(item);

        public void CopyTo(TKey[] array, int index)
        {
            CollectionCopy.Require(array, index, Count);
            foreach (KeyValuePair<TKey, TValue> pair in dictionary)
            {
                array[index++] = pair.Key;
            }
        }

        public Enumerator GetEnumerator() => new(dictionary);

        IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() => new Enumerator(dictionary);

        IEnumerator IEnumerable.GetEnumerator() => new Enumerator(dictionary);

        bool ICollection<TKey>.IsReadOnly => true;

        void ICollection<TKey>.Add(TKey item) => CollectionCopy.ThrowView();

        void ICollection<TKey>.Clear() => CollectionCopy.ThrowView();

        bool ICollection<TKey>.Remove(TKey item) => throw new NotSupportedException();

        void ICollection.CopyTo(Array array, int index) => CopyTo((TKey[])array, index);

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => dictionary;

        /// <summary>Walks the keys.</summary>
        public struct Enumerator : IEnumerator<TKey>
        {
            private Dictionary<TKey, TValue>.Enumerator _pairs;

            internal Enumerator(Dictionary<TKey, TValue> dictionary) => _pairs = new Dictionary<TKey, TValue>.Enumerator(dictionary);

            public readonly TKey Current => _pairs.Current.Key;

            readonly object? IEnumerator.Current => Current;

            public bool MoveNext() => _pairs.MoveNext();

            void IEnumerator.Reset() => _pairs.Rewind();

            public readonly void Dispose()
            {
            }
        }
    }

    /// <summary>The values, as they are at each moment.</summary>
    public sealed class ValueCollection(Dictionary<TKey, TValue> dictionary) : ICollection<TValue>, ICollection, IReadOnlyCollection<TValue>
    {
        public int Count => dictionary.Count;

        public void CopyTo(TValue[] array, int index)
        {
            CollectionCopy.Require(array, index, Count);
            foreach (KeyValuePair<TKey, TValue> pair in dictionary)
            {
                array[index++] = pair.Value;
            }
        }

        public Enumerator GetEnumerator() => new(dictionary);

        IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => new Enumerator(dictionary);

        IEnumerator IEnumerable.GetEnumerator() => new Enumerator(dictionary);

        bool ICollection<TValue>.IsReadOnly => true;

        bool ICollection<TValue>.Contains(TValue item) => dictionary.ContainsValue(item);

        void ICollection<TValue>.Add(TValue item) => CollectionCopy.ThrowView();

        void ICollection<TValue>.Clear() => CollectionCopy.ThrowView();

        bool ICollection<TValue>.Remove(TValue item) => throw new NotSupportedException();

        void ICollection.CopyTo(Array array, int index) => CopyTo((TValue[])array, index);

        bool ICollection.IsSynchronized => false;

        object ICollection.SyncRoot => dictionary;

        /// <summary>Walks the values.</summary>
        public struct Enumerator : IEnumerator<TValue>
        {
            private Dictionary<TKey, TValue>.Enumerator _pairs;

            internal Enumerator(Dictionary<TKey, TValue> dictionary) => _pairs = new Dictionary<TKey, TValue>.Enumerator(dictionary);

            public readonly TValue Current => _pairs.Current.Value;

            readonly object? IEnumerator.Current => Current;

            public bool MoveNext() => _pairs.MoveNext();

            void IEnumerator.Reset() => _pairs.Rewind();

            public readonly void Dispose()
            {
            }
        }
    }
}

/// <summary>Checks that all collections share.</summary>
internal static class CollectionCopy
{
    /// <summary>Whether an array has room for a collection from an index on; if not, the exceptions of .NET.</summary>
    internal static void Require<T>(T[] array, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(array);
        if ((uint)index > (uint)array.Length)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
        }

        if (array.Length - index < count)
        {
            ThrowHelper.ThrowArgument("Destination array is not long enough to copy all the items in the collection. Check array index and length.");
        }
    }

    internal static void ThrowView() => throw new NotSupportedException("Mutating a key collection derived from a dictionary is not allowed.");
}
