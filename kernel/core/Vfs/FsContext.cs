// A process's view of the tree: root, current directory and umask.
using System.Threading;
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Vfs;

/// <summary>
/// Root, current directory and umask; shared by the threads that clone with CLONE_FS. Readers take no lock: each part is one word.
/// </summary>
public sealed class FsContext
{
    private PathRef _root;
    private PathRef _currentDirectory;
    private int _umask;
    private int _sharers = 1;

    /// <summary>A context at a place that exists; it pins the mounts and keeps the directories.</summary>
    public FsContext(PathRef root, PathRef currentDirectory, FileMode umask)
    {
        _root = root;
        _currentDirectory = currentDirectory;
        _umask = (int)umask;
        Enter(root);
        Enter(currentDirectory);
    }

    private static void Enter(PathRef place)
    {
        place.Mount.Pin();
        place.Dentry.Inode!.Keep();
    }

    private static void Leave(PathRef place)
    {
        place.Dentry.Inode!.Drop();
        place.Mount.Unpin();
    }

    /// <summary>Where '/' leads and '..' ends.</summary>
    public PathRef Root => Relaxed.Read(ref _root);

    /// <summary>Where relative paths begin.</summary>
    public PathRef CurrentDirectory => Relaxed.Read(ref _currentDirectory);

    /// <summary>Permission bits that new files do not get.</summary>
    public FileMode Umask => (FileMode)_umask;

    /// <summary>Sets the umask (only 0777 of it) and gives the old one.</summary>
    public FileMode ExchangeUmask(FileMode umask) =>
        (FileMode)Interlocked.Exchange(ref _umask, (int)(umask & FileMode.PermissionMask));

    /// <summary>chdir: the caller checked type and permission.</summary>
    public void SetCurrentDirectory(PathRef place)
    {
        Enter(place);
        Leave(Interlocked.Exchange(ref _currentDirectory, place));
    }

    /// <summary>chroot: the caller checked type and permission.</summary>
    public void SetRoot(PathRef place)
    {
        Enter(place);
        Leave(Interlocked.Exchange(ref _root, place));
    }

    /// <summary>A copy for fork without CLONE_FS.</summary>
    public FsContext Clone() => new(Root, CurrentDirectory, Umask);

    /// <summary>One more process shares it (CLONE_FS).</summary>
    public void AddSharer() => Interlocked.Increment(ref _sharers);

    /// <summary>A sharer exits or unshares; the last one unpins the mounts.</summary>
    public void RemoveSharer()
    {
        if (Interlocked.Decrement(ref _sharers) == 0)
        {
            Leave(_root);
            Leave(_currentDirectory);
        }
    }
}
