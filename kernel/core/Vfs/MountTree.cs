// The tree of mounts: the one namespace that every process sees.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

/// <summary>
/// All mounts. Lookups take no lock; changes are made under one mutex, outside every inode's lock.
/// </summary>
public static class MountTree
{
    private static readonly Mutex s_lock = new();
    private static readonly List<Mount> s_mounts = [];
    private static Mount? s_root;

    /// <summary>The mount at the top of the tree; throws before <see cref="MountRoot"/>.</summary>
    public static Mount Root => s_root ?? throw new InvalidOperationException("no root file system");

    /// <summary>Mounts the first file system. Once, while the kernel starts.</summary>
    /// <param name="super">Its instance.</param>
    /// <param name="source">Its source in /proc/mounts.</param>
    public static PathRef MountRoot(SuperBlock super, string source)
    {
        s_root = new Mount(super, super.Root, MountFlags.RelativeAccessTime, AsciiText.Bytes(source));
        s_mounts.Add(s_root);
        return new PathRef(s_root, super.Root);
    }

    /// <summary>A mount outside the tree, for kernel-internal instances (pipes, memfd).</summary>
    public static Mount MountInternal(SuperBlock super, string source, MountFlags flags = MountFlags.NoAccessTime)
    {
        Mount mount = new(super, super.Root, flags, AsciiText.Bytes(source));
        mount.Pin();
        return mount;
    }

    /// <summary>The mount that covers a dentry in a mount, or null. Takes no lock.</summary>
    public static Mount? FindOn(Mount parent, Dentry dentry)
    {
        Mount? step = dentry.Mounts;
        while (step is not null)
        {
            // The list may lead into another dentry's while a mount moves: both ends are compared.
            if (ReferenceEquals(step.Parent, parent) && ReferenceEquals(step.MountPoint, dentry))
            {
                return step;
            }

            step = step.NextOnDentry;
        }

        return null;
    }

