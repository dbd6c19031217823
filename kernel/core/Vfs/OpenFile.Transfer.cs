// Reading, writing and seeking of open files.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs.Notices;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

public abstract partial class OpenFile
{
    /// <summary>read(2): from the position on. EBADF when not open for reading; EISDIR, EINVAL, EAGAIN, ERESTARTSYS, EFAULT.</summary>
    /// <returns>Bytes read; 0 at the end.</returns>
    public Result<long> Read(ref UserBuffer destination)
    {
        if (!CanRead)
        {
            return Errno.EBADF;
        }

        if (FileNotices.AreAsked && FileNotices.AskRead(this) is not Errno.None and var refused)
        {
            return refused;
        }

        if (!IsSeekable)
        {
            long unused = 0;
            return Told(ReadCore(ref destination, ref unused), FileEvents.Access);
        }

        bool isLocked = BeginPosition();
        long position = _position;
        Result<long> result = ReadCore(ref destination, ref position);
        _position = position;
        EndPosition(isLocked);
        return Told(result, FileEvents.Access);
    }

    /// <summary>pread(2): the position stays. ESPIPE when not seekable.</summary>
    public Result<long> ReadAt(ref UserBuffer destination, long offset)
    {
        if (!CanRead)
        {
            return Errno.EBADF;
        }

        if (TakesPositions && FileNotices.AreAsked && FileNotices.AskRead(this) is not Errno.None and var refused)
        {
            return refused;
        }

        return TakesPositions ? Told(ReadCore(ref destination, ref offset), FileEvents.Access) : Errno.ESPIPE;
    }

    /// <summary>write(2): at the position, or at the end with O_APPEND. EBADF when not open for writing.</summary>
    /// <returns>Bytes written; fewer than asked when room or memory ended.</returns>
    public Result<long> Write(ref UserBuffer source)
    {
        if (!CanWrite)
        {
            return Errno.EBADF;
        }

        if (!IsSeekable)
        {
            long unused = 0;
            return Told(WriteCore(ref source, ref unused), FileEvents.Modify);
        }

        bool isLocked = BeginPosition();
        long position = _position;
        Result<long> result = WriteCore(ref source, ref position);
        _position = position;
        EndPosition(isLocked);
        return Told(result, FileEvents.Modify);
    }

    /// <summary>pwrite(2): the position stays; with O_APPEND the data still goes to the end, as in Linux.</summary>
    public Result<long> WriteAt(ref UserBuffer source, long offset)
    {
        if (!CanWrite)
        {
            return Errno.EBADF;
        }

        return TakesPositions ? Told(WriteCore(ref source, ref offset), FileEvents.Modify) : Errno.ESPIPE;
    }

    /// <summary>lseek(2). ESPIPE, EINVAL for a negative result, ENXIO for SEEK_DATA and SEEK_HOLE beyond the end.</summary>
    public Result<long> Seek(long offset, SeekOrigin origin)
    {
        if (IsPathOnly)
        {
            return Errno.EBADF;
        }

        if (origin > SeekOrigin.Hole)
        {
            return Errno.EINVAL;
        }

        if (!IsSeekable)
        {
            return IgnoresSeek ? 0 : Errno.ESPIPE;
        }

        bool isLocked = BeginPosition();
        Result<long> target = SeekCore(offset, origin);
        if (target.IsOk)
        {
            if (target.Value < 0)
            {
                target = Errno.EINVAL;
            }
            else
            {
                _position = target.Value;
            }
        }

        EndPosition(isLocked);
        return target;
    }

    private Result<long> Told(Result<long> result, FileEvents what)
    {
        if (FileNotices.AreWanted && result.Value > 0)
        {
            FileNotices.Tell(this, what);
        }

        return result;
    }

    /// <summary>Reads at <paramref name="position"/> and moves it on.</summary>
    protected virtual Result<long> ReadCore(ref UserBuffer destination, ref long position) => Errno.EINVAL;

    /// <summary>Writes at <paramref name="position"/> and moves it on.</summary>
    protected virtual Result<long> WriteCore(ref UserBuffer source, ref long position) => Errno.EINVAL;

    /// <summary>Where a seek leads; a negative value becomes EINVAL.</summary>
    protected virtual Result<long> SeekCore(long offset, SeekOrigin origin)
    {
        long start;
        switch (origin)
        {
            case SeekOrigin.Set:
                start = 0;
                break;
            case SeekOrigin.Current:
                start = _position;
                break;
            case SeekOrigin.End:
                start = Inode.Size;
                break;
            default:
                return Errno.EINVAL;
        }

        long target = unchecked(start + offset);
        return offset > 0 && target < start ? Errno.EOVERFLOW : target;
    }

    /// <summary>Takes the position for a call that uses it. Nobody contends while there is one reference.</summary>
    protected bool BeginPosition()
    {
        if (Volatile.Read(ref _references) == 1)
        {
            return false;
        }

        Mutex? positionLock = Volatile.Read(ref _positionLock);
        if (positionLock is null)
        {
            Mutex created = new();
            positionLock = Interlocked.CompareExchange(ref _positionLock, created, null) ?? created;
        }

        positionLock.Acquire();
        return true;
    }

    /// <summary>Ends <see cref="BeginPosition"/>.</summary>
    protected void EndPosition(bool isLocked)
    {
        if (isLocked)
        {
            _positionLock!.Release();
        }
    }
}
