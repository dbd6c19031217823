// A hash table: buckets of indices into an array of entries, which keeps the order of insertion until something is removed.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>Values by key. Not safe for use by several harts at once.</summary>
public partial class Dictionary<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, IDictionary
    where TKey : notnull
{
    // Where the chain of free entries ends; the links of free entries are stored below it, out of the way of real ones.
    private const int StartOfFreeList = -3;

    // Bucket values are one above the index, so that zeroed memory is an empty table. Their number is a power of 2.
    private int[]? _buckets;
    private Entry[]? _entries;
    private int _count;
    private int _freeList;
    private int _freeCount;
    private int _version;
    private readonly IEqualityComparer<TKey>? _comparer;

    private struct Entry
    {
        public uint Hash;

        // The next entry of the same bucket, -1 at the end; below -1 in free entries.
        public int Next;
        public TKey Key;
        public TValue Value;
    }

    public Dictionary()
        : this(0, null)
    {
    }

    public Dictionary(int capacity)
        : this(capacity, null)
    {
    }

    public Dictionary(IEqualityComparer<TKey>? comparer)
        : this(0, comparer)
    {
    }

    public Dictionary(int capacity, IEqualityComparer<TKey>? comparer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _comparer = ReferenceEquals(comparer, EqualityComparer<TKey>.Default) ? null : comparer;
        if (capacity > 0)
        {
            Resize(HashTableSize.For(capacity));
        }
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary)
        : this(dictionary, null)
    {
    }

    public Dictionary(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey>? comparer)
        : this((IEnumerable<KeyValuePair<TKey, TValue>>)dictionary, comparer)
    {
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        : this(collection, null)
    {
    }

    public Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey>? comparer)
        : this((collection as ICollection<KeyValuePair<TKey, TValue>>)?.Count ?? 0, comparer)
    {
        ArgumentNullException.ThrowIfNull(collection);
        foreach (KeyValuePair<TKey, TValue> pair in collection)
        {
            Add(pair.Key, pair.Value);
        }
    }

    public IEqualityComparer<TKey> Comparer => _comparer ?? EqualityComparer<TKey>.Default;

    public int Count => _count - _freeCount;

    public int Capacity => _entries?.Length ?? 0;

    public TValue this[TKey key]
    {
        get
        {
            ref TValue value = ref Find(key);
            if (Unsafe.IsNullRef(ref value))
            {
                ThrowHelper.ThrowKeyNotFound(key.ToString());
            }

            return value;
        }
        set
        {
            _version++;
            FindOrAdd(key, out _) = value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        ref TValue slot = ref FindOrAdd(key, out bool exists);
        if (exists)
        {
            ThrowHelper.ThrowDuplicateKey(key.ToString());
        }

        slot = value;
    }

    public bool TryAdd(TKey key, TValue value)
    {
        ref TValue slot = ref FindOrAdd(key, out bool exists);
        if (!exists)
        {
            slot = value;
        }

        return !exists;
    }

    public bool ContainsKey(TKey key) => !Unsafe.IsNullRef(ref Find(key));

    public bool ContainsValue(TValue value)
    {
        foreach (KeyValuePair<TKey, TValue> pair in this)
        {
            if (Equality.Same(pair.Value, value))
            {
                return true;
            }
        }

        return false;
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ref TValue found = ref Find(key);
        if (Unsafe.IsNullRef(ref found))
        {
            value = default;
            return false;
        }

        value = found;
        return true;
    }

    /// <summary>The value of a key; a null reference when the key is not there.</summary>
    internal ref TValue Find(TKey key)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNull(nameof(key));
        }

        int[]? buckets = _buckets;
        if (buckets is null)
        {
            return ref Unsafe.NullRef<TValue>();
        }

        Entry[] entries = _entries!;
        uint hash = HashOf(key);
        int i = buckets[hash & (uint)(buckets.Length - 1)] - 1;
        int steps = 0;
        while (i >= 0)
        {
            ref Entry entry = ref entries[i];
            if (entry.Hash == hash && SameKey(entry.Key, key))
            {
                return ref entry.Value;
            }

            i = entry.Next;
            if (++steps > entries.Length)
            {
                ThrowHelper.ThrowConcurrentOperation();
            }
        }

        return ref Unsafe.NullRef<TValue>();
    }

    /// <summary>The value of a key, which is added with the zero value when it is not there.</summary>
    internal ref TValue FindOrAdd(TKey key, out bool exists)
    {
        ref TValue found = ref Find(key);
        if (!Unsafe.IsNullRef(ref found))
        {
            exists = true;
            return ref found;
        }

        exists = false;
        _version++;
        int index = TakeEntry();
        uint hash = HashOf(key);
        ref int bucket = ref _buckets![hash & (uint)(_buckets.Length - 1)];
        ref Entry entry = ref _entries![index];
        entry.Hash = hash;
        entry.Next = bucket - 1;
        entry.Key = key;

        // A freed entry may still hold a value without references.
        entry.Value = default!;
        bucket = index + 1;
        return ref entry.Value;
    }

    public bool Remove(TKey key) => Remove(key, out _);

    public bool Remove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (key is null)
        {
            ThrowHelper.ThrowArgumentNull(nameof(key));
        }

        value = default;
        if (_buckets is null)
        {
            return false;
        }

        Entry[] entries = _entries!;
        uint hash = HashOf(key);
        ref int bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        int previous = -1;
        int i = bucket - 1;
        int steps = 0;
        while (i >= 0)
        {
            ref Entry entry = ref entries[i];
            if (entry.Hash == hash && SameKey(entry.Key, key))
            {
                if (previous < 0)
                {
                    bucket = entry.Next + 1;
                }
                else
                {
                    entries[previous].Next = entry.Next;
                }

                value = entry.Value;
                Free(ref entry, i);
                return true;
            }

            previous = i;
            i = entry.Next;
            if (++steps > entries.Length)
            {
                ThrowHelper.ThrowConcurrentOperation();
            }
        }

        return false;
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

    public void TrimExcess()
    {
        int size = HashTableSize.For(Count);
        if (size >= Capacity || _entries is null)
        {
            return;
        }

        Entry[] old = _entries;
        int count = _count;
        _version++;
        _count = 0;
        _freeCount = 0;
        _entries = null;
        Resize(size);
        for (int i = 0; i < count; i++)
        {
            if (old[i].Next >= -1)
            {
                FindOrAdd(old[i].Key, out _) = old[i].Value;
            }
        }
    }

    private uint HashOf(TKey key)
    {
        IEqualityComparer<TKey>? comparer = _comparer;
        uint hash = (uint)(comparer is null ? key.GetHashCode() : comparer.GetHashCode(key));

        // Many hash codes differ in high bits only; the buckets go by the low ones.
        hash *= 0x9E3779B1;
        return hash ^ (hash >> 15);
    }

    private bool SameKey(TKey x, TKey y)
    {
        IEqualityComparer<TKey>? comparer = _comparer;
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
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TKey>())
        {
            entry.Key = default!;
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>())
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
}

/// <summary>The sizes of hash tables.</summary>
internal static class HashTableSize
{
    /// <summary>The smallest power of 2 that is at least 4 and holds so many entries.</summary>
    internal static int For(int count)
    {
        if (count > 0x4000_0000)
        {
            throw new OutOfMemoryException();
        }

        return count <= 4 ? 4 : (int)Numerics.BitOperations.RoundUpToPowerOf2((uint)count);
    }
}
