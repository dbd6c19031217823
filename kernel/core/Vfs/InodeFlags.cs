// What chattr(1) sets: a file that stays as it is, or only grows. Source: ioctl_iflags(2), Linux fs/ioctl.c, fs/attr.c, mm/shmem.c.
using System;
using Lume.Abi;
using Lume.Kernel.Security;
using Lume.Kernel.Time;

namespace Lume.Kernel.Vfs;

/// <summary>Flags of an inode, with the bits of FS_IOC_GETFLAGS; statx has those that it shows at the same places.</summary>
[Flags]
public enum InodeFlags : uint
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>FS_IMMUTABLE_FL: neither content nor attributes change, and names of it neither come nor go.</summary>
    Immutable = 0x10,

    /// <summary>FS_APPEND_FL: content is only added, and in a directory names.</summary>
    AppendOnly = 0x20,

    /// <summary>FS_NODUMP_FL: for backup programs.</summary>
    NoDump = 0x40,

    /// <summary>FS_NOATIME_FL: reading leaves the access time.</summary>
    NoAccessTime = 0x80,

    /// <summary>What a new file takes over from its directory.</summary>
    Inherited = NoDump | NoAccessTime,

    /// <summary>What statx(2) shows.</summary>
    Shown = Immutable | AppendOnly | NoDump,

    /// <summary>What can be set.</summary>
    Changeable = Shown | NoAccessTime,
}

/// <summary>Sets flags and asks what they forbid.</summary>
public static class InodeFlagging
{
    private const InodeFlags Lasting = InodeFlags.Immutable | InodeFlags.AppendOnly;

    /// <summary>FS_IOC_SETFLAGS of an inode that has flags. EROFS, EPERM, EOPNOTSUPP for flags there are not.</summary>
    public static Errno Set(Mount? mount, Inode inode, InodeFlags flags, Credentials credentials)
    {
        if (mount is { IsReadOnly: true })
        {
            return Errno.EROFS;
        }

        if (!Permissions.IsOwner(inode, credentials))
        {
            return Errno.EPERM;
        }

        inode.Lock.Acquire();
        bool isLasting = ((flags ^ inode.Flags) & Lasting) != 0;
        Errno error = isLasting && !credentials.Has(Capability.ImmutableFiles) ? Errno.EPERM
            : (flags & ~InodeFlags.Changeable) != 0 ? Errno.EOPNOTSUPP
            : Errno.None;
        if (error == Errno.None)
        {
            inode.Flags = flags;
            inode.ChangeTime = Clock.Realtime;
        }

        inode.Lock.Release();
        return error;
    }

    /// <summary>Whether attributes, names and extended attributes may change: EPERM.</summary>
    public static Errno CheckChange(Inode inode) => (inode.Flags & Lasting) != 0 ? Errno.EPERM : Errno.None;

    /// <summary>Whether it may be opened so: what only grows is written at its end and not emptied. EPERM.</summary>
    internal static Errno CheckOpen(Inode inode, OpenFlags flags)
    {
        bool writes = (flags & OpenFlags.AccessMode) != OpenFlags.ReadOnly;
        bool changes = (writes && (flags & OpenFlags.Append) == 0) || (flags & OpenFlags.Truncate) != 0;
        return changes && inode.IsAppendOnly ? Errno.EPERM : Errno.None;
    }

    /// <summary>fallocate(2): what only grows gets room and nothing else. EPERM.</summary>
    public static Errno CheckAllocation(Inode inode, AllocateMode mode)
    {
        bool isForbidden = inode.IsImmutable || (inode.IsAppendOnly && (mode & ~AllocateMode.KeepSize) != 0);
        return isForbidden ? Errno.EPERM : Errno.None;
    }
}
