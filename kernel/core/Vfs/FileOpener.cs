// open(2): from a path and flags to an open file.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

/// <summary>Opening of files. Source: open(2), Linux fs/namei.c for the order of errors.</summary>
public static class FileOpener
{
    private const OpenFlags TemporaryBit = OpenFlags.TemporaryFile & ~OpenFlags.Directory;

    private const OpenFlags PathOnlyFlags =
        OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow | OpenFlags.CloseOnExec;

    /// <summary>Opens a path. The result has one reference.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="start">Where relative paths begin.</param>
    /// <param name="path">The bytes without NUL.</param>
    /// <param name="flags">As given to open.</param>
    /// <param name="mode">Permissions of a file that is created.</param>
    /// <param name="resolve">RESOLVE_* restrictions.</param>
    public static Result<OpenFile> Open(
        in FsCaller caller, PathRef start, ReadOnlySpan<byte> path, OpenFlags flags, FileMode mode, WalkFlags resolve = WalkFlags.None)
    {
        // As on every 64-bit Linux, all files may be large; F_GETFL says so.
        flags = (flags & OpenFlags.Path) != 0 ? flags & PathOnlyFlags : flags | OpenFlags.LargeFile;

        if ((flags & TemporaryBit) != 0)
        {
            return OpenTemporary(caller, start, path, flags, mode, resolve);
        }

        if ((flags & OpenFlags.NoFollow) == 0)
        {
            resolve |= WalkFlags.FollowLast;
        }

        if ((flags & OpenFlags.Create) != 0)
        {
            return (flags & OpenFlags.Directory) != 0
                ? Errno.EINVAL
                : OpenOrCreate(caller, start, path, flags, mode, resolve);
        }

        PathWalker walker = caller.Walker(path, start, resolve);
        Errno error = walker.Walk();
        return error == Errno.None
            ? OpenPlace(caller, walker.Mount, walker.Dentry, flags, isNew: false)
            : error;
    }

