// Making, linking and removing names.
// Lock order: the directory, then what a name in it stands for; renames have their own rule (NameOperations.Rename.cs).
using System;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

/// <summary>Changes of directories, with the checks and errors of Linux. Source: Linux fs/namei.c, path_resolution(7).</summary>
public static partial class NameOperations
{
    /// <summary>mkdir, mknod, and bind of a local socket: makes a node of any type but symbolic link. EEXIST.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="start">Where relative paths begin.</param>
    /// <param name="path">The bytes without NUL.</param>
    /// <param name="mode">Type and permissions, before the umask.</param>
    /// <param name="device">Number of a device node, packed.</param>
    public static Errno MakeNode(in FsCaller caller, PathRef start, ReadOnlySpan<byte> path, FileMode mode, ulong device = 0)
    {
        FileMode type = mode & FileMode.TypeMask;
        if (type is FileMode.CharacterDevice or FileMode.BlockDevice && !caller.Credentials.Has(Capability.MakeNode))
        {
            return Errno.EPERM;
        }

        PathWalker walker = caller.Walker(path, start, WalkFlags.None);
        Errno error = BeginCreate(caller, ref walker, allowSlash: type == FileMode.Directory);
        if (error != Errno.None)
        {
            return error;
        }

        Inode directory = walker.Inode;
        NodeRequest request = caller.NewNode(directory, type, mode) with { Device = device };
        return FinishCreate(ref walker, request);
    }

    /// <summary>symlink(2). ENOENT for an empty target, ENAMETOOLONG from 4096 bytes on.</summary>
    public static Errno MakeSymbolicLink(in FsCaller caller, PathRef start, ReadOnlySpan<byte> path, ReadOnlySpan<byte> target)
    {
        if (target.IsEmpty)
        {
            return Errno.ENOENT;
        }

        PathWalker walker = caller.Walker(path, start, WalkFlags.None);
        Errno error = BeginCreate(caller, ref walker, allowSlash: false);
        if (error != Errno.None)
        {
            return error;
        }

        const FileMode mode = FileMode.SymbolicLink | (FileMode)0x1FF;
        NodeRequest request = caller.Owned(walker.Inode, mode) with { Target = target };
        return FinishCreate(ref walker, request);
    }

    /// <summary>link(2): another name for <paramref name="target"/>, seen through <paramref name="targetMount"/>.</summary>
    public static Errno Link(in FsCaller caller, Mount targetMount, Inode target, PathRef start, ReadOnlySpan<byte> path)
    {
        PathWalker walker = caller.Walker(path, start, WalkFlags.None);
        Errno error = BeginCreate(caller, ref walker, allowSlash: false);
        if (error != Errno.None)
        {
            return error;
        }

        Inode directory = walker.Inode;
        if (!ReferenceEquals(targetMount, walker.Mount))
        {
            error = Errno.EXDEV;
        }
        else if (target.IsDirectory || InodeFlagging.CheckChange(target) != Errno.None)
        {
            error = Errno.EPERM;
        }
        else
        {
            error = LinkHeld(walker.Dentry, walker.Last, target);
        }

        directory.Lock.Release();
        return error;
    }

    /// <summary>unlink(2). EISDIR for a directory, EBUSY for a mount point.</summary>
    public static Errno Unlink(in FsCaller caller, PathRef start, ReadOnlySpan<byte> path)
    {
        PathWalker walker = caller.Walker(path, start, WalkFlags.None);
        Errno error = walker.WalkToParent();
        if (error != Errno.None)
        {
            return error;
        }

        if (walker.LastIsSpecial)
        {
            return Errno.EISDIR;
        }

        Inode directory = walker.Inode;
        Inode? victim = null;
        directory.Lock.Acquire();
        error = FindVictim(caller, ref walker, out Dentry? child);
        if (error == Errno.None)
        {
            victim = child!.Inode!;
            error = victim.IsDirectory ? Errno.EISDIR : walker.HasTrailingSlash ? Errno.ENOTDIR : Errno.None;
        }

        if (error == Errno.None)
        {
            victim!.Lock.Acquire();
            error = directory.Unlink(walker.Last, victim);
            victim.Lock.Release();
            if (error == Errno.None)
            {
                child!.Unhash();
            }
        }

        directory.Lock.Release();
        if (error == Errno.None)
        {
            FileNotices.TellSelf(victim!, FileEvents.Attributes, child);
            victim!.EvictIfUnused();
            FileNotices.TellDirectory(walker.Dentry, walker.Last.Bytes, victim, FileEvents.Delete, child);
        }

        return error;
    }

