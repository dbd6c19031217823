// A place in the tree: a dentry as seen through a mount.
namespace Lume.Kernel.Vfs;

/// <summary>
/// A place. Immutable, so that a current directory is changed by one store and read by one load. It holds nothing by itself:
/// whoever keeps one long pins the mount (<see cref="Vfs.Mount.Pin"/>).
/// </summary>
public sealed class PathRef
{
    /// <summary>A place.</summary>
    public PathRef(Mount mount, Dentry dentry)
    {
        Mount = mount;
        Dentry = dentry;
    }

    /// <summary>The mount it is seen through.</summary>
    public Mount Mount { get; }

    /// <summary>The name.</summary>
    public Dentry Dentry { get; }

    /// <summary>What is there; callers only keep places that exist.</summary>
    public Inode Inode => Dentry.Inode!;

    /// <summary>Whether both name the same place.</summary>
    public bool Same(PathRef other) => ReferenceEquals(Mount, other.Mount) && ReferenceEquals(Dentry, other.Dentry);
}