    /// <summary>Opens what is at a place, with the checks of open(2).</summary>
    /// <param name="caller">Who.</param>
    /// <param name="mount">The mount it is seen through.</param>
    /// <param name="dentry">The place.</param>
    /// <param name="flags">As given to open.</param>
    /// <param name="isNew">It was just created by this call: permissions and truncation do not matter.</param>
    public static Result<OpenFile> OpenPlace(in FsCaller caller, Mount mount, Dentry dentry, OpenFlags flags, bool isNew)
    {
        Inode? inode = dentry.Inode;
        if (inode is null)
        {
            return Errno.ENOENT;
        }

        if ((flags & OpenFlags.Directory) != 0 && !inode.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        if ((flags & OpenFlags.Path) == 0)
        {
            Errno error = isNew ? Errno.None : MayOpen(caller, mount, inode, flags);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return OpenInode(new PathRef(mount, dentry), inode, isNew ? flags & ~OpenFlags.Truncate : flags);
    }

    /// <summary>
    /// Opens an inode without any check of permissions: what the kernel itself does. Takes the holds an open file needs. May sleep until
    /// a program allows it: no locks are held.
    /// </summary>
    /// <param name="location">Where it is.</param>
    /// <param name="inode">What is there.</param>
    /// <param name="flags">As given to open.</param>
    /// <param name="isExecution">Whether it will be executed.</param>
    public static Result<OpenFile> OpenInode(PathRef location, Inode inode, OpenFlags flags, bool isExecution = false)
    {
        Errno error = inode.BeginOpen(flags);
        if (error != Errno.None)
        {
            return error;
        }

        if ((flags & OpenFlags.Path) != 0)
        {
            return new PathOnlyFile(location, inode, flags);
        }

        error = FileNotices.AreAsked ? FileNotices.AskOpen(location, flags, isExecution) : Errno.None;
        if (error == Errno.None && inode.Leases is { } leases)
        {
            error = leases.Break(forWriting: (flags & OpenFlags.AccessMode) != OpenFlags.ReadOnly, mayWait: (flags & OpenFlags.NonBlock) == 0);
        }

        Result<OpenFile> opened = error == Errno.None ? inode.Open(location, flags) : error;
        if (opened.IsError)
        {
            inode.EndOpen(flags);
            return opened;
        }

        if (FileNotices.AreWanted)
        {
            FileNotices.Tell(opened.Value, isExecution ? FileEvents.Open | FileEvents.OpenExecute : FileEvents.Open);
        }

        return inode.IsRegular && (flags & OpenFlags.Truncate) != 0 ? Truncate(opened.Value) : opened;
    }

    /// <summary>The open file for an inode by its type; what <see cref="Inode.Open"/> does unless a file system knows better.</summary>
    public static Result<OpenFile> OpenByType(Inode inode, PathRef location, OpenFlags flags)
    {
        switch (inode.Type)
        {
            case FileMode.Regular:
                return inode.Pages is PageCache ? new RegularFile(location, inode, flags) : Errno.EINVAL;
            case FileMode.Directory:
                return new DirectoryFile(location, inode, flags);
            case FileMode.Fifo:
                return Fifo.Open(location, inode, flags);
            case FileMode.CharacterDevice:
                CharacterDevice? device = DeviceRegistry.Find(inode.Device);
                return device is null ? Errno.ENXIO : device.OpenFile(location, inode, flags);
            case FileMode.SymbolicLink:
                return Errno.ELOOP;
            default:
                return Errno.ENXIO;
        }
    }

    // O_TRUNC, of a file that is perhaps open for reading only.
    private static Result<OpenFile> Truncate(OpenFile file)
    {
        Inode inode = file.Inode;
        if (!inode.TryBeginWriting())
        {
            file.Release();
            return Errno.ETXTBSY;
        }

        Errno error = AttributeOperations.SetLength(inode, 0);
        inode.EndWriting();
        if (error != Errno.None)
        {
            file.Release();
            return error;
        }

        FileNotices.TellChange(file.Location, FileEvents.Modify);
        return file;
    }

    private static Result<OpenFile> OpenOrCreate(
        in FsCaller caller, PathRef start, ReadOnlySpan<byte> path, OpenFlags flags, FileMode mode, WalkFlags resolve)
    {
        PathWalker walker = caller.Walker(path, start, resolve);
        Errno error = walker.WalkToParent();
        while (error == Errno.None)
        {
            if (walker.LastIsSpecial)
            {
                return walker.Inode.IsDirectory
                    ? Errno.EISDIR
                    : OpenExisting(caller, ref walker, walker.Dentry, flags);
            }

            if (walker.HasTrailingSlash)
            {
                return Errno.EISDIR;
            }

            bool isNew = false;
            Dentry? child = NameLookup.FindRemembered(walker.Dentry, walker.Last);
            if (child?.Inode is null)
            {
                Result<Dentry> made = FindOrCreate(caller, ref walker, mode, out isNew);
                if (made.IsError)
                {
                    return made.Error;
                }

                child = made.Value;
            }

            if (isNew)
            {
                return OpenPlace(caller, walker.Mount, child, flags, isNew: true);
            }

            Inode inode = child.Inode!;
            bool isExclusive = (flags & OpenFlags.Exclusive) != 0;
            if (!inode.IsSymbolicLink || isExclusive || (flags & OpenFlags.NoFollow) != 0)
            {
                return isExclusive ? Errno.EEXIST : OpenExisting(caller, ref walker, child, flags);
            }

            error = walker.ContinueThroughLast(inode);
        }

        return error;
    }

    private static Result<OpenFile> OpenExisting(in FsCaller caller, ref PathWalker walker, Dentry child, OpenFlags flags)
    {
        Errno error = walker.EnterLast(child);
        if (error != Errno.None)
        {
            return error;
        }

        return walker.Inode.IsDirectory ? Errno.EISDIR : OpenPlace(caller, walker.Mount, walker.Dentry, flags, isNew: false);
    }

    private static Result<Dentry> FindOrCreate(in FsCaller caller, ref PathWalker walker, FileMode mode, out bool isNew)
    {
        Dentry parent = walker.Dentry;
        Inode directory = parent.Inode!;
        isNew = false;
        directory.Lock.Acquire();
        Result<Dentry> found = NameLookup.FindLocked(parent, walker.Last);
        bool isAbsent = found.IsOk ? found.Value.Inode is null : found.Error == Errno.ENOENT;
        if (isAbsent)
        {
            Errno error = Permissions.MayChangeNames(walker.Mount, directory, caller.Credentials);
            found = error == Errno.None
                ? NameOperations.CreateLocked(parent, walker.Last, caller.NewNode(directory, FileMode.Regular, mode))
                : error;
            isNew = found.IsOk;
        }

        directory.Lock.Release();
        return found;
    }

    private static Result<OpenFile> OpenTemporary(
        in FsCaller caller, PathRef start, ReadOnlySpan<byte> path, OpenFlags flags, FileMode mode, WalkFlags resolve)
    {
        bool canWrite = (flags & OpenFlags.AccessMode) is OpenFlags.WriteOnly or OpenFlags.ReadWrite;
        if ((flags & OpenFlags.Directory) == 0 || (flags & OpenFlags.Create) != 0 || !canWrite)
        {
            return Errno.EINVAL;
        }

        PathWalker walker = caller.Walker(path, start, resolve | WalkFlags.Directory | WalkFlags.FollowLast);
        Errno error = walker.Walk();
        if (error == Errno.None)
        {
            error = Permissions.MayChangeNames(walker.Mount, walker.Inode, caller.Credentials);
        }

        if (error != Errno.None)
        {
            return error;
        }

        Result<Inode> made = walker.Inode.CreateUnnamed(caller.NewNode(walker.Inode, FileMode.Regular, mode));
        if (made.IsError)
        {
            return made.Error;
        }

        made.Value.MayGetName = (flags & OpenFlags.Exclusive) == 0;
        Dentry dentry = Dentry.CreateUnlinked(new ByteName("#tmpfile"u8), walker.Dentry, made.Value);
        flags &= ~(OpenFlags.Directory | TemporaryBit);
        return OpenPlace(caller, walker.Mount, dentry, flags, isNew: true);
    }

    private static Errno MayOpen(in FsCaller caller, Mount mount, Inode inode, OpenFlags flags)
    {
        AccessMode wanted = WantedAccess(flags);
        switch (inode.Type)
        {
            case FileMode.SymbolicLink:
                return Errno.ELOOP;
            case FileMode.Directory when (wanted & AccessMode.Write) != 0:
                return Errno.EISDIR;
            case FileMode.CharacterDevice or FileMode.BlockDevice when (mount.Flags & MountFlags.NoDevices) != 0:
                return Errno.EACCES;
            case FileMode.Regular when (wanted & AccessMode.Write) != 0 && mount.IsReadOnly:
                return Errno.EROFS;
        }

        Errno error = Permissions.Check(inode, caller.Credentials, wanted);
        error = error == Errno.None ? InodeFlagging.CheckOpen(inode, flags) : error;
        if (error != Errno.None)
        {
            return error;
        }

        return (flags & OpenFlags.NoAccessTime) != 0 && !Permissions.IsOwner(inode, caller.Credentials)
            ? Errno.EPERM
            : Errno.None;
    }

    private static AccessMode WantedAccess(OpenFlags flags)
    {
        AccessMode wanted = (flags & OpenFlags.AccessMode) switch
        {
            OpenFlags.ReadOnly => AccessMode.Read,
            OpenFlags.WriteOnly => AccessMode.Write,
            _ => AccessMode.Read | AccessMode.Write,
        };
        return (flags & OpenFlags.Truncate) != 0 ? wanted | AccessMode.Write : wanted;
    }
}
