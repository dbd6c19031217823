// The extended attributes of one inode of tmpfs.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Tmpfs;

/// <summary>A list in the order they were set; few files have any. Under the inode's lock. Room counts against the instance's pages.</summary>
internal sealed class TmpfsAttributes(TmpfsSuperBlock super)
{
    private const int PageSize = 4096;

    private readonly List<Entry> _entries = [];

    public Result<byte[]> Get(ReadOnlySpan<byte> name)
    {
        int index = Find(name);
        return index < 0 ? Errno.ENODATA : _entries[index].Value;
    }

    public Errno Set(ReadOnlySpan<byte> name, byte[]? value, ExtendedFlags flags)
    {
        int index = Find(name);
        if (index < 0 ? value is null || (flags & ExtendedFlags.Replace) != 0 : (flags & ExtendedFlags.Create) != 0)
        {
            return index < 0 ? Errno.ENODATA : Errno.EEXIST;
        }

        long before = index < 0 ? 0 : Pages(_entries[index].Value);
        long after = value is null ? 0 : Pages(value);
        if (after > before && !super.TryReservePages(after - before))
        {
            return Errno.ENOSPC;
        }

        if (before > after)
        {
            super.ReleasePages(before - after);
        }

        if (value is null)
        {
            _entries.RemoveAt(index);
        }
        else if (index < 0)
        {
            _entries.Add(new Entry(new ByteName(name), value));
        }
        else
        {
            _entries[index] = new Entry(_entries[index].Name, value);
        }

        return Errno.None;
    }

    public ByteName[] List()
    {
        ByteName[] names = new ByteName[_entries.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = _entries[i].Name;
        }

        return names;
    }

    /// <summary>The inode is gone.</summary>
    public void Clear()
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            super.ReleasePages(Pages(_entries[i].Value));
        }

        _entries.Clear();
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Name.Bytes.SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    private static long Pages(byte[] value) => 1 + (value.Length / PageSize);

    private readonly record struct Entry(ByteName Name, byte[] Value);
}
