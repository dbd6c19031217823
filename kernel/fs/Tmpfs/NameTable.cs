// The names in one directory of a memory file system, with cursors that survive changes.
// Invariant: entries are in the order of their cookies, which only grow; a removed entry leaves a hole until the next rebuild.
using System;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Tmpfs;

/// <summary>
/// Names to nodes: hash chains over an array in insertion order. A directory's reader keeps the cookie of the next entry, so names
/// may come and go, and the array be rebuilt, without an old name being skipped or shown twice. Used under the directory's lock.
/// </summary>
/// <typeparam name="TNode">What a name stands for.</typeparam>
public sealed class NameTable<TNode>
    where TNode : class
{
    private const int InitialSize = 8;

    private int[] _buckets = [];
    private Entry[] _entries = [];
    private int _used;
    private long _nextCookie;

    /// <summary>An empty table.</summary>
    /// <param name="firstCookie">Cookie of the first name; lower ones are the caller's.</param>
    public NameTable(long firstCookie) => _nextCookie = firstCookie;

    /// <summary>Names present.</summary>
    public int Count { get; private set; }

    /// <summary>What a name stands for, or null.</summary>
    public TNode? Find(NameSpan name)
    {
        int index = IndexOf(name);
        return index < 0 ? null : _entries[index].Node;
    }

    /// <summary>Adds a name that is not present.</summary>
    public void Add(ByteName name, TNode node)
    {
        if (_used == _entries.Length)
        {
            Rebuild();
        }

        ref int bucket = ref _buckets[name.Hash & (uint)(_buckets.Length - 1)];
        _entries[_used] = new Entry { Name = name, Node = node, Cookie = _nextCookie++, Next = bucket };
        bucket = ++_used;
        Count++;
    }

    /// <summary>Replaces what a present name stands for; false when it is not present.</summary>
    public bool Replace(NameSpan name, TNode node)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            return false;
        }

        _entries[index].Node = node;
        return true;
    }

    /// <summary>Removes a name; false when it is not present.</summary>
    public bool Remove(NameSpan name)
    {
        if (Count == 0)
        {
            return false;
        }

        ref int link = ref _buckets[name.Hash & (uint)(_buckets.Length - 1)];
        while (link != 0)
        {
            ref Entry entry = ref _entries[link - 1];
            if (entry.Name.Matches(name))
            {
                link = entry.Next;
                entry = new Entry { Cookie = entry.Cookie };
                Count--;
                return true;
            }

            link = ref entry.Next;
        }

        return false;
    }

    /// <summary>The first entry whose cookie is at least <paramref name="cursor"/>.</summary>
    /// <param name="cursor">Where to look from.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="node">What it stands for.</param>
    /// <param name="next">The cursor after the entry.</param>
    public bool TryGetFrom(long cursor, out ByteName name, out TNode? node, out long next)
    {
        for (int index = FirstNotBelow(cursor); index < _used; index++)
        {
            ref Entry entry = ref _entries[index];
            if (entry.Node is not null)
            {
                name = entry.Name;
                node = entry.Node;
                next = entry.Cookie + 1;
                return true;
            }
        }

        name = default;
        node = null;
        next = cursor;
        return false;
    }

    private int IndexOf(NameSpan name)
    {
        if (Count == 0)
        {
            return -1;
        }

        int link = _buckets[name.Hash & (uint)(_buckets.Length - 1)];
        while (link != 0)
        {
            ref Entry entry = ref _entries[link - 1];
            if (entry.Name.Matches(name))
            {
                return link - 1;
            }

            link = entry.Next;
        }

        return -1;
    }

    private int FirstNotBelow(long cursor)
    {
        int low = 0;
        int high = _used;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_entries[middle].Cookie < cursor)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Rebuild()
    {
        int size = InitialSize;
        while (size < Count + (Count / 2) + 2)
        {
            size *= 2;
        }

        Entry[] entries = new Entry[size];
        int[] buckets = new int[size];
        int used = 0;
        for (int i = 0; i < _used; i++)
        {
            Entry entry = _entries[i];
            if (entry.Node is null)
            {
                continue;
            }

            ref int bucket = ref buckets[entry.Name.Hash & (uint)(size - 1)];
            entry.Next = bucket;
            entries[used] = entry;
            bucket = ++used;
        }

        _entries = entries;
        _buckets = buckets;
        _used = used;
    }

    private struct Entry
    {
        public ByteName Name;
        public TNode? Node;
        public long Cookie;

        // One more than the index of the next entry of the chain; 0 ends it.
        public int Next;
    }
}
