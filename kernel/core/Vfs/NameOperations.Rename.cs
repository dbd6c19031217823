// Renaming.
// Lock order: two directories need s_renameLock first, so that nobody changes who is whose ancestor; then the ancestor before the
// descendant; then what is replaced.
using System;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

public static partial class NameOperations
{
    private static readonly Mutex s_renameLock = new();

    /// <summary>renameat2(2). Source: rename(2), Linux fs/namei.c do_renameat2 for the order of errors.</summary>
    public static Errno Rename(
        in FsCaller caller, PathRef oldStart, ReadOnlySpan<byte> oldPath, PathRef newStart, ReadOnlySpan<byte> newPath, RenameFlags flags)
    {
        const RenameFlags both = RenameFlags.NoReplace | RenameFlags.Exchange;
        if ((flags & ~both) != 0 || flags == both)
        {
            return Errno.EINVAL;
        }

        PathWalker from = caller.Walker(oldPath, oldStart, WalkFlags.None);
        Errno error = from.WalkToParent();
        if (error != Errno.None)
        {
            return error;
        }

        PathWalker to = caller.Walker(newPath, newStart, WalkFlags.None);
        error = to.WalkToParent();
        if (error != Errno.None)
        {
            return error;
        }

        if (!ReferenceEquals(from.Mount, to.Mount))
        {
            return Errno.EXDEV;
        }

        if (from.LastIsSpecial || to.LastIsSpecial)
        {
            return to.LastIsSpecial && !from.LastIsSpecial && (flags & RenameFlags.NoReplace) != 0 ? Errno.EEXIST : Errno.EBUSY;
        }

        LockBoth(from.Dentry, to.Dentry);
        Inode? replaced = null;
        error = RenameLocked(caller, ref from, ref to, flags, ref replaced);
        UnlockBoth(from.Dentry, to.Dentry);
        if (error == Errno.None && replaced is not null)
        {
            replaced.EvictIfUnused();
        }

        return error;
    }

    private static void LockBoth(Dentry first, Dentry second)
    {
        if (ReferenceEquals(first, second))
        {
            first.Inode!.Lock.Acquire();
            return;
        }

        s_renameLock.Acquire();
        bool secondIsAbove = second.IsSameOrAncestorOf(first);
        (secondIsAbove ? second : first).Inode!.Lock.Acquire();
        (secondIsAbove ? first : second).Inode!.Lock.Acquire();
    }

    private static void UnlockBoth(Dentry first, Dentry second)
    {
        first.Inode!.Lock.Release();
        if (!ReferenceEquals(first, second))
        {
            second.Inode!.Lock.Release();
            s_renameLock.Release();
        }
    }

    private static Errno RenameLocked(
        in FsCaller caller, ref PathWalker from, ref PathWalker to, RenameFlags flags, ref Inode? replaced)
    {
        Result<Dentry> source = NameLookup.FindLocked(from.Dentry, from.Last);
        Inode? node = source.IsOk ? source.Value.Inode : null;
        if (node is null)
        {
            return source.IsOk ? Errno.ENOENT : source.Error;
        }

        Result<Dentry> target = NameLookup.FindLocked(to.Dentry, to.Last);
        if (target.IsError && target.Error != Errno.ENOENT)
        {
            return target.Error;
        }

        Dentry? existing = target.IsOk && target.Value.Inode is not null ? target.Value : null;
        Errno error = CheckRename(caller, ref from, ref to, source.Value, existing, flags);
        if (error != Errno.None || ReferenceEquals(existing?.Inode, node))
        {
            return error;
        }

        bool isExchange = (flags & RenameFlags.Exchange) != 0;
        RenameRequest request = new()
        {
            OldName = from.Last,
            Node = node,
            NewDirectory = to.Inode,
            NewName = to.Last.ToName(),
            Replaced = existing?.Inode,
            Exchange = isExchange,
        };
        Inode? locked = isExchange ? null : existing?.Inode;
        locked?.Lock.Acquire();
        error = from.Inode.Rename(request);
        locked?.Lock.Release();
        if (error == Errno.None)
        {
            MoveDentries(source.Value, target.IsOk ? target.Value : null, from.Dentry, to.Dentry, request);
            replaced = locked;
            ReadOnlySpan<byte> newName = request.NewName.Bytes;
            FileNotices.TellMove(from.Dentry, from.Last.Bytes, to.Dentry, newName, source.Value, locked);
            if (isExchange)
            {
                FileNotices.TellMove(to.Dentry, newName, from.Dentry, from.Last.Bytes, existing!, null);
            }
        }

        return error;
    }

    private static Errno CheckRename(
        in FsCaller caller, ref PathWalker from, ref PathWalker to, Dentry source, Dentry? existing, RenameFlags flags)
    {
        Inode node = source.Inode!;
        if (existing is not null && (flags & RenameFlags.NoReplace) != 0)
        {
            return Errno.EEXIST;
        }

        bool isExchange = (flags & RenameFlags.Exchange) != 0;
        if (isExchange && existing is null)
        {
            return Errno.ENOENT;
        }

        bool targetMayBeDirectory = isExchange ? existing!.Inode!.IsDirectory : node.IsDirectory;
        if ((!node.IsDirectory && from.HasTrailingSlash) || (!targetMayBeDirectory && to.HasTrailingSlash))
        {
            return Errno.ENOTDIR;
        }

        // A directory must not move into itself.
        if (source.IsSameOrAncestorOf(to.Dentry))
        {
            return Errno.EINVAL;
        }

        if (existing is not null && existing.IsSameOrAncestorOf(from.Dentry))
        {
            return isExchange ? Errno.EINVAL : Errno.ENOTEMPTY;
        }

        Errno error = MayRemove(caller, from.Mount, from.Inode, source, node);
        if (error != Errno.None)
        {
            return error;
        }

        if (existing is null)
        {
            error = Permissions.MayChangeNames(to.Mount, to.Inode, caller.Credentials);
        }
        else
        {
            error = MayRemove(caller, to.Mount, to.Inode, existing, existing.Inode!);
            if (error == Errno.None && !isExchange && node.IsDirectory != existing.Inode!.IsDirectory)
            {
                error = node.IsDirectory ? Errno.ENOTDIR : Errno.EISDIR;
            }
        }

        bool changesParent = node.IsDirectory && !ReferenceEquals(from.Inode, to.Inode);
        return error == Errno.None && changesParent ? Permissions.Check(node, caller.Credentials, AccessMode.Write) : error;
    }

    private static void MoveDentries(Dentry source, Dentry? target, Dentry fromParent, Dentry toParent, in RenameRequest request)
    {
        target?.Unhash();
        ByteName oldName = source.Name;
        source.Move(toParent, request.NewName);
        if (request.Exchange)
        {
            target!.Move(fromParent, oldName);
        }
    }
}
