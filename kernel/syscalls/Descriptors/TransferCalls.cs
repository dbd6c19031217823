// Copies between descriptors inside the kernel. Source: sendfile(2), copy_file_range(2).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class TransferCalls
{
    public static SyscallResult SendFile(Thread thread, int destination, int source, UserRef<long> userOffset, ulong count)
    {
        using FileLease from = thread.Files!.Acquire(source);
        using FileLease to = thread.Files!.Acquire(destination);
        if (from.File is not { CanRead: true } || to.File is not { CanWrite: true })
        {
            return Errno.EBADF;
        }

        if (to.File.IsAppend || from.File.Inode.IsDirectory || (long)count < 0)
        {
            return Errno.EINVAL;
        }

        return Copy(from.File, userOffset, to.File, default, count, mayNotOverlap: false);
    }

    public static SyscallResult CopyFileRange(
        Thread thread, int source, UserRef<long> sourceOffset, int destination, UserRef<long> destinationOffset, ulong count, uint flags)
    {
        using FileLease from = thread.Files!.Acquire(source);
        using FileLease to = thread.Files!.Acquire(destination);
        if (flags != 0)
        {
            return Errno.EINVAL;
        }

        if (from.File is not { IsPathOnly: false } || to.File is not { IsPathOnly: false })
        {
            return Errno.EBADF;
        }

        if (from.File.Inode.IsDirectory || to.File.Inode.IsDirectory)
        {
            return Errno.EISDIR;
        }

        if (!from.File.Inode.IsRegular || !to.File.Inode.IsRegular)
        {
            return Errno.EINVAL;
        }

        if (!from.File.CanRead || to.File is not { CanWrite: true, IsAppend: false })
        {
            return Errno.EBADF;
        }

        if (!ReferenceEquals(from.File.Inode.Super, to.File.Inode.Super))
        {
            return Errno.EXDEV;
        }

        return Copy(from.File, sourceOffset, to.File, destinationOffset, count, mayNotOverlap: true);
    }

    private static SyscallResult Copy(
        OpenFile from, UserRef<long> fromOffset, OpenFile to, UserRef<long> toOffset, ulong count, bool mayNotOverlap)
    {
        long? destination = null;
        Errno error = ReadOffset(from, fromOffset, out long? source);
        error = error == Errno.None ? ReadOffset(to, toOffset, out destination) : error;
        if (error != Errno.None)
        {
            return error;
        }

        long length = (long)Math.Min(count, UserBuffer.MaximumTransfer);
        if (mayNotOverlap && Overlap(from, source ?? from.Position, to, destination ?? to.Position, length))
        {
            return Errno.EINVAL;
        }

        Result<long> copied = FileTransfer.Copy(
            from, ref source, to, ref destination, length);
        Thread.Current.Io.CountRead(copied.Value);
        Thread.Current.Io.CountWrite(copied.Value);
        error = source is { } newSource ? fromOffset.Write(newSource) : Errno.None;
        error = error == Errno.None && destination is { } newDestination ? toOffset.Write(newDestination) : error;
        return error != Errno.None ? error : copied;
    }

    // Only what the source really has is copied.
    private static bool Overlap(OpenFile from, long source, OpenFile to, long destination, long length)
    {
        length = Math.Min(length, from.Inode.Size - source);
        return ReferenceEquals(from.Inode, to.Inode) && length > 0 && Math.Abs(source - destination) < length;
    }

    internal static Errno ReadOffset(OpenFile file, UserRef<long> user, out long? offset)
    {
        offset = null;
        if (user.IsNull)
        {
            return Errno.None;
        }

        Errno error = user.Read(out long value);
        offset = value;
        return error != Errno.None ? error : !file.IsSeekable ? Errno.ESPIPE : value < 0 ? Errno.EINVAL : Errno.None;
    }
}
