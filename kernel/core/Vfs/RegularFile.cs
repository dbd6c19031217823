// Open regular files whose content is a page cache.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Time;

namespace Lume.Kernel.Vfs;

/// <summary>An open regular file on top of a <see cref="PageCache"/>. Reads take no inode lock, writes do.</summary>
public sealed class RegularFile : OpenFile
{
    // FIONREAD. Source: Linux asm-generic/ioctls.h.
    private const uint BytesLeftRequest = 0x541B;

    private const long RelativeAccessSpan = 24L * 60 * 60 * Timespec.NanosecondsPerSecond;

    private readonly PageCache _pages;

    /// <summary>Opens; the inode's pages are a <see cref="PageCache"/>.</summary>
    public RegularFile(PathRef location, Inode inode, OpenFlags flags)
        : base(location, inode, flags)
    {
        _pages = (PageCache)inode.Pages!;
    }

    /// <inheritdoc/>
    public override bool IsSeekable => true;

    /// <inheritdoc/>
    public override MemoryObject? PagesOrNull => _pages;

    /// <inheritdoc/>
    public override Errno Synchronize() => _pages.Synchronize(0, ulong.MaxValue);

    /// <inheritdoc/>
    public override Result<long> Ioctl(uint request, ulong argument) => Ioctl(this, request, argument);

    /// <summary>What ioctl does for any regular file.</summary>
    internal static Result<long> Ioctl(OpenFile file, uint request, ulong argument)
    {
        if (request != BytesLeftRequest)
        {
            return Errno.ENOTTY;
        }

        long left = System.Math.Clamp(file.Inode.Size - file.Position, 0, int.MaxValue);
        return new UserOut<int>(argument).Write((int)left) is var error && error == Errno.None ? 0L : error;
    }

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        Result<long> read = _pages.Read(ref destination, position);
        if (read.IsOk && read.Value != 0)
        {
            position += read.Value;
            NoteRead();
        }

        return read;
    }

    /// <inheritdoc/>
    protected override Result<long> WriteCore(ref UserBuffer source, ref long position)
    {
        if (source.IsEmpty)
        {
            return 0;
        }

        Inode.Lock.Acquire();
        if (IsAppend)
        {
            position = Inode.Size;
        }

        Errno error = Inode.Seals <= FileSeals.Seal ? Errno.None : FileSealing.CheckWrite(Inode, position, source.Remaining);
        error = error == Errno.None ? FileSizeLimit.Cut(position, ref source) : error;
        Result<long> written = error == Errno.None ? _pages.Write(ref source, position) : error;
        if (written.IsOk)
        {
            position += written.Value;
            AttributeOperations.NoteWritten(Inode);
        }

        Inode.Lock.Release();
        return written;
    }

    /// <inheritdoc/>
    protected override Result<long> SeekCore(long offset, SeekOrigin origin) => origin switch
    {
        SeekOrigin.Data => _pages.FindData(offset),
        SeekOrigin.Hole => _pages.FindHole(offset),
        _ => base.SeekCore(offset, origin),
    };

    // relatime: enough to tell whether a file was read since it was written, without a change for every read.
    private void NoteRead()
    {
        Inode inode = Inode;
        if ((Flags & OpenFlags.NoAccessTime) != 0 || (inode.Flags & InodeFlags.NoAccessTime) != 0 || (Location!.Mount.Flags & (MountFlags.NoAccessTime | MountFlags.ReadOnly)) != 0)
        {
            return;
        }

        long access = inode.AccessTime;
        if (access <= inode.ModificationTime || access <= inode.ChangeTime)
        {
            inode.AccessTime = Clock.Realtime;
            return;
        }

        long now = Clock.Realtime;
        if (now - access >= RelativeAccessSpan)
        {
            inode.AccessTime = now;
        }
    }
}
