// File handles: names of files that stay good when the file is renamed. Source: open_by_handle_at(2), Linux fs/fhandle.c.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Security;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>The files of one instance that a handle was made for. A file leaves when its data goes.</summary>
public sealed class FileHandles
{
    private readonly Mutex _lock = new();
    private readonly Dictionary<ulong, Dentry> _places = new();
    private uint _generation;

    /// <summary>Part of every handle: those of another instance do not fit by chance.</summary>
    public uint Generation
    {
        get
        {
            using (_lock.Enter())
            {
                if (_generation == 0)
                {
                    Span<byte> bytes = stackalloc byte[sizeof(uint)];
                    RandomPool.Fill(bytes);
                    _generation = BitConverter.ToUInt32(bytes) | 1;
                }

                return _generation;
            }
        }
    }

    /// <summary>A handle was made by this name: who opens it comes here, wherever it has moved. False when the data is gone.</summary>
    public bool TryRemember(Dentry place)
    {
        Inode inode = place.Inode!;
        using (_lock.Enter())
        {
            // A name that is gone already leads to the file, but one that is not does so better.
            if (place.IsHashed || !_places.ContainsKey(inode.Number))
            {
                _places[inode.Number] = place;
            }
        }

        // Who gives the data up forgets the place afterwards: either that comes after this, or it is seen here.
        if (inode.IsGivenUp)
        {
            Forget(inode.Number);
            return false;
        }

        return true;
    }

    /// <summary>The data is gone.</summary>
    public void Forget(ulong number)
    {
        using (_lock.Enter())
        {
            _places.Remove(number);
        }
    }

    /// <summary>Where the file is that a handle was made for; null when it is gone, or there was none.</summary>
    public Dentry? Find(ulong number, uint generation)
    {
        if (generation != Generation)
        {
            return null;
        }

        using (_lock.Enter())
        {
            return _places.TryGetValue(number, out Dentry? place) ? place : null;
        }
    }

    /// <summary>Opens what a handle means as open(2) opens an empty path there: nothing is walked, so only the file's own permissions count.</summary>
    public static Result<OpenFile> Open(in FsCaller caller, PathRef place, OpenFlags flags)
    {
        if (place.Inode.IsSymbolicLink && (flags & OpenFlags.Path) == 0)
        {
            return Errno.ELOOP;
        }

        if ((flags & OpenFlags.Create) == 0 || (flags & (OpenFlags.Path | OpenFlags.Directory)) != 0)
        {
            return FileOpener.Open(in caller, place, default, flags, FileMode.None, WalkFlags.AllowEmpty);
        }

        if ((flags & OpenFlags.Exclusive) != 0 || place.Inode.IsDirectory)
        {
            return (flags & OpenFlags.Exclusive) != 0 ? Errno.EEXIST : Errno.EISDIR;
        }

        return FileOpener.OpenPlace(in caller, place.Mount, place.Dentry, flags | OpenFlags.LargeFile, isNew: false);
    }
}
