// A file system's tree, or a part of it, attached to a place.
// Invariant: Parent, MountPoint and the list on the mount point change only under MountTree's lock.
using System;
using System.Threading;
using Lume.Hal;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

/// <summary>Flags of one mount. Source: Linux include/linux/mount.h, mount(2).</summary>
[Flags]
public enum MountFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>MS_RDONLY of this mount.</summary>
    ReadOnly = 1,

    /// <summary>MS_NOSUID: set-id bits do nothing.</summary>
    NoSetId = 2,

    /// <summary>MS_NODEV: device nodes cannot be opened.</summary>
    NoDevices = 4,

    /// <summary>MS_NOEXEC: nothing can be executed.</summary>
    NoExecute = 8,

    /// <summary>MS_NOATIME: reads leave the access time.</summary>
    NoAccessTime = 1024,

    /// <summary>MS_NODIRATIME.</summary>
    NoDirectoryAccessTime = 2048,

    /// <summary>MS_RELATIME: access times are kept roughly; what Linux does unless told otherwise.</summary>
    RelativeAccessTime = 1 << 21,
}

/// <summary>One attachment of a tree.</summary>
public sealed class Mount : IWatched
{
    private static int s_lastId;
    private readonly SplitCount _pins = new();
    private MountFlags _flags;
    private Mount? _parent;
    private Dentry? _mountPoint;
    private Watch? _watches;

    internal Mount(SuperBlock super, Dentry root, MountFlags flags, byte[] source)
    {
        Super = super;
        Root = root;
        Source = source;
        _flags = flags;
        Id = Interlocked.Increment(ref s_lastId);
        super.AddMount();
    }

    /// <summary>A number that is not used again.</summary>
    public int Id { get; }

    /// <summary>Unique ids are above this, so that no other number is taken for one.</summary>
    public const ulong UniqueIdOffset = 1UL << 31;

    /// <summary>The number as statmount and STATX_MNT_ID_UNIQUE have it.</summary>
    public ulong UniqueId => UniqueIdOffset + (uint)Id;

    /// <summary>The file system instance.</summary>
    public SuperBlock Super { get; }

    /// <summary>The part of it that is visible: its root, or what a bind mount names.</summary>
    public Dentry Root { get; }

    /// <summary>What mount(2) named as the source, for /proc/mounts.</summary>
    public byte[] Source { get; }

    /// <summary>Flags of this attachment.</summary>
    public MountFlags Flags
    {
        get => _flags;
        internal set => _flags = value;
    }

    /// <summary>The mount that holds <see cref="MountPoint"/>; null for the root of the tree and for a detached mount.</summary>
    public Mount? Parent => Relaxed.Read(ref _parent);

    /// <summary>Where it is attached, in <see cref="Parent"/>.</summary>
    public Dentry? MountPoint => Relaxed.Read(ref _mountPoint);

    /// <summary>Whether nothing can be changed through it.</summary>
    public bool IsReadOnly => (_flags & MountFlags.ReadOnly) != 0 || Super.IsReadOnly;

    /// <summary>Who watches what is done through it.</summary>
    internal Watch? Watches => Relaxed.Read(ref _watches);

    Watch? IWatched.Watches
    {
        get => Relaxed.Read(ref _watches);
        set => Volatile.Write(ref _watches, value);
    }

    internal Mount? NextOnDentry { get; set; }

    /// <summary>Set by unmount: gone from the tree; the instance is released with the last pin.</summary>
    internal bool IsDetached { get; private set; }

    /// <summary>Keeps umount away.</summary>
    public void Pin() => _pins.Increment();

    /// <summary>Ends <see cref="Pin"/>. The last pin of a lazily detached mount releases the instance. May sleep.</summary>
    public void Unpin()
    {
        if (_pins.Decrement())
        {
            MountTree.ReleaseDetached(this);
        }
    }

    /// <summary>Whether something open, a current directory, a root or another mount is in it. No spinlock is held; stops the world.</summary>
    internal bool IsBusy() => _pins.Read() != 0;

    /// <summary>Claims a detached mount without users for its release; true once.</summary>
    internal bool TryClaimRelease() => _pins.TryEnd();

    /// <summary>Takes it out of the tree for good. Under <see cref="MountTree"/>'s lock; stops the world.</summary>
    internal void Retire()
    {
        Detach();
        IsDetached = true;
        _pins.Unite();
    }

    internal void Attach(Mount parent, Dentry mountPoint)
    {
        Volatile.Write(ref _parent, parent);
        Volatile.Write(ref _mountPoint, mountPoint);
        NextOnDentry = mountPoint.Mounts;
        mountPoint.Mounts = this;
    }

    internal void Detach()
    {
        Dentry? mountPoint = _mountPoint;
        if (mountPoint is null)
        {
            return;
        }

        if (ReferenceEquals(mountPoint.Mounts, this))
        {
            mountPoint.Mounts = NextOnDentry;
        }
        else
        {
            Mount? step = mountPoint.Mounts;
            while (step is not null && !ReferenceEquals(step.NextOnDentry, this))
            {
                step = step.NextOnDentry;
            }

            step?.NextOnDentry = NextOnDentry;
        }

        // NextOnDentry stays: a reader that stands here still finds the rest of the list.
        Volatile.Write(ref _parent, null);
        Volatile.Write(ref _mountPoint, null);
    }
}
