// chmod, chown, utimensat, truncate: changes of attributes with Linux's rules about who may.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Security;
using Lume.Kernel.Time;

namespace Lume.Kernel.Vfs;

/// <summary>Changes of an inode's attributes. Source: Linux fs/attr.c, chmod(2), chown(2), utimensat(2).</summary>
public static class AttributeOperations
{
    /// <summary>In chown: leave as it is.</summary>
    public const uint Unchanged = uint.MaxValue;

    /// <summary>chmod; without a mount for what has no place in the tree. EPERM unless owner or CAP_FOWNER; a set-group-id bit that the caller may not set is dropped silently. EROFS.</summary>
    public static Errno ChangeMode(Mount? mount, Inode inode, FileMode permissions, Credentials credentials)
    {
        if (mount is { IsReadOnly: true })
        {
            return Errno.EROFS;
        }

        if (inode.IsSymbolicLink)
        {
            return Errno.EOPNOTSUPP;
        }

        inode.Lock.Acquire();
        Errno error = Errno.EPERM;
        if (InodeFlagging.CheckChange(inode) == Errno.None && Permissions.IsOwner(inode, credentials))
        {
            if (!credentials.InGroup(inode.GroupId) && !credentials.Has(Capability.FileSetId))
            {
                permissions &= ~FileMode.SetGroupId;
            }

            error = FileSealing.CheckMode(inode, permissions);
            error = error == Errno.None ? inode.SetAttributes(new AttributeChange { Permissions = permissions, Now = Clock.Realtime }) : error;
        }

        inode.Lock.Release();
        return error;
    }

    /// <summary>chown; without a mount for what has no place in the tree. Owner needs CAP_CHOWN; group needs ownership and membership, or CAP_CHOWN. Set-id bits of files go. EROFS, EPERM.</summary>
    public static Errno ChangeOwner(Mount? mount, Inode inode, uint userId, uint groupId, Credentials credentials)
    {
        if (mount is { IsReadOnly: true })
        {
            return Errno.EROFS;
        }

        inode.Lock.Acquire();
        Errno error = Errno.EPERM;
        if (InodeFlagging.CheckChange(inode) == Errno.None && MayChangeOwner(inode, userId, groupId, credentials))
        {
            error = inode.SetAttributes(new AttributeChange
            {
                UserId = userId == Unchanged ? null : userId,
                GroupId = groupId == Unchanged ? null : groupId,
                Permissions = inode.IsDirectory ? null : WithoutSetId(inode.Mode),
                Now = Clock.Realtime,
            });
        }

        inode.Lock.Release();
        return error;
    }

    /// <summary>utimensat with times; null parts stay. EPERM, EROFS.</summary>
    public static Errno ChangeTimes(Mount mount, Inode inode, long? accessTime, long? modificationTime, Credentials credentials)
    {
        return mount.IsReadOnly ? Errno.EROFS
            : InodeFlagging.CheckChange(inode) != Errno.None || !Permissions.IsOwner(inode, credentials) ? Errno.EPERM
            : SetTimes(inode, accessTime, modificationTime);
    }

    /// <summary>utimensat to the present, for which write permission suffices. EACCES, EPERM, EROFS.</summary>
    public static Errno Touch(Mount mount, Inode inode, Credentials credentials)
    {
        if (mount.IsReadOnly)
        {
            return Errno.EROFS;
        }

        Errno error = inode.IsImmutable ? Errno.EPERM
            : Permissions.IsOwner(inode, credentials) ? Errno.None
            : Permissions.Check(inode, credentials, AccessMode.Write);
        if (error != Errno.None)
        {
            return error;
        }

        long now = Clock.Realtime;
        return SetTimes(inode, now, now);
    }

    /// <summary>truncate(2) by place, when leases are broken: EISDIR, EINVAL for other types, EACCES, EPERM, EROFS, ETXTBSY, ERESTARTSYS.</summary>
    public static Errno Truncate(Mount mount, Inode inode, long length, Credentials credentials)
    {
        if (inode.IsDirectory)
        {
            return Errno.EISDIR;
        }

        if (!inode.IsRegular || length < 0)
        {
            return Errno.EINVAL;
        }

        if (mount.IsReadOnly)
        {
            return Errno.EROFS;
        }

        Errno error = Permissions.Check(inode, credentials, AccessMode.Write);
        error = error == Errno.None && inode.IsAppendOnly ? Errno.EPERM : error;
        if (error != Errno.None)
        {
            return error;
        }

        if (!inode.TryHold())
        {
            return Errno.ENOENT;
        }

        error = Errno.ETXTBSY;
        if (inode.TryBeginWriting())
        {
            error = inode.Leases is { } leases ? leases.Break(forWriting: true, mayWait: true) : Errno.None;
            error = error == Errno.None ? SetLength(inode, length) : error;
            inode.EndWriting();
        }

        inode.Drop();
        return error;
    }

    /// <summary>Sets the length of a regular file that the caller may write, and its times. EFBIG, ENOSPC.</summary>
    public static Errno SetLength(Inode inode, long length)
    {
        inode.Lock.Acquire();
        Errno error = FileSealing.CheckLength(inode, length);
        error = error == Errno.None && length > inode.Size ? FileSizeLimit.Check(length) : error;
        error = error == Errno.None ? inode.SetSize(length) : error;
        if (error == Errno.None)
        {
            NoteWritten(inode);
        }

        inode.Lock.Release();
        return error;
    }

    /// <summary>New modification and change time, and set-id bits away as after every write; under the inode's lock.</summary>
    public static void NoteWritten(Inode inode)
    {
        long now = Clock.Realtime;
        inode.ModificationTime = now;
        inode.ChangeTime = now;
        if ((inode.Mode & (FileMode.SetUserId | FileMode.SetGroupId)) != 0)
        {
            DropSetId(inode);
        }
    }

    private static void DropSetId(Inode inode)
    {
        if (!Scheduling.Thread.Current.Credentials.Has(Capability.FileSetId))
        {
            inode.Mode = inode.Type | WithoutSetId(inode.Mode);
        }
    }

    private static FileMode WithoutSetId(FileMode mode)
    {
        FileMode kept = mode & FileMode.ChangeableMask & ~FileMode.SetUserId;
        return (mode & FileMode.GroupExecute) != 0 ? kept & ~FileMode.SetGroupId : kept;
    }

    private static bool MayChangeOwner(Inode inode, uint userId, uint groupId, Credentials credentials)
    {
        if (credentials.Has(Capability.ChangeOwner))
        {
            return true;
        }

        bool isOwner = credentials.FileUserId == inode.UserId;
        bool userStays = userId == Unchanged || userId == inode.UserId;
        bool groupAllowed = groupId == Unchanged || groupId == inode.GroupId || credentials.InGroup(groupId);
        return isOwner && userStays && groupAllowed;
    }

    private static Errno SetTimes(Inode inode, long? accessTime, long? modificationTime)
    {
        inode.Lock.Acquire();
        Errno error = inode.SetAttributes(new AttributeChange
        {
            AccessTime = accessTime,
            ModificationTime = modificationTime,
            Now = Clock.Realtime,
        });
        inode.Lock.Release();
        return error;
    }
}