    /// <summary>Attaches an instance, or a part of it, at a place (a directory on a directory). It covers what is there. ENOTDIR, ENOENT.</summary>
    /// <param name="super">The instance.</param>
    /// <param name="root">The part that shows: the instance's root, or another dentry of it (bind).</param>
    /// <param name="place">Where.</param>
    /// <param name="flags">Flags of the attachment.</param>
    /// <param name="source">For /proc/mounts.</param>
    public static Errno Attach(SuperBlock super, Dentry root, PathRef place, MountFlags flags, byte[] source)
    {
        Inode? rootInode = root.Inode;
        if (rootInode is null || rootInode.IsDirectory != place.Inode.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        s_lock.Acquire();
        Errno error = Errno.ENOENT;
        if (place.Dentry.IsHashed && !place.Mount.IsDetached)
        {
            Mount mount = new(super, root, flags, source);
            mount.Attach(place.Mount, place.Dentry);
            place.Mount.Pin();
            s_mounts.Add(mount);
            error = Errno.None;
        }

        s_lock.Release();
        return error;
    }

    /// <summary>MS_BIND with MS_REC: attaches what <paramref name="source"/> shows, and the mounts below it, at a place. ENOTDIR, ENOENT.</summary>
    public static Errno AttachTree(PathRef source, PathRef place)
    {
        Mount[] present = Snapshot();
        Errno error = Attach(source.Mount.Super, source.Dentry, place, source.Mount.Flags, source.Mount.Source);
        if (error != Errno.None || FindOn(place.Mount, place.Dentry) is not { } copy)
        {
            return error;
        }

        Mount[] copies = new Mount[present.Length];
        for (int i = 0; i < present.Length && error == Errno.None; i++)
        {
            Mount original = present[i];
            if (ReferenceEquals(original, source.Mount))
            {
                copies[i] = copy;
                continue;
            }

            // Parents come before children, so the copy of the parent exists already if there is one.
            Mount? parent = original.Parent;
            int parentIndex = parent is null ? -1 : System.Array.IndexOf(present, parent);
            Dentry? mountPoint = original.MountPoint;
            if (parentIndex < 0 || mountPoint is null || copies[parentIndex] is not { } parentCopy)
            {
                continue;
            }

            bool isBelow = !ReferenceEquals(parent, source.Mount) || source.Dentry.IsSameOrAncestorOf(mountPoint);
            if (isBelow)
            {
                PathRef target = new(parentCopy, mountPoint);
                error = Attach(original.Super, original.Root, target, original.Flags, original.Source);
                copies[i] = FindOn(parentCopy, mountPoint)!;
            }
        }

        return error;
    }

    /// <summary>Detaches the mount whose root <paramref name="place"/> is. EINVAL when it is none, EBUSY when it is in use.</summary>
    /// <param name="place">The root of a mount.</param>
    /// <param name="lazy">MNT_DETACH: out of the tree at once, with the mounts in it; released with the last user.</param>
    public static Errno Detach(PathRef place, bool lazy)
    {
        Mount mount = place.Mount;
        if (!ReferenceEquals(place.Dentry, mount.Root))
        {
            return Errno.EINVAL;
        }

        s_lock.Acquire();
        Errno error = DetachLocked(mount, lazy);
        s_lock.Release();
        return error;
    }

    /// <summary>MS_REMOUNT with MS_BIND: changes the flags of one attachment. EINVAL when the place is no root of a mount.</summary>
    public static Errno SetFlags(PathRef place, MountFlags flags)
    {
        if (!ReferenceEquals(place.Dentry, place.Mount.Root))
        {
            return Errno.EINVAL;
        }

        place.Mount.Flags = flags;
        return Errno.None;
    }

    /// <summary>MS_MOVE: hangs a mount elsewhere. EINVAL for a place that is no mount or is the root, ELOOP into itself.</summary>
    public static Errno Move(PathRef from, PathRef to)
    {
        Mount mount = from.Mount;
        if (!ReferenceEquals(from.Dentry, mount.Root) || mount.Parent is null)
        {
            return Errno.EINVAL;
        }

        if (mount.Root.Inode!.IsDirectory != to.Inode.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        s_lock.Acquire();
        Errno error = MoveLocked(mount, to);
        s_lock.Release();
        return error;
    }

    /// <summary>
    /// pivot_root(2): the mount at <paramref name="newRoot"/> becomes the top, the old top hangs at <paramref name="putOld"/>.
    /// The caller checked that both are directories and that putOld is at or below newRoot. EINVAL, EBUSY.
    /// </summary>
    public static Errno Pivot(PathRef newRoot, PathRef putOld)
    {
        Mount mount = newRoot.Mount;
        s_lock.Acquire();
        Errno error = Errno.EINVAL;
        if (ReferenceEquals(mount, s_root) || ReferenceEquals(putOld.Mount, s_root))
        {
            error = Errno.EBUSY;
        }
        else if (ReferenceEquals(newRoot.Dentry, mount.Root) && mount.Parent is { } parent && IsWithin(putOld.Mount, mount))
        {
            Mount old = s_root!;
            mount.Detach();
            parent.Unpin();
            old.Attach(putOld.Mount, putOld.Dentry);
            putOld.Mount.Pin();
            s_root = mount;
            error = Errno.None;
        }

        s_lock.Release();
        return error;
    }

    /// <summary>A copy of the list of mounts, parents before children, for /proc/mounts and sync.</summary>
    public static Mount[] Snapshot()
    {
        s_lock.Acquire();
        Mount[] mounts = s_mounts.ToArray();
        s_lock.Release();
        return mounts;
    }

    /// <summary>A copy of the list of mounts in the order of their ids, in which they were made.</summary>
    public static Mount[] SnapshotById()
    {
        Mount[] mounts = Snapshot();
        System.Array.Sort(mounts, static (left, right) => left.Id.CompareTo(right.Id));
        return mounts;
    }

    /// <summary>The mount in the tree that has this <see cref="Mount.UniqueId"/>, or null.</summary>
    public static Mount? Find(ulong uniqueId)
    {
        foreach (Mount mount in Snapshot())
        {
            if (mount.UniqueId == uniqueId)
            {
                return mount;
            }
        }

        return null;
    }

    /// <summary>Whether a place is a root or below it. A concurrent rename or move may show either answer.</summary>
    public static bool IsReachable(Mount mount, Dentry dentry, PathRef root)
    {
        while (!ReferenceEquals(mount, root.Mount))
        {
            Dentry? mountPoint = mount.MountPoint;
            if (mount.Parent is not { } parent || mountPoint is null)
            {
                return false;
            }

            mount = parent;
            dentry = mountPoint;
        }

        return root.Dentry.IsSameOrAncestorOf(dentry);
    }

    /// <summary>Writes every instance back (sync).</summary>
    public static void SynchronizeAll()
    {
        foreach (Mount mount in Snapshot())
        {
            mount.Super.Synchronize();
        }
    }

    internal static void ReleaseDetached(Mount mount)
    {
        if (mount.TryClaimRelease())
        {
            FileNotices.TellUnmount(mount);
            mount.Super.RemoveMount();
        }
    }

    private static Errno DetachLocked(Mount mount, bool lazy)
    {
        if (mount.Parent is null || mount.IsDetached)
        {
            return Errno.EINVAL;
        }

        if (!lazy && mount.IsBusy())
        {
            return Errno.EBUSY;
        }

        if (lazy)
        {
            DetachChildren(mount);
        }

        Remove(mount);
        return Errno.None;
    }

    // Children pin their parent, so that they go first. Backwards: the list has parents before children.
    private static void DetachChildren(Mount mount)
    {
        for (int i = s_mounts.Count - 1; i >= 0; i--)
        {
            if (i < s_mounts.Count && !ReferenceEquals(s_mounts[i], mount) && IsWithin(s_mounts[i], mount))
            {
                Remove(s_mounts[i]);
            }
        }
    }

    private static void Remove(Mount mount)
    {
        Mount? parent = mount.Parent;
        mount.Retire();
        s_mounts.Remove(mount);
        parent?.Unpin();
        ReleaseDetached(mount);
    }

    private static Errno MoveLocked(Mount mount, PathRef to)
    {
        if (IsWithin(to.Mount, mount))
        {
            return Errno.ELOOP;
        }

        Mount? parent = mount.Parent;
        if (parent is null || to.Mount.IsDetached)
        {
            return Errno.EINVAL;
        }

        mount.Detach();
        parent.Unpin();
        mount.Attach(to.Mount, to.Dentry);
        to.Mount.Pin();
        return Errno.None;
    }

    private static bool IsWithin(Mount mount, Mount ancestor)
    {
        Mount? step = mount;
        while (step is not null)
        {
            if (ReferenceEquals(step, ancestor))
            {
                return true;
            }

            step = step.Parent;
        }

        return false;
    }
}
