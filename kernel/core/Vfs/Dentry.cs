// A name in a directory as the path walk remembers it.
// Invariant: a dentry is in its parent's table exactly while IsHashed; both change under the parent inode's lock.
using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Hal;

namespace Lume.Kernel.Vfs;

/// <summary>
/// A remembered name. A directory has at most one dentry, so a dentry is also a place that a file system can be mounted on.
/// Readers take no lock: a dentry that is being moved or dropped makes them miss, and a miss asks the file system under the lock.
/// </summary>
public sealed class Dentry
{
    private ByteName _name;
    private Dentry? _parent;
    private Inode? _inode;
    private DentryTable? _children;
    private Mount? _mounts;
    private bool _isHashed;

    private Dentry(ByteName name, Dentry? parent, Inode? inode)
    {
        _name = name;
        _parent = parent;
        _inode = inode;
    }

    /// <summary>The name in the parent; empty for a root.</summary>
    public ByteName Name => _name;

    /// <summary>The directory it is in; itself for the root of a file system.</summary>
    public Dentry Parent => Relaxed.Read(ref _parent) ?? this;

    /// <summary>What the name stands for; null when it is known that nothing has this name.</summary>
    public Inode? Inode => Relaxed.Read(ref _inode);

    /// <summary>Whether it is the root of its file system.</summary>
    public bool IsRoot => _parent is null;

    /// <summary>Whether a lookup can find it: false once the name is removed.</summary>
    public bool IsHashed => Volatile.Read(ref _isHashed) || _parent is null;

    /// <summary>Whether something may be mounted on it in some mount.</summary>
    public bool IsMountPoint => Relaxed.Read(ref _mounts) is not null;

    /// <summary>First of the mounts on this dentry, linked by <see cref="Mount.NextOnDentry"/>. Changed under <see cref="MountTree"/>'s lock.</summary>
    internal Mount? Mounts
    {
        get => Relaxed.Read(ref _mounts);
        set => Volatile.Write(ref _mounts, value);
    }

    /// <summary>A root of a file system or of a kernel-internal object that has no name elsewhere.</summary>
    public static Dentry CreateRoot(Inode? inode) => new(default, null, inode);

    /// <summary>A dentry outside every table, for an open file without a name (O_TMPFILE, pipes). Its parent shows in paths only.</summary>
    public static Dentry CreateUnlinked(ByteName name, Dentry? parent, Inode inode) => new(name, parent, inode);

    /// <summary>The remembered child of that name, or null. Takes no lock.</summary>
    public Dentry? FindChild(NameSpan name) => Relaxed.Read(ref _children)?.Find(name, this);

    /// <summary>Remembers a child. Under this directory's lock; there must be none of that name.</summary>
    /// <param name="name">The name, kept.</param>
    /// <param name="inode">What it stands for; null remembers its absence.</param>
    internal Dentry AddChild(ByteName name, Inode? inode)
    {
        Dentry child = new(name, this, inode);
        Insert(child);
        return child;
    }

    /// <summary>Gives a negative dentry its inode. Under the parent's lock.</summary>
    internal void Instantiate(Inode inode) => Volatile.Write(ref _inode, inode);

    /// <summary>Takes the dentry out of its parent's table. Under the parent's lock.</summary>
    internal void Unhash()
    {
        if (_isHashed && _parent is not null)
        {
            _parent._children?.Remove(this);
            Volatile.Write(ref _isHashed, false);
        }
    }

    /// <summary>Its table forgets what can be asked for again, see <see cref="DentryTable.Shrink"/>. Under this directory's lock.</summary>
    internal void ShrinkChildren(List<Dentry> directories) => _children?.Shrink(directories);

    /// <summary>Whether its file system says that what it stands for is gone.</summary>
    internal bool IsStale => Inode is { Super.NeedsRevalidation: true } inode && !IsMountPoint && !inode.Revalidate();

    /// <summary>The parent's table drops it. Under the parent's lock.</summary>
    internal void Forget() => Volatile.Write(ref _isHashed, false);

    /// <summary>It was dropped.</summary>
    internal bool IsForgotten => !_isHashed;

    /// <summary>
    /// Gives the dentry another name and place. Under both parents' locks. A reader that meets it half-way compares the
    /// name first and the parent last, so it either misses or finds the truth.
    /// </summary>
    internal void Move(Dentry newParent, ByteName newName)
    {
        _parent?._children?.Remove(this);
        Volatile.Write(ref _parent, newParent);
        Interlocked.MemoryBarrier();
        _name = newName;
        newParent.Insert(this);
    }

    /// <summary>Whether this dentry is <paramref name="other"/> or above it. Under the rename lock.</summary>
    internal bool IsSameOrAncestorOf(Dentry other)
    {
        Dentry? step = other;
        while (step is not null)
        {
            if (ReferenceEquals(step, this))
            {
                return true;
            }

            step = step._parent;
        }

        return false;
    }

    private void Insert(Dentry child)
    {
        DentryTable? table = _children;
        if (table is null)
        {
            table = new DentryTable();
            Volatile.Write(ref _children, table);
        }

        table.Add(child);
        Volatile.Write(ref child._isHashed, true);
    }
}
