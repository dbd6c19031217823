// splice, tee, vmsplice: bytes between pipes and files. Source: splice(2), tee(2), vmsplice(2).
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class SpliceCalls
{
    // SPLICE_F_MOVE, MORE and GIFT are hints that Linux ignores too.
    private const uint NonBlock = 2;
    private const uint Known = 15;

    public static SyscallResult Splice(
        Thread thread, int source, UserRef<long> sourceOffset, int destination, UserRef<long> destinationOffset, ulong count, uint flags)
    {
        if ((flags & ~Known) != 0 || count == 0)
        {
            return count == 0 ? Errno.None : Errno.EINVAL;
        }

        using FileLease from = thread.Files!.Acquire(source);
        using FileLease to = thread.Files!.Acquire(destination);
        if (from.File is not { CanRead: true } || to.File is not { CanWrite: true })
        {
            return Errno.EBADF;
        }

        bool isNonBlocking = (flags & NonBlock) != 0;
        long limit = (long)Math.Min(count, UserBuffer.MaximumTransfer);
        return (from.File, to.File) switch
        {
            (PipeFile reader, PipeFile writer) => sourceOffset.IsNull && destinationOffset.IsNull
                ? BetweenPipes(thread, reader, writer, limit, keep: false, isNonBlocking)
                : Errno.ESPIPE,
            (PipeFile reader, _) => sourceOffset.IsNull
                ? FromPipe(reader, to.File, destinationOffset, limit, isNonBlocking)
                : Errno.ESPIPE,
            (_, PipeFile writer) => destinationOffset.IsNull
                ? ToPipe(thread, from.File, sourceOffset, writer, limit, isNonBlocking)
                : Errno.ESPIPE,
            _ => Errno.EINVAL,
        };
    }

    public static SyscallResult Tee(Thread thread, int source, int destination, ulong count, uint flags)
    {
        if ((flags & ~Known) != 0 || count == 0)
        {
            return count == 0 ? Errno.None : Errno.EINVAL;
        }

        using FileLease from = thread.Files!.Acquire(source);
        using FileLease to = thread.Files!.Acquire(destination);
        if (from.File is not { CanRead: true } || to.File is not { CanWrite: true })
        {
            return Errno.EBADF;
        }

        return from.File is PipeFile reader && to.File is PipeFile writer
            ? BetweenPipes(thread, reader, writer, (long)Math.Min(count, UserBuffer.MaximumTransfer), keep: true, (flags & NonBlock) != 0)
            : Errno.EINVAL;
    }

    // Pages are copied, not lent: a program that changes memory it has given away sees no difference but in the reader's favour.
    public static SyscallResult FromMemory(Thread thread, int descriptor, UserIn<UserSegment> vector, long count, uint flags)
    {
        if ((flags & ~Known) != 0)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not PipeFile file)
        {
            return Errno.EBADF;
        }

        if (count is < 0 or > UserBuffer.MaximumSegments)
        {
            return Errno.EINVAL;
        }

        Span<UserSegment> segments = new UserSegment[count];
        Errno error = UserBuffer.ImportVector(vector, count, segments);
        if (error != Errno.None)
        {
            return error;
        }

        UserBuffer buffer = new(segments);
        if (file.CanWrite)
        {
            bool isAllSecret = CutAtSecret(thread, segments, ref buffer);
            if (isAllSecret)
            {
                return Errno.EFAULT;
            }
        }

        bool isNonBlocking = (flags & NonBlock) != 0 || file.IsNonBlocking;
        return file.CanWrite ? Signalled(thread, file.Pipe.Write(ref buffer, isNonBlocking)) : file.Pipe.Read(ref buffer, isNonBlocking);
    }

    // Linux lends the pages, and lends none of a secret. True when nothing is in front of the first.
    private static bool CutAtSecret(Thread thread, ReadOnlySpan<UserSegment> segments, ref UserBuffer buffer)
    {
        long plain = 0;
        foreach (ref readonly UserSegment segment in segments)
        {
            ulong length = thread.Process.AddressSpace!.CountPlain(segment.Address, segment.Length);
            plain += (long)length;
            if (length != segment.Length)
            {
                buffer.Truncate(plain);
                return plain == 0;
            }
        }

        return false;
    }

    private static SyscallResult BetweenPipes(
        Thread thread, PipeFile from, PipeFile to, long count, bool keep, bool isNonBlocking) =>
        ReferenceEquals(from.Pipe, to.Pipe)
            ? Errno.EINVAL
            : Signalled(thread, from.Pipe.MoveTo(to.Pipe, count, keep, isNonBlocking || from.IsNonBlocking || to.IsNonBlocking));

    // Unlike sendfile, EINVAL where positions mean nothing.
    private static Errno ReadOffset(OpenFile file, UserRef<long> user, out long? offset)
    {
        Errno error = TransferCalls.ReadOffset(file, user, out offset);
        return error == Errno.ESPIPE ? Errno.EINVAL : error;
    }

    private static SyscallResult FromPipe(PipeFile from, OpenFile to, UserRef<long> userOffset, long count, bool isNonBlocking)
    {
        if (to.IsAppend)
        {
            return Errno.EINVAL;
        }

        Errno error = ReadOffset(to, userOffset, out long? offset);
        if (error != Errno.None)
        {
            return error;
        }

        Result<long> moved = from.Pipe.MoveTo(to, ref offset, count, isNonBlocking || from.IsNonBlocking);
        error = offset is { } end ? userOffset.Write(end) : Errno.None;
        return error != Errno.None ? error : moved;
    }

    private static SyscallResult ToPipe(
        Thread thread, OpenFile from, UserRef<long> userOffset, PipeFile to, long count, bool isNonBlocking)
    {
        Errno error = ReadOffset(from, userOffset, out long? offset);
        error = error == Errno.None ? to.Pipe.AwaitRoom(isNonBlocking || to.IsNonBlocking) : error;
        if (error != Errno.None)
        {
            return Signalled(thread, error);
        }

        long? none = null;
        Result<long> moved = FileTransfer.Copy(from, ref offset, to, ref none, Math.Min(count, Math.Max(to.Pipe.Room, 1)));
        error = offset is { } end ? userOffset.Write(end) : Errno.None;
        return error != Errno.None ? error : moved;
    }

    private static SyscallResult Signalled(Thread thread, Result<long> result)
    {
        if (result.Error == Errno.EPIPE)
        {
            SignalSender.SendToThread(thread, Signal.SIGPIPE);
        }

        return result;
    }
}
