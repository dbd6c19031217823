// A set in a hash table like the dictionary's.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>A set of values. Not safe for use by several harts at once.</summary>
public partial class HashSet<T> : ISet<T>, IReadOnlySet<T>
{
    private const int StartOfFreeList = -3;

    private int[]? _buckets;
    private Entry[]? _entries;
    private int _count;
    private int _freeList;
    private int _freeCount;
    private int _version;
    private readonly IEqualityComparer<T>? _comparer;

    private struct Entry
    {
        public uint Hash;

        // The next entry of the same bucket, -1 at the end; below -1 in free entries.
        public int Next;
        public T Value;
    }

    public HashSet()
        : this(0, null)
    {
    }

    public HashSet(int capacity)
        : this(capacity, null)
    {
    }

    public HashSet(IEqualityComparer<T>? comparer)
        : this(0, comparer)
    {
    }

    public HashSet(int capacity, IEqualityComparer<T>? comparer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _comparer = ReferenceEquals(comparer, EqualityComparer<T>.Default) ? null : comparer;
        if (capacity > 0)
        {
            Resize(HashTableSize.For(capacity));
        }
    }

    public HashSet(IEnumerable<T> collection)
        : this(collection, null)
    {
    }

    public HashSet(IEnumerable<T> collection, IEqualityComparer<T>? comparer)
        : this(0, comparer) => UnionWith(collection);

    public int Count => _count - _freeCount;

    public int Capacity => _entries?.Length ?? 0;

    public IEqualityComparer<T> Comparer => _comparer ?? EqualityComparer<T>.Default;

    public bool Contains(T item) => IndexOf(item) >= 0;

    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        int index = IndexOf(equalValue);
        actualValue = index < 0 ? default : _entries![index].Value;
        return index >= 0;
    }

    public bool Add(T item)
    {
        if (IndexOf(item) >= 0)
        {
            return false;
        }

        _version++;
        int index = TakeEntry();
        uint hash = HashOf(item);
        ref int bucket = ref _buckets![hash & (uint)(_buckets.Length - 1)];
        ref Entry entry = ref _entries![index];
        entry.Hash = hash;
        entry.Next = bucket - 1;
        entry.Value = item;
        bucket = index + 1;
        return true;
    }

    public bool Remove(T item)
    {
        if (_buckets is null)
        {
            return false;
        }

        Entry[] entries = _entries!;
        uint hash = HashOf(item);
        ref int bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        int previous = -1;
        for (int i = bucket - 1; i >= 0; i = entries[i].Next)
        {
            ref Entry entry = ref entries[i];
            if (entry.Hash == hash && SameItem(entry.Value, item))
            {
                if (previous < 0)
                {
                    bucket = entry.Next + 1;
                }
                else
                {
                    entries[previous].Next = entry.Next;
                }

                Free(ref entry, i);
                return true;
            }

            previous = i;
        }

        return false;
    }

    public int RemoveWhere(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        int removed = 0;
        for (int i = 0; i < _count; i++)
        {
            ref Entry entry = ref _entries![i];
            if (entry.Next >= -1 && match(entry.Value) && Remove(entry.Value))
            {
                removed++;
            }
        }

        return removed;
    }

    public void Clear()
    {
        if (_count > 0)
        {
            Array.Clear(_buckets!);
            Array.Clear(_entries!, 0, _count);
            _count = 0;
            _freeList = -1;
            _freeCount = 0;
        }
    }

    public int EnsureCapacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (capacity > Capacity)
        {
            _version++;
            Resize(HashTableSize.For(capacity));
        }

        return Capacity;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0);

    public void CopyTo(T[] array, int arrayIndex)
    {
        CollectionCopy.Require(array, arrayIndex, Count);
        foreach (T item in this)
        {
            array[arrayIndex++] = item;
        }
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    bool ICollection<T>.IsReadOnly => false;

    void ICollection<T>.Add(T item) => Add(item);

    private int IndexOf(T item)
    {
        int[]? buckets = _buckets;
        if (buckets is null)
        {
            return -1;
        }

        Entry[] entries = _entries!;
        uint hash = HashOf(item);
        int i = buckets[hash & (uint)(buckets.Length - 1)] - 1;
        int steps = 0;
        while (i >= 0)
        {
            ref Entry entry = ref entries[i];
            if (entry.Hash == hash && SameItem(entry.Value, item))
            {
                return i;
            }

            i = entry.Next;
            if (++steps > entries.Length)
            {
                ThrowHelper.ThrowConcurrentOperation();
            }
        }

        return -1;
    }

    private uint HashOf(T item)
    {
        IEqualityComparer<T>? comparer = _comparer;
        uint hash = item is null ? 0 : (uint)(comparer is null ? item.GetHashCode() : comparer.GetHashCode(item));
        hash *= 0x9E3779B1;
        return hash ^ (hash >> 15);
    }

    private bool SameItem(T x, T y)
    {
        IEqualityComparer<T>? comparer = _comparer;
        return comparer is null ? Equality.Same(x, y) : comparer.Equals(x, y);
    }

    private int TakeEntry()
    {
        if (_freeCount > 0)
        {
            int index = _freeList;
            _freeList = StartOfFreeList - _entries![index].Next;
            _freeCount--;
            return index;
        }

        if (_entries is null || _count == _entries.Length)
        {
            Resize(HashTableSize.For(_count + 1));
        }

        return _count++;
    }

    private void Free(ref Entry entry, int index)
    {
        entry.Next = StartOfFreeList - (_freeCount == 0 ? -1 : _freeList);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            entry.Value = default!;
        }

        _freeList = index;
        _freeCount++;
    }

    private void Resize(int size)
    {
        var entries = new Entry[size];
        int[] buckets = new int[size];
        if (_entries is not null)
        {
            Array.Copy(_entries, entries, _count);
        }

        for (int i = 0; i < _count; i++)
        {
            ref Entry entry = ref entries[i];
            if (entry.Next >= -1)
            {
                ref int bucket = ref buckets[entry.Hash & (uint)(size - 1)];
                entry.Next = bucket - 1;
                bucket = i + 1;
            }
        }

        _entries = entries;
        _buckets = buckets;
    }

    /// <summary>Walks the values; adding meanwhile is an error.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly HashSet<T> _set;
        private readonly int _version;
        private int _index;

        internal Enumerator(HashSet<T> set)
        {
            _set = set;
            _version = set._version;
            _index = -1;
        }

        public readonly T Current => (uint)_index < (uint)_set._count ? _set._entries![_index].Value : default!;

        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_version != _set._version)
            {
                ThrowHelper.ThrowEnumFailedVersion();
            }

            while (++_index < _set._count)
            {
                if (_set._entries![_index].Next >= -1)
                {
                    return true;
                }
            }

            _index = _set._count;
            return false;
        }

        void IEnumerator.Reset() => _index = -1;

        public readonly void Dispose()
        {
        }
    }
}
