// The remembered names of one directory: open addressing, readers without a lock, writers under the directory's lock.
// Invariant: an array that readers may hold never loses a live entry and always has a free slot, so probes end.
using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Hal;

namespace Lume.Kernel.Vfs;

/// <summary>Children of one dentry by name. Only <see cref="Dentry"/> uses it.</summary>
internal sealed class DentryTable
{
    private const int InitialSize = 8;

    /// <summary>How many names known to be absent one directory remembers before it forgets them all.</summary>
    private const int MaxNegative = 256;

    // Marks a slot whose entry is gone; a probe goes on past it. It has no name that could match.
    private static readonly Dentry s_removed = Dentry.CreateRoot(null);

    private Dentry?[] _slots = new Dentry?[InitialSize];
    private int _used;
    private int _live;
    private int _negative;

    /// <summary>Finds by name; <paramref name="parent"/> is the directory that the caller searches.</summary>
    public Dentry? Find(NameSpan name, Dentry parent)
    {
        Dentry?[] slots = Relaxed.Read(ref _slots);
        uint mask = (uint)slots.Length - 1;
        uint index = name.Hash & mask;
        while (true)
        {
            Dentry? entry = Relaxed.Read(ref slots[index]);
            if (entry is null)
            {
                return null;
            }

            ByteName candidate = entry.Name;
            if (candidate.Hash == name.Hash && candidate.Bytes.SequenceEqual(name.Bytes))
            {
                Interlocked.MemoryBarrier();
                if (ReferenceEquals(entry.Parent, parent))
                {
                    return entry;
                }
            }

            index = (index + 1) & mask;
        }
    }

    /// <summary>Adds; the name must not be present.</summary>
    public void Add(Dentry entry)
    {
        if (entry.Inode is null && ++_negative > MaxNegative)
        {
            Rebuild(dropNegative: true);
            _negative = 1;
        }

        if ((_used + 1) * 4 > _slots.Length * 3)
        {
            Rebuild(dropNegative: false);
        }

        if (Place(_slots, entry))
        {
            _used++;
        }

        _live++;
    }

    /// <summary>Removes; nothing happens when it is not present.</summary>
    public void Remove(Dentry entry)
    {
        Dentry?[] slots = _slots;
        uint mask = (uint)slots.Length - 1;
        uint index = entry.Name.Hash & mask;
        while (slots[index] is { } found)
        {
            if (ReferenceEquals(found, entry))
            {
                Volatile.Write(ref slots[index], s_removed);
                _live--;
                return;
            }

            index = (index + 1) & mask;
        }
    }

    /// <summary>Forgets names known to be absent and what is gone by itself, and fits the table to what stays.</summary>
    /// <param name="directories">Gets the directories among what stays.</param>
    public void Shrink(List<Dentry> directories)
    {
        Rebuild(dropNegative: true);
        foreach (Dentry? entry in _slots)
        {
            if (entry is { Inode.IsDirectory: true })
            {
                directories.Add(entry);
            }
        }
    }

    private static bool Place(Dentry?[] slots, Dentry entry)
    {
        uint mask = (uint)slots.Length - 1;
        uint index = entry.Name.Hash & mask;
        while (true)
        {
            Dentry? found = slots[index];
            if (found is null || ReferenceEquals(found, s_removed))
            {
                Volatile.Write(ref slots[index], entry);
                return found is null;
            }

            index = (index + 1) & mask;
        }
    }

    // A new array, published whole, so that readers of the old one still end; it also sweeps the removed marks, and names of
    // what is gone by itself (processes): such a directory never holds more of the dead than of the living.
    private void Rebuild(bool dropNegative)
    {
        int live = 0;
        foreach (Dentry? entry in _slots)
        {
            live += entry is not null && Stays(entry, dropNegative) ? 1 : 0;
        }

        int size = InitialSize;
        while (size < (live + 1) * 2)
        {
            size *= 2;
        }

        Dentry?[] slots = new Dentry?[size];
        foreach (Dentry? entry in _slots)
        {
            // A process may end between the two passes: then the counts are too high, which only brings the next rebuild nearer.
            if (entry is not null && Stays(entry, dropNegative))
            {
                Place(slots, entry);
            }
        }

        _live = live;
        _used = live;
        Volatile.Write(ref _slots, slots);
    }

    private static bool Stays(Dentry entry, bool dropNegative)
    {
        if (ReferenceEquals(entry, s_removed) || (dropNegative && entry.Inode is null) || entry.IsForgotten)
        {
            return false;
        }

        if (entry.IsStale)
        {
            entry.Forget();
            return false;
        }

        return true;
    }
}
