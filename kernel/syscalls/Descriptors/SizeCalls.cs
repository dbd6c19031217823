// Length, allocation and write-back of open files. Source: ftruncate(2), fallocate(2), fsync(2), posix_fadvise(2).
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Syscalls.Descriptors;

internal static class SizeCalls
{
    public static SyscallResult FTruncate(Thread thread, int descriptor, long length)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not { IsPathOnly: false } file)
        {
            return Errno.EBADF;
        }

        Errno error = length < 0 || !file.Inode.IsRegular || !file.CanWrite ? Errno.EINVAL
            : file.Inode.IsAppendOnly ? Errno.EPERM
            : AttributeOperations.SetLength(file.Inode, length);
        if (error == Errno.None)
        {
            FileNotices.TellChange(file.Location, FileEvents.Modify);
        }

        return error;
    }

    public static SyscallResult FAllocate(Thread thread, int descriptor, AllocateMode mode, long offset, long length)
    {
        if (offset < 0 || length <= 0)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not { CanWrite: true } file)
        {
            return Errno.EBADF;
        }

        Inode inode = file.Inode;
        if (!inode.IsRegular)
        {
            return inode.Type == FileMode.Fifo ? Errno.ESPIPE : inode.IsDirectory ? Errno.EISDIR : Errno.ENODEV;
        }

        if (offset > long.MaxValue - length)
        {
            return Errno.EFBIG;
        }

        inode.Lock.Acquire();
        bool grows = mode == AllocateMode.None && offset + length > inode.Size;
        Errno error = InodeFlagging.CheckAllocation(inode, mode);
        error = error == Errno.None ? FileSealing.CheckAllocation(inode, mode, offset + length) : error;
        error = error == Errno.None && grows ? FileSizeLimit.Check(offset + length) : error;
        error = error == Errno.None ? inode.Allocate(mode, offset, length) : error;
        if (error == Errno.None)
        {
            AttributeOperations.NoteWritten(inode);
        }

        inode.Lock.Release();
        if (error == Errno.None)
        {
            FileNotices.Tell(file, FileEvents.Modify);
        }

        return error;
    }

    public static SyscallResult Synchronize(Thread thread, int descriptor)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is { IsPathOnly: false } file ? file.Synchronize() : Errno.EBADF;
    }

    public static SyscallResult SynchronizeAll()
    {
        MountTree.SynchronizeAll();
        return 0;
    }

    public static SyscallResult SynchronizeFileSystem(Thread thread, int descriptor)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is { IsPathOnly: false } file ? file.Inode.Super.Synchronize() : Errno.EBADF;
    }

    // Every file system is memory: what is read ahead is there already.
    public static SyscallResult ReadAhead(Thread thread, int descriptor, long offset)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is not { CanRead: true } file ? Errno.EBADF : file.Inode.IsRegular && offset >= 0 ? Errno.None : Errno.EINVAL;
    }

    public static SyscallResult SynchronizeRange(Thread thread, int descriptor, long offset, long length, uint flags)
    {
        const uint known = 7;
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not { IsPathOnly: false } file)
        {
            return Errno.EBADF;
        }

        if ((flags & ~known) != 0 || offset < 0 || length < 0 || offset + length < offset)
        {
            return Errno.EINVAL;
        }

        return !file.Inode.IsRegular && !file.Inode.IsDirectory ? Errno.ESPIPE : flags == 0 || file.PagesOrNull is SecretMemory ? Errno.None : file.Synchronize();
    }

    public static SyscallResult Advise(Thread thread, int descriptor, long offset, long length, int advice)
    {
        const int lastAdvice = 5;
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not { IsPathOnly: false } file)
        {
            return Errno.EBADF;
        }

        // Advice may always be left unused; only its form is checked.
        return file.Inode.Type == FileMode.Fifo ? Errno.ESPIPE
            : length < 0 || advice is < 0 or > lastAdvice ? Errno.EINVAL
            : Errno.None;
    }
}
