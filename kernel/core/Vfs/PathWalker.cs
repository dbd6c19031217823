// Path resolution: from bytes to a place, following mounts and symbolic links.
// Invariant: between two components _mount and _dentry name a place that exists or existed a moment ago, and _rest begins
// with a name or is empty.
using System;
using Lume.Abi;
using Lume.Kernel.Security;

namespace Lume.Kernel.Vfs;

/// <summary>How a path is to be resolved.</summary>
[Flags]
public enum WalkFlags : uint
{
    /// <summary>Links in the middle are followed, one at the end is not; the end must exist.</summary>
    None = 0,

    /// <summary>A link at the end is followed too.</summary>
    FollowLast = 1,

    /// <summary>The end must be a directory.</summary>
    Directory = 2,

    /// <summary>Stop at the parent: the last component is not looked up (<see cref="PathWalker.WalkToParent"/>).</summary>
    Parent = 4,

    /// <summary>An empty path means the starting place (AT_EMPTY_PATH).</summary>
    AllowEmpty = 8,

    /// <summary>RESOLVE_NO_XDEV: crossing into another mount fails with EXDEV.</summary>
    NoCrossing = 0x10,

    /// <summary>RESOLVE_NO_MAGICLINKS: magic links fail with ELOOP.</summary>
    NoMagicLinks = 0x20,

    /// <summary>RESOLVE_NO_SYMLINKS: every symbolic link fails with ELOOP.</summary>
    NoSymbolicLinks = 0x40,

    /// <summary>RESOLVE_BENEATH: leaving the starting directory fails with EXDEV.</summary>
    Beneath = 0x80,

    /// <summary>RESOLVE_IN_ROOT: the starting directory is the root of this walk.</summary>
    InRoot = 0x100,
}

