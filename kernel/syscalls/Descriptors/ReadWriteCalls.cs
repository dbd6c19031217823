// read, write and their vector and position forms. Source: read(2), write(2), readv(2), pread(2).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class ReadWriteCalls
{
    private const int StackSegments = 8;
    private const long UsePosition = -1;

    // RWF_HIPRI, RWF_DSYNC, RWF_SYNC: nothing to do differently here. Source: Linux uapi/linux/fs.h.
    private const uint IgnoredFlags = 1 | 2 | 4;

    public static SyscallResult Read(Thread thread, int descriptor, ulong address, ulong length)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        if (!UserLayout.IsUserRange(address, length))
        {
            return lease.File.CanRead ? Errno.EFAULT : Errno.EBADF;
        }

        UserBuffer buffer = new(address, length);
        return CountedRead(thread, lease.File.Read(ref buffer));
    }

    public static SyscallResult Write(Thread thread, int descriptor, ulong address, ulong length)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        if (!UserLayout.IsUserRange(address, length))
        {
            return lease.File.CanWrite ? Errno.EFAULT : Errno.EBADF;
        }

        UserBuffer buffer = new(address, length);
        return CountedWrite(thread, lease.File.Write(ref buffer));
    }

    public static SyscallResult ReadAt(Thread thread, int descriptor, ulong address, ulong length, long offset)
    {
        if (offset < 0)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        Errno error = CheckPositioned(lease.File, lease.File.CanRead, address, length, offset);
        UserBuffer buffer = new(address, length);
        return error == Errno.None ? CountedRead(thread, lease.File.ReadAt(ref buffer, offset)) : error;
    }

    public static SyscallResult WriteAt(Thread thread, int descriptor, ulong address, ulong length, long offset)
    {
        if (offset < 0)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        Errno error = CheckPositioned(lease.File, lease.File.CanWrite, address, length, offset);
        UserBuffer buffer = new(address, length);
        return error == Errno.None ? CountedWrite(thread, lease.File.WriteAt(ref buffer, offset)) : error;
    }

    public static SyscallResult ReadVector(Thread thread, int descriptor, UserIn<UserSegment> vector, long count) =>
        TransferVector(thread, descriptor, vector, count, UsePosition, isWrite: false);

    public static SyscallResult WriteVector(Thread thread, int descriptor, UserIn<UserSegment> vector, long count) =>
        TransferVector(thread, descriptor, vector, count, UsePosition, isWrite: true);

    public static SyscallResult ReadVectorAt(Thread thread, int descriptor, UserIn<UserSegment> vector, long count, long offset) =>
        offset < 0 ? Errno.EINVAL : TransferVector(thread, descriptor, vector, count, offset, isWrite: false);

    public static SyscallResult WriteVectorAt(Thread thread, int descriptor, UserIn<UserSegment> vector, long count, long offset) =>
        offset < 0 ? Errno.EINVAL : TransferVector(thread, descriptor, vector, count, offset, isWrite: true);

    public static SyscallResult ReadVectorAt2(
        Thread thread, int descriptor, UserIn<UserSegment> vector, long count, long offset, uint flags) =>
        CheckFlags(offset, flags) is var error && error != Errno.None
            ? error
            : TransferVector(thread, descriptor, vector, count, offset, isWrite: false);

    public static SyscallResult WriteVectorAt2(
        Thread thread, int descriptor, UserIn<UserSegment> vector, long count, long offset, uint flags) =>
        CheckFlags(offset, flags) is var error && error != Errno.None
            ? error
            : TransferVector(thread, descriptor, vector, count, offset, isWrite: true);

    private static Errno CheckFlags(long offset, uint flags) =>
        (flags & ~IgnoredFlags) != 0 ? Errno.EOPNOTSUPP : offset < UsePosition ? Errno.EINVAL : Errno.None;

    // Linux's order: seekable, open for it, memory of the user's, a range of positions.
    private static Errno CheckPositioned(OpenFile file, bool isOpenFor, ulong address, ulong length, long offset) =>
        file is { TakesPositions: false, IsPathOnly: false } ? Errno.ESPIPE
        : !isOpenFor ? Errno.EBADF
        : !UserLayout.IsUserRange(address, length) ? Errno.EFAULT
        : offset > long.MaxValue - (long)length ? Errno.EINVAL
        : Errno.None;

    private static SyscallResult TransferVector(
        Thread thread, int descriptor, UserIn<UserSegment> vector, long count, long offset, bool isWrite)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        OpenFile file = lease.File;
        if (offset != UsePosition && file is { TakesPositions: false, IsPathOnly: false })
        {
            return Errno.ESPIPE;
        }

        if (isWrite ? !file.CanWrite : !file.CanRead)
        {
            return Errno.EBADF;
        }

        // The kernel counts segments in 32 bits.
        count = (uint)count;
        if (count > UserBuffer.MaximumSegments)
        {
            return Errno.EINVAL;
        }

        Span<UserSegment> storage = count <= StackSegments ? stackalloc UserSegment[StackSegments] : new UserSegment[count];
        Errno error = UserBuffer.ImportVector(vector, count, storage);
        if (error != Errno.None)
        {
            return error;
        }

        UserBuffer buffer = new(storage[..(int)count]);
        if (buffer.Remaining == 0)
        {
            return 0;
        }

        if (offset > long.MaxValue - buffer.Remaining)
        {
            return Errno.EINVAL;
        }

        if (offset == UsePosition)
        {
            return isWrite ? CountedWrite(thread, file.Write(ref buffer)) : CountedRead(thread, file.Read(ref buffer));
        }

        return isWrite ? CountedWrite(thread, file.WriteAt(ref buffer, offset)) : CountedRead(thread, file.ReadAt(ref buffer, offset));
    }

    private static SyscallResult CountedRead(Thread thread, Result<long> result)
    {
        thread.Io.CountRead(result.Value);
        return result;
    }

    private static SyscallResult CountedWrite(Thread thread, Result<long> result)
    {
        thread.Io.CountWrite(result.Value);
        return result;
    }
}
