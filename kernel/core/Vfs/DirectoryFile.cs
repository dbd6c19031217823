// Open directories, and places opened with O_PATH.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

/// <summary>An open directory. Its position is the file system's cursor; 0, 1 and 2 are before ".", before ".." and after both.</summary>
public sealed class DirectoryFile : OpenFile
{
    private const long AfterDots = 2;

    /// <summary>Opens.</summary>
    public DirectoryFile(PathRef location, Inode inode, OpenFlags flags)
        : base(location, inode, flags)
    {
    }

    /// <inheritdoc/>
    public override bool IsSeekable => true;

    /// <inheritdoc/>
    public override Errno Synchronize() => Inode.Super.Synchronize();

    /// <inheritdoc/>
    public override Errno ReadDirectory(ref DirectorySink sink)
    {
        if (FileNotices.AreAsked && FileNotices.AskRead(this) is not Errno.None and var refused)
        {
            return refused;
        }

        bool isLocked = BeginPosition();
        long cursor = Position;
        Errno error = ReadFrom(ref cursor, ref sink);
        Position = cursor;
        EndPosition(isLocked);
        if (error == Errno.None)
        {
            FileNotices.Tell(this, FileEvents.Access);
        }

        return error;
    }

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position) => Errno.EISDIR;

    /// <inheritdoc/>
    protected override Result<long> SeekCore(long offset, SeekOrigin origin) => origin switch
    {
        SeekOrigin.Set => offset,
        SeekOrigin.Current => Position + offset,
        _ => Errno.EINVAL,
    };

    private Errno ReadFrom(ref long cursor, ref DirectorySink sink)
    {
        Inode.Lock.Acquire();
        Errno error = Inode.LinkCount == 0 ? Errno.ENOENT : Errno.None;
        if (error == Errno.None && AddDots(ref cursor, ref sink))
        {
            error = Inode.ReadDirectory(ref cursor, ref sink);
        }

        Inode.Lock.Release();
        return error == Errno.None && sink.IsFull && sink.Length == 0 ? Errno.EINVAL : error;
    }

    private bool AddDots(ref long cursor, ref DirectorySink sink)
    {
        if (cursor == 0)
        {
            if (!sink.TryAdd("."u8, Inode.Number, FileMode.Directory, 1))
            {
                return false;
            }

            cursor = 1;
        }

        if (cursor == 1)
        {
            Inode parent = Location!.Dentry.Parent.Inode ?? Inode;
            if (!sink.TryAdd(".."u8, parent.Number, FileMode.Directory, AfterDots))
            {
                return false;
            }

            cursor = AfterDots;
        }

        return true;
    }
}

/// <summary>A place without its content (O_PATH): good for *at calls, fstat, fchdir and exec.</summary>
public sealed class PathOnlyFile : OpenFile
{
    /// <summary>Opens.</summary>
    public PathOnlyFile(PathRef location, Inode inode, OpenFlags flags)
        : base(location, inode, flags)
    {
    }

    /// <inheritdoc/>
    public override PollEvents GetReadiness() => PollEvents.Invalid;

    /// <inheritdoc/>
    public override Result<long> Ioctl(uint request, ulong argument) => Errno.EBADF;

    /// <inheritdoc/>
    public override Errno Synchronize() => Errno.EBADF;

    /// <inheritdoc/>
    public override Errno ReadDirectory(ref DirectorySink sink) => Errno.EBADF;
}
