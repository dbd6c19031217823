// What file systems implement: names, links, attributes and opening.
using System;
using Lume.Abi;

namespace Lume.Kernel.Vfs;

public abstract partial class Inode
{
    /// <summary>Finds a name in this directory. ENOENT when nothing has it.</summary>
    public virtual Result<Inode> Lookup(NameSpan name) => Errno.ENOTDIR;

    /// <summary>Whether a remembered name still stands for this inode; asked only where the file system needs it.</summary>
    public virtual bool Revalidate() => true;

    /// <summary>Makes a file, directory, symbolic link or special file; no such name is present. Common: EPERM, ENOSPC, ENOMEM.</summary>
    public virtual Result<Inode> Create(ByteName name, in NodeRequest request) => Errno.EPERM;

    /// <summary>Makes a regular file without a name (O_TMPFILE).</summary>
    public virtual Result<Inode> CreateUnnamed(in NodeRequest request) => Errno.EOPNOTSUPP;

    /// <summary>Gives <paramref name="target"/> (locked, not a directory, same file system) another name.</summary>
    public virtual Errno Link(ByteName name, Inode target) => Errno.EPERM;

    /// <summary>Takes a name of a non-directory away; <paramref name="target"/> is locked.</summary>
    public virtual Errno Unlink(NameSpan name, Inode target) => Errno.EPERM;

    /// <summary>Removes an empty directory; <paramref name="target"/> is locked. ENOTEMPTY.</summary>
    public virtual Errno RemoveDirectory(NameSpan name, Inode target) => Errno.EPERM;

    /// <summary>Moves a name; what is replaced is locked and of a fitting type. ENOTEMPTY.</summary>
    public virtual Errno Rename(in RenameRequest request) => Errno.EPERM;

    /// <summary>
    /// Offers the names from <paramref name="cursor"/> on (0 is the beginning) until the sink refuses one. Cursors stay
    /// valid while names come and go. "." and ".." are the caller's business; file systems use cursors from 3 on.
    /// </summary>
    public virtual Errno ReadDirectory(ref long cursor, ref DirectorySink sink) => Errno.ENOTDIR;

    /// <summary>The target of a symbolic link.</summary>
    public virtual Result<byte[]> ReadLink() => Errno.EINVAL;

    /// <summary>
    /// The place that a magic link (/proc/self/fd/3, /proc/self/exe) leads to without its text being walked; null for ordinary links.
    /// </summary>
    public virtual PathRef? FollowMagicLink() => null;

    /// <summary>Attributes for stat. Generated file systems may refresh them here.</summary>
    public virtual void FillStat(ref Stat stat)
    {
        stat.Device = Super.Device;
        stat.Inode = Number;
        stat.Mode = Mode;
        stat.Links = LinkCount;
        stat.UserId = UserId;
        stat.GroupId = GroupId;
        stat.SpecialDevice = Device;
        stat.Size = Size;
        stat.BlockSize = Super.BlockSize;
        stat.Blocks = Blocks;
        stat.AccessTime = FileTime.ToTimespec(AccessTime);
        stat.ModificationTime = FileTime.ToTimespec(ModificationTime);
        stat.ChangeTime = FileTime.ToTimespec(ChangeTime);
    }

    /// <summary>Changes mode, owner or times; locked, permissions checked. Disk file systems note the inode dirty.</summary>
    public virtual Errno SetAttributes(in AttributeChange change)
    {
        change.ApplyTo(this);
        return Errno.None;
    }

    /// <summary>Changes the length of a regular file; locked. Pages beyond are freed, new bytes read as zero. EFBIG, ENOSPC.</summary>
    public virtual Errno SetSize(long size) => Errno.EINVAL;

    /// <summary>The value of an extended attribute; locked, permissions checked. ENODATA; EOPNOTSUPP where there are none.</summary>
    public virtual Result<byte[]> GetExtended(ReadOnlySpan<byte> name) => Errno.EOPNOTSUPP;

    /// <summary>Sets an extended attribute, or removes it for null; locked, permissions checked. EEXIST, ENODATA, ENOSPC.</summary>
    public virtual Errno SetExtended(ReadOnlySpan<byte> name, byte[]? value, ExtendedFlags flags) => Errno.EOPNOTSUPP;

    /// <summary>The names of the extended attributes; locked.</summary>
    public virtual ByteName[] ListExtended() => [];

    /// <summary>Allocates or frees ranges of a regular file (fallocate); locked.</summary>
    public virtual Errno Allocate(AllocateMode mode, long offset, long length) => Errno.EOPNOTSUPP;

    /// <summary>
    /// Makes the open file for an inode of this file system. The default serves what is the same everywhere: directories,
    /// regular files with <see cref="Pages"/>, fifos and devices.
    /// </summary>
    /// <param name="location">Where it was found; the open file keeps it.</param>
    /// <param name="flags">As given to open, creation flags included.</param>
    public virtual Result<OpenFile> Open(PathRef location, OpenFlags flags) => FileOpener.OpenByType(this, location, flags);
}

/// <summary>Modes of fallocate. Source: Linux uapi/linux/falloc.h.</summary>
[Flags]
public enum AllocateMode : uint
{
    /// <summary>Allocate and grow.</summary>
    None = 0,

    /// <summary>FALLOC_FL_KEEP_SIZE.</summary>
    KeepSize = 1,

    /// <summary>FALLOC_FL_PUNCH_HOLE, only with KeepSize.</summary>
    PunchHole = 2,

    /// <summary>FALLOC_FL_ZERO_RANGE.</summary>
    ZeroRange = 0x10,
}

/// <summary>Flags of setxattr.</summary>
[Flags]
public enum ExtendedFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>XATTR_CREATE: it must not be there.</summary>
    Create = 1,

    /// <summary>XATTR_REPLACE: it must be there.</summary>
    Replace = 2,
}