    /// <summary>rmdir(2). ENOTDIR, ENOTEMPTY, EINVAL for ".", EBUSY for a mount point or "/".</summary>
    public static Errno RemoveDirectory(in FsCaller caller, PathRef start, ReadOnlySpan<byte> path)
    {
        PathWalker walker = caller.Walker(path, start, WalkFlags.None);
        Errno error = walker.WalkToParent();
        if (error != Errno.None)
        {
            return error;
        }

        if (walker.LastIsSpecial)
        {
            return walker.LastIsDot ? Errno.EINVAL : walker.LastIsDotDot ? Errno.ENOTEMPTY : Errno.EBUSY;
        }

        Inode directory = walker.Inode;
        Inode? victim = null;
        directory.Lock.Acquire();
        error = FindVictim(caller, ref walker, out Dentry? child);
        if (error == Errno.None)
        {
            victim = child!.Inode!;
            error = victim.IsDirectory ? Errno.None : Errno.ENOTDIR;
        }

        if (error == Errno.None)
        {
            victim!.Lock.Acquire();
            error = directory.RemoveDirectory(walker.Last, victim);
            victim.Lock.Release();
            if (error == Errno.None)
            {
                child!.Unhash();
            }
        }

        directory.Lock.Release();
        if (error == Errno.None)
        {
            victim!.EvictIfUnused();
            FileNotices.TellDirectory(walker.Dentry, walker.Last.Bytes, victim, FileEvents.Delete, child);
        }

        return error;
    }

    /// <summary>Makes a node of an absent name; the directory is locked and permissions are checked.</summary>
    internal static Result<Dentry> CreateLocked(Dentry parent, NameSpan name, in NodeRequest request)
    {
        Inode directory = parent.Inode!;
        ByteName kept = name.ToName();
        Result<Inode> made = directory.Create(kept, request);
        if (made.IsError)
        {
            return made.Error;
        }

        Dentry? child = parent.FindChild(name);
        if (child is not null)
        {
            child.Instantiate(made.Value);
        }
        else
        {
            child = parent.AddChild(kept, made.Value);
        }

        FileNotices.TellDirectory(parent, kept.Bytes, made.Value, FileEvents.Create, child);
        return child;
    }

    // Walks to the parent, locks it and makes sure that the name is free and may be made. Success leaves the directory locked.
    private static Errno BeginCreate(in FsCaller caller, ref PathWalker walker, bool allowSlash)
    {
        Errno error = walker.WalkToParent();
        if (error != Errno.None)
        {
            return error;
        }

        if (walker.LastIsSpecial)
        {
            return Errno.EEXIST;
        }

        Inode directory = walker.Inode;
        directory.Lock.Acquire();
        Result<Dentry> found = NameLookup.FindLocked(walker.Dentry, walker.Last);
        if (found.IsOk && found.Value.Inode is not null)
        {
            error = Errno.EEXIST;
        }
        else if (found.IsError && found.Error != Errno.ENOENT)
        {
            error = found.Error;
        }
        else if (walker.HasTrailingSlash && !allowSlash)
        {
            error = Errno.ENOENT;
        }
        else
        {
            error = Permissions.MayChangeNames(walker.Mount, directory, caller.Credentials);
        }

        if (error != Errno.None)
        {
            directory.Lock.Release();
        }

        return error;
    }

    private static Errno FinishCreate(ref PathWalker walker, in NodeRequest request)
    {
        Result<Dentry> made = CreateLocked(walker.Dentry, walker.Last, request);
        walker.Inode.Lock.Release();
        return made.Error;
    }

    // The hold keeps a file without a name from going away while it gets one.
    private static Errno LinkHeld(Dentry parent, NameSpan name, Inode target)
    {
        if (!target.TryHold())
        {
            return Errno.ENOENT;
        }

        target.Lock.Acquire();
        Errno error = LinkLocked(parent, name, target);
        target.Lock.Release();
        target.Drop();
        return error;
    }

    private static Errno LinkLocked(Dentry parent, NameSpan name, Inode target)
    {
        if (target.LinkCount == 0 && !target.MayGetName)
        {
            return Errno.ENOENT;
        }

        ByteName kept = name.ToName();
        Errno error = parent.Inode!.Link(kept, target);
        if (error != Errno.None)
        {
            return error;
        }

        Dentry? child = parent.FindChild(name);
        if (child is not null)
        {
            child.Instantiate(target);
        }
        else
        {
            child = parent.AddChild(kept, target);
        }

        target.MayGetName = false;
        FileNotices.TellSelf(target, FileEvents.Attributes, child);
        FileNotices.TellDirectory(parent, kept.Bytes, target, FileEvents.Create, child);
        return Errno.None;
    }

    // The directory is locked: finds an existing name that the caller may take away.
    private static Errno FindVictim(in FsCaller caller, ref PathWalker walker, out Dentry? child)
    {
        child = null;
        Result<Dentry> found = NameLookup.FindLocked(walker.Dentry, walker.Last);
        if (found.IsError)
        {
            return found.Error;
        }

        if (found.Value.Inode is not { } victim)
        {
            return Errno.ENOENT;
        }

        child = found.Value;
        return MayRemove(caller, walker.Mount, walker.Inode, child, victim);
    }

    private static Errno MayRemove(in FsCaller caller, Mount mount, Inode directory, Dentry child, Inode victim)
    {
        Errno error = Permissions.MayChangeNames(mount, directory, caller.Credentials);
        if (error != Errno.None)
        {
            return error;
        }

        bool isForbidden = directory.IsAppendOnly || Permissions.IsStickyForbidden(directory, victim, caller.Credentials);
        if (isForbidden || InodeFlagging.CheckChange(victim) != Errno.None)
        {
            return Errno.EPERM;
        }

        return child.IsMountPoint ? Errno.EBUSY : Errno.None;
    }
}