/// <summary>
/// One resolution of one path. Lives on the stack. The common case (remembered names, no links) takes no lock and allocates nothing.
/// Source: path_resolution(7), Linux Documentation/filesystems/path-lookup.rst.
/// </summary>
public ref struct PathWalker
{
    /// <summary>PATH_MAX: longest path in bytes, with its NUL.</summary>
    public const int MaxPath = 4096;

    /// <summary>Most symbolic links one resolution follows.</summary>
    public const int MaxLinks = 40;

    private readonly Credentials _credentials;
    private readonly WalkFlags _flags;
    private readonly Mount _rootMount;
    private readonly Dentry _rootDentry;
    private Mount _mount;
    private Dentry _dentry;
    private ReadOnlySpan<byte> _rest;
    private int _links;
    private bool _wantsDirectory;

    /// <summary>A walk along <paramref name="path"/>, which begins at <paramref name="start"/> unless it begins with '/'.</summary>
    /// <param name="path">The bytes without NUL.</param>
    /// <param name="context">Root of the process.</param>
    /// <param name="start">Where relative paths begin.</param>
    /// <param name="credentials">For search permission.</param>
    /// <param name="flags">What is wanted.</param>
    public PathWalker(ReadOnlySpan<byte> path, FsContext context, PathRef start, Credentials credentials, WalkFlags flags)
    {
        PathRef root = (flags & (WalkFlags.Beneath | WalkFlags.InRoot)) != 0 ? start : context.Root;
        _rest = path;
        _rootMount = root.Mount;
        _rootDentry = root.Dentry;
        _mount = start.Mount;
        _dentry = start.Dentry;
        _credentials = credentials;
        _flags = flags;
    }

    /// <summary>The mount of the place found, or of its parent after <see cref="WalkToParent"/>.</summary>
    public readonly Mount Mount => _mount;

    /// <summary>The dentry of the place found, or of its parent after <see cref="WalkToParent"/>.</summary>
    public readonly Dentry Dentry => _dentry;

    /// <summary>What was found; after success of <see cref="Walk"/>.</summary>
    public readonly Inode Inode => _dentry.Inode!;

    /// <summary>The place found, as an object that may be kept.</summary>
    public readonly PathRef ToPathRef() => new(_mount, _dentry);

    /// <summary>After <see cref="WalkToParent"/>: the last component, not looked up. Empty if <see cref="LastIsSpecial"/>.</summary>
    public NameSpan Last { get; private set; }

    /// <summary>
    /// After <see cref="WalkToParent"/>: the path is "/", ends in "." or "..", or a magic link led to a place;
    /// <see cref="Dentry"/> is then the place itself.
    /// </summary>
    public bool LastIsSpecial { get; private set; }

    /// <summary>After <see cref="WalkToParent"/>: the special ending was "." (rmdir answers EINVAL for it).</summary>
    public bool LastIsDot { get; private set; }

    /// <summary>After <see cref="WalkToParent"/>: the special ending was ".." (rmdir answers ENOTEMPTY for it).</summary>
    public bool LastIsDotDot { get; private set; }

    /// <summary>After <see cref="WalkToParent"/>: slashes followed the last component, so it must be a directory.</summary>
    public readonly bool HasTrailingSlash => _wantsDirectory;

    /// <summary>
    /// Resolves the whole path. ENOENT, ENOTDIR, EACCES, ELOOP, ENAMETOOLONG. Success: <see cref="Dentry"/> exists.
    /// </summary>
    public Errno Walk()
    {
        Errno error = Begin();
        while (error == Errno.None && !_rest.IsEmpty)
        {
            error = Step();
        }

        if (error != Errno.None)
        {
            return error;
        }

        Inode? inode = _dentry.Inode;
        if (inode is null)
        {
            return Errno.ENOENT;
        }

        return (_wantsDirectory || (_flags & WalkFlags.Directory) != 0) && !inode.IsDirectory ? Errno.ENOTDIR : Errno.None;
    }

    /// <summary>
    /// Resolves up to the last component, which the caller creates or removes. <see cref="Dentry"/> is then a directory, with search
    /// permission. A link at the end is the caller's business (<see cref="ContinueThroughLast"/>).
    /// </summary>
    public Errno WalkToParent()
    {
        Errno error = Begin();
        return error == Errno.None ? StepToLast() : error;
    }

    /// <summary>
    /// After <see cref="WalkToParent"/>: the last component turned out to be this symbolic link. Goes on into its target and
    /// again stops before the last component.
    /// </summary>
    public Errno ContinueThroughLast(Inode link)
    {
        _rest = default;
        Errno error = FollowLink(link);
        return error == Errno.None ? StepToLast() : error;
    }

    /// <summary>
    /// After <see cref="WalkToParent"/> found an existing last component: goes on to it and what is mounted there.
    /// </summary>
    public Errno EnterLast(Dentry child)
    {
        _dentry = child;
        return child.IsMountPoint ? EnterMounts() : Errno.None;
    }

    private Errno Begin()
    {
        if (_rest.IsEmpty)
        {
            return (_flags & WalkFlags.AllowEmpty) != 0 ? Errno.None : Errno.ENOENT;
        }

        if (_rest.Length >= MaxPath)
        {
            return Errno.ENAMETOOLONG;
        }

        return _rest[0] == (byte)'/' ? RestartAtRoot() : Errno.None;
    }

    private Errno RestartAtRoot()
    {
        if ((_flags & WalkFlags.Beneath) != 0
            || ((_flags & WalkFlags.NoCrossing) != 0 && !ReferenceEquals(_mount, _rootMount)))
        {
            return Errno.EXDEV;
        }

        _mount = _rootMount;
        _dentry = _rootDentry;
        SkipSlashes();
        return Errno.None;
    }

    private void SkipSlashes()
    {
        int count = 0;
        while (count < _rest.Length && _rest[count] == (byte)'/')
        {
            count++;
        }

        _rest = _rest[count..];
    }

    // One component, including what it leads to: a mount, a link's target.
    private Errno Step()
    {
        Errno error = TakeComponent(out NameSpan name);
        if (error != Errno.None)
        {
            return error;
        }

        return name.Bytes[0] == (byte)'.' && (name.IsDot || name.IsDotDot) ? StepSpecial(name) : StepInto(name);
    }

    // Checks the directory, cuts the next name off and leaves _rest at the one after it.
    private Errno TakeComponent(out NameSpan name)
    {
        int length = ByteName.Scan(_rest, out uint hash);
        name = new NameSpan(_rest[..length], hash);
        _rest = _rest[length..];
        if (!_rest.IsEmpty)
        {
            SkipSlashes();
            _wantsDirectory |= _rest.IsEmpty;
        }

        Inode? directory = _dentry.Inode;
        if (directory is null)
        {
            return Errno.ENOENT;
        }

        if (!directory.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        if (!Permissions.MaySearch(directory, _credentials))
        {
            return Errno.EACCES;
        }

        return length > ByteName.MaxLength ? Errno.ENAMETOOLONG : Errno.None;
    }

    private Errno StepToLast()
    {
        LastIsDot = false;
        LastIsDotDot = false;
        while (true)
        {
            if (_rest.IsEmpty)
            {
                Last = default;
                LastIsSpecial = true;
                return Errno.None;
            }

            Errno error = TakeComponent(out NameSpan name);
            bool isSpecial = name.IsDot || name.IsDotDot;
            if (error == Errno.None && _rest.IsEmpty && !isSpecial)
            {
                Last = name;
                LastIsSpecial = false;
                return Errno.None;
            }

            if (error == Errno.None)
            {
                error = isSpecial ? StepSpecial(name) : StepInto(name);
            }

            if (error != Errno.None)
            {
                return error;
            }

            LastIsDot = name.IsDot;
            LastIsDotDot = name.IsDotDot;
        }
    }

    private Errno StepSpecial(NameSpan name)
    {
        _wantsDirectory |= _rest.IsEmpty;
        return name.IsDot ? Errno.None : StepUp();
    }

    private Errno StepUp()
    {
        while (true)
        {
            if (ReferenceEquals(_dentry, _rootDentry) && ReferenceEquals(_mount, _rootMount))
            {
                return (_flags & WalkFlags.Beneath) != 0 ? Errno.EXDEV : Errno.None;
            }

            if (!ReferenceEquals(_dentry, _mount.Root))
            {
                _dentry = _dentry.Parent;
                return _dentry.IsMountPoint ? EnterMounts() : Errno.None;
            }

            Mount? parent = _mount.Parent;
            Dentry? mountPoint = _mount.MountPoint;
            if (parent is null || mountPoint is null)
            {
                return Errno.None;
            }

            if ((_flags & WalkFlags.NoCrossing) != 0)
            {
                return Errno.EXDEV;
            }

            _mount = parent;
            _dentry = mountPoint;
        }
    }

    private Errno EnterMounts()
    {
        while (_dentry.IsMountPoint && MountTree.FindOn(_mount, _dentry) is { } inner)
        {
            if ((_flags & WalkFlags.NoCrossing) != 0)
            {
                return Errno.EXDEV;
            }

            _mount = inner;
            _dentry = inner.Root;
        }

        return Errno.None;
    }

    private Errno StepInto(NameSpan name)
    {
        Dentry? child = NameLookup.FindRemembered(_dentry, name);
        if (child is null)
        {
            Result<Dentry> found = NameLookup.Find(_dentry, name);
            if (found.IsError)
            {
                return found.Error;
            }

            child = found.Value;
        }

        Inode? inode = child.Inode;
        if (inode is null)
        {
            return Errno.ENOENT;
        }

        if (inode.IsSymbolicLink && (!_rest.IsEmpty || _wantsDirectory || (_flags & WalkFlags.FollowLast) != 0))
        {
            return FollowLink(inode);
        }

        _dentry = child;
        return child.IsMountPoint ? EnterMounts() : Errno.None;
    }

    // The walk goes on in the target, with what followed the link appended to it.
    private Errno FollowLink(Inode link)
    {
        if (++_links > MaxLinks || (_flags & WalkFlags.NoSymbolicLinks) != 0)
        {
            return Errno.ELOOP;
        }

        if (link.FollowMagicLink() is { } place)
        {
            return Jump(place);
        }

        Result<byte[]> read = link.ReadLink();
        if (read.IsError)
        {
            return read.Error;
        }

        byte[] target = read.Value;
        if (target.Length == 0)
        {
            return Errno.ENOENT;
        }

        _rest = _rest.IsEmpty ? target : Join(target, _rest);
        return target[0] == (byte)'/' ? RestartAtRoot() : Errno.None;
    }

    private Errno Jump(PathRef place)
    {
        if ((_flags & WalkFlags.NoMagicLinks) != 0)
        {
            return Errno.ELOOP;
        }

        if ((_flags & (WalkFlags.Beneath | WalkFlags.InRoot)) != 0
            || ((_flags & WalkFlags.NoCrossing) != 0 && !ReferenceEquals(place.Mount, _mount)))
        {
            return Errno.EXDEV;
        }

        _mount = place.Mount;
        _dentry = place.Dentry;
        return Errno.None;
    }

    private static byte[] Join(byte[] target, ReadOnlySpan<byte> rest)
    {
        byte[] joined = new byte[target.Length + 1 + rest.Length];
        target.CopyTo(joined, 0);
        joined[target.Length] = (byte)'/';
        rest.CopyTo(joined.AsSpan(target.Length + 1));
        return joined;
    }
}
