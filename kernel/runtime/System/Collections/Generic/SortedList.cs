// A dictionary in the order of its keys: two arrays, sorted. SortedDictionary has the same shape here.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Values in the order of their keys; adding in the middle moves what follows.</summary>
public class SortedList<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    private readonly IComparer<TKey> _comparer;
    private readonly List<TKey> _keys = [];
    private readonly List<TValue> _values = [];

    public SortedList()
        : this((IComparer<TKey>?)null)
    {
    }

    public SortedList(IComparer<TKey>? comparer) => _comparer = comparer ?? Comparer<TKey>.Default;

    public SortedList(int capacity)
        : this((IComparer<TKey>?)null) => Capacity = capacity;

    public SortedList(IDictionary<TKey, TValue> dictionary)
        : this((IComparer<TKey>?)null)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        foreach (KeyValuePair<TKey, TValue> pair in dictionary)
        {
            Add(pair.Key, pair.Value);
        }
    }

    public int Count => _keys.Count;

    public int Capacity
    {
        get => _keys.Capacity;
        set
        {
            _keys.Capacity = value;
            _values.Capacity = value;
        }
    }

    public IComparer<TKey> Comparer => _comparer;

    public IList<TKey> Keys => _keys.AsReadOnly();

    public IList<TValue> Values => _values.AsReadOnly();

    public TValue this[TKey key]
    {
        get
        {
            int index = IndexOfKey(key);
            if (index < 0)
            {
                ThrowHelper.ThrowKeyNotFound(key.ToString());
            }

            return _values[index];
        }
        set
        {
            int index = Search(key);
            if (index >= 0)
            {
                _values[index] = value;
            }
            else
            {
                _keys.Insert(~index, key);
                _values.Insert(~index, value);
            }
        }
    }

    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value))
        {
            ThrowHelper.ThrowDuplicateKey(key.ToString(), nameof(key));
        }
    }

    public bool TryAdd(TKey key, TValue value)
    {
        int index = Search(key);
        if (index >= 0)
        {
            return false;
        }

        _keys.Insert(~index, key);
        _values.Insert(~index, value);
        return true;
    }

    public bool ContainsKey(TKey key) => Search(key) >= 0;

    public bool ContainsValue(TValue value) => _values.Contains(value);

    public int IndexOfKey(TKey key) => Math.Max(Search(key), -1);

    public int IndexOfValue(TValue value) => _values.IndexOf(value);

    public TKey GetKeyAtIndex(int index) => _keys[index];

    public TValue GetValueAtIndex(int index) => _values[index];

    public void SetValueAtIndex(int index, TValue value) => _values[index] = value;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int index = Search(key);
        value = index >= 0 ? _values[index] : default;
        return index >= 0;
    }

    public bool Remove(TKey key)
    {
        int index = Search(key);
        if (index < 0)
        {
            return false;
        }

        RemoveAt(index);
        return true;
    }

    public void RemoveAt(int index)
    {
        _keys.RemoveAt(index);
        _values.RemoveAt(index);
    }

    public void Clear()
    {
        _keys.Clear();
        _values.Clear();
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

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

    private int Search(TKey key)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNull(nameof(key));
        }

        return _keys.BinarySearch(key, _comparer);
    }

    /// <summary>Walks the pairs in the order of their keys.</summary>
    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private readonly SortedList<TKey, TValue> _list;
        private readonly int _version;
        private int _index;

        internal Enumerator(SortedList<TKey, TValue> list)
        {
            _list = list;
            _version = list._keys._version;
            _index = -1;
        }

        public readonly KeyValuePair<TKey, TValue> Current =>
            (uint)_index < (uint)_list.Count ? new(_list._keys[_index], _list._values[_index]) : default;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_version != _list._keys._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            _index = _index < _list.Count ? _index + 1 : _index;
            return _index < _list.Count;
        }

        void IEnumerator.Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}

/// <summary>A dictionary in the order of its keys.</summary>
public class SortedDictionary<TKey, TValue> : SortedList<TKey, TValue>
    where TKey : notnull
{
    public SortedDictionary()
    {
    }

    public SortedDictionary(IComparer<TKey>? comparer)
        : base(comparer)
    {
    }

    public SortedDictionary(IDictionary<TKey, TValue> dictionary)
        : base(dictionary)
    {
    }
}
