// Names to dentries: the remembered ones without a lock, the others by asking the file system.
using Lume.Abi;
using Lume.Kernel.Security;

namespace Lume.Kernel.Vfs;

/// <summary>Lookups of one name in one directory.</summary>
public static class NameLookup
{
    /// <summary>The remembered dentry, positive or negative, or null if the file system must be asked. Takes no lock.</summary>
    public static Dentry? FindRemembered(Dentry directory, NameSpan name)
    {
        Dentry? child = directory.FindChild(name);
        return child is null || !directory.Inode!.Super.NeedsRevalidation || child.Inode!.Revalidate() ? child : null;
    }

    /// <summary>Finds a name, asking the file system under the directory's lock. ENOENT, or a negative dentry where absence is remembered.</summary>
    public static Result<Dentry> Find(Dentry directory, NameSpan name)
    {
        Inode inode = directory.Inode!;
        inode.Lock.Acquire();
        Result<Dentry> found = FindLocked(directory, name);
        inode.Lock.Release();
        return found;
    }

    /// <summary>As <see cref="Find"/>, with the directory locked by the caller.</summary>
    public static Result<Dentry> FindLocked(Dentry directory, NameSpan name)
    {
        Inode inode = directory.Inode!;
        Dentry? child = directory.FindChild(name);
        if (child is not null)
        {
            if (!inode.Super.NeedsRevalidation || child.Inode!.Revalidate())
            {
                return child;
            }

            child.Unhash();
        }

        if (inode.LinkCount == 0)
        {
            return Errno.ENOENT;
        }

        Result<Inode> found = inode.Lookup(name);
        if (found.IsOk)
        {
            return directory.AddChild(name.ToName(), found.Value);
        }

        return found.Error == Errno.ENOENT && inode.Super.RemembersAbsence
            ? directory.AddChild(name.ToName(), null)
            : found.Error;
    }
}

/// <summary>Permission checks on inodes. Source: path_resolution(7).</summary>
public static class Permissions
{
    private const FileMode AllExecute = FileMode.OwnerExecute | FileMode.GroupExecute | FileMode.OtherExecute;

    /// <summary>Whether names in this directory may be looked up.</summary>
    public static bool MaySearch(Inode directory, Credentials credentials) =>
        (directory.Mode & AllExecute) == AllExecute || Allows(directory, credentials, AccessMode.Execute);

    /// <summary>Whether mode bits or capabilities grant all of <paramref name="wanted"/>.</summary>
    public static bool Allows(Inode inode, Credentials credentials, AccessMode wanted) =>
        credentials.MayAccess(inode.Mode, inode.UserId, inode.GroupId, wanted);

    /// <summary>As <see cref="Allows"/>, with the error: EPERM to write what is immutable, EACCES.</summary>
    public static Errno Check(Inode inode, Credentials credentials, AccessMode wanted) =>
        (wanted & AccessMode.Write) != 0 && inode.IsImmutable ? Errno.EPERM : Allows(inode, credentials, wanted) ? Errno.None : Errno.EACCES;

    /// <summary>Permission for a change of a directory's names through this mount: EROFS, EACCES, EPERM, ENOENT once the directory is deleted.</summary>
    public static Errno MayChangeNames(Mount mount, Inode directory, Credentials credentials)
    {
        if (mount.IsReadOnly)
        {
            return Errno.EROFS;
        }

        if (directory.LinkCount == 0)
        {
            return Errno.ENOENT;
        }

        return Check(directory, credentials, AccessMode.Write | AccessMode.Execute);
    }

    /// <summary>Whether the sticky bit forbids removing or renaming <paramref name="victim"/> in <paramref name="directory"/>.</summary>
    public static bool IsStickyForbidden(Inode directory, Inode victim, Credentials credentials) =>
        (directory.Mode & FileMode.Sticky) != 0
        && credentials.FileUserId != victim.UserId
        && credentials.FileUserId != directory.UserId
        && !credentials.Has(Capability.FileOwner);

    /// <summary>Whether the caller owns the inode or may act as its owner (CAP_FOWNER).</summary>
    public static bool IsOwner(Inode inode, Credentials credentials) =>
        credentials.FileUserId == inode.UserId || credentials.Has(Capability.FileOwner);
}
