// mq_open, mq_unlink, mq_timedsend, mq_timedreceive, mq_notify, mq_getsetattr. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc.Posix;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Ipc;

/// <summary>POSIX message queues. The C library takes the slash off the names.</summary>
internal static class QueueCalls
{
    private const int PathRoom = 4096;
    private const FileMode Permissions = (FileMode)0xFFF;

    public static SyscallResult Open(Thread thread, UserCString name, OpenFlags flags, FileMode mode, UserIn<QueueAttributes> attributes)
    {
        QueueAttributes wanted = default;
        if (!attributes.IsNull)
        {
            Errno error = attributes.Read(out wanted);
            if (error != Errno.None)
            {
                return error;
            }
        }

        Result<ByteName> found = ReadName(name);
        if (found.IsError)
        {
            return found.Error;
        }

        FileTable files = thread.Files!;
        Result<int> descriptor = files.Reserve(closeOnExec: true, thread.Process.Limits.OpenFiles);
        if (descriptor.IsError)
        {
            return descriptor.Error;
        }

        (long, long)? limits = attributes.IsNull ? null : (wanted.MaximumMessages, wanted.MaximumSize);
        Result<OpenFile> opened = PosixQueues.Open(found.Value, flags, mode & Permissions & ~thread.FileSystem!.Umask, limits);
        if (opened.IsError)
        {
            files.Cancel(descriptor.Value);
            return opened.Error;
        }

        files.Fill(descriptor.Value, opened.Value);
        return descriptor;
    }

    public static SyscallResult Unlink(UserCString name)
    {
        Result<ByteName> found = ReadName(name);
        return found.IsOk ? PosixQueues.Unlink(found.Value) : found.Error;
    }

    public static SyscallResult Send(Thread thread, int descriptor, UserSpan text, uint priority, UserIn<Timespec> timeout)
    {
        Errno error = ReadDeadline(timeout, out long deadline);
        if (error != Errno.None || priority >= PosixQueue.Priorities)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is PosixQueueFile queue ? queue.Send(text, (int)priority, deadline) : Errno.EBADF;
    }

    public static SyscallResult Receive(Thread thread, int descriptor, UserSpan room, UserOut<uint> priority, UserIn<Timespec> timeout)
    {
        Errno error = ReadDeadline(timeout, out long deadline);
        if (error != Errno.None)
        {
            return error;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is PosixQueueFile queue ? queue.Receive(room, priority, deadline) : Errno.EBADF;
    }

    public static SyscallResult Notify(Thread thread, int descriptor, UserIn<SignalEvent> description)
    {
        const int signalKind = 0, noneKind = 1, threadKind = 2;
        SignalEvent wanted = default;
        if (!description.IsNull)
        {
            Errno error = description.Read(out wanted);
            bool isKnown = wanted.Kind is signalKind or noneKind or threadKind;
            bool isSignal = wanted.Signal is >= 0 and <= SignalConstants.Count;
            if (error != Errno.None || !isKnown || (wanted.Kind == signalKind && !isSignal))
            {
                return error != Errno.None ? error : Errno.EINVAL;
            }
        }

        if (wanted.Kind == threadKind)
        {
            return CheckSocket(thread, in wanted);
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not PosixQueueFile queue)
        {
            return Errno.EBADF;
        }

        if (!description.IsNull)
        {
            return queue.Notify((QueueNoticeKind)wanted.Kind, (Signal)wanted.Signal, wanted.Value);
        }

        queue.OnDescriptorClosed();
        return 0;
    }

    public static SyscallResult GetSetAttributes(Thread thread, int descriptor, UserIn<QueueAttributes> attributes, UserOut<QueueAttributes> old)
    {
        QueueAttributes wanted = default;
        if (!attributes.IsNull)
        {
            Errno error = attributes.Read(out wanted);
            if (error != Errno.None || (wanted.Flags & ~(long)OpenFlags.NonBlock) != 0)
            {
                return error != Errno.None ? error : Errno.EINVAL;
            }
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not PosixQueueFile file)
        {
            return Errno.EBADF;
        }

        QueueAttributes before = new()
        {
            Flags = (long)(file.Flags & OpenFlags.NonBlock),
            MaximumMessages = file.Queue.MaximumMessages,
            MaximumSize = file.Queue.MaximumSize,
            Count = file.Queue.Count,
        };
        if (!attributes.IsNull)
        {
            file.SetStatusFlags((file.Flags & ~OpenFlags.NonBlock) | (OpenFlags)wanted.Flags);
        }

        return old.IsNull ? 0 : old.Write(in before);
    }

    // SIGEV_THREAD: the C library waits for the cookie on a netlink socket, of which there are none.
    private static SyscallResult CheckSocket(Thread thread, in SignalEvent wanted)
    {
        const int cookieLength = 32;
        Span<byte> cookie = stackalloc byte[cookieLength];
        Errno error = new UserSpan(wanted.Value, cookieLength).Read(cookie);
        if (error != Errno.None)
        {
            return error;
        }

        using FileLease lease = thread.Files!.Acquire(wanted.Signal);
        return lease.File is null ? Errno.EBADF : Errno.ENOTSOCK;
    }

    private static Errno ReadDeadline(UserIn<Timespec> timeout, out long deadline)
    {
        deadline = WaitQueue.Forever;
        if (timeout.IsNull)
        {
            return Errno.None;
        }

        Errno error = timeout.Read(out Timespec time);
        if (error != Errno.None || !time.IsValid)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        deadline = Math.Max(time.ToNanoseconds() - Clock.RealtimeOffset, 0);
        return Errno.None;
    }

    // Names are looked up in one folder: what would lead out of it is refused. Source: Linux lookup_one_len.
    private static Result<ByteName> ReadName(UserCString user)
    {
        Span<byte> path = stackalloc byte[PathRoom];
        Result<int> length = user.Read(path);
        if (length.IsError || length.Value == 0)
        {
            return length.IsError ? length.Error : Errno.ENOENT;
        }

        ReadOnlySpan<byte> name = path[..length.Value];
        if (name.IndexOf((byte)'/') >= 0 || name.SequenceEqual("."u8) || name.SequenceEqual(".."u8))
        {
            return Errno.EACCES;
        }

        return name.Length > ByteName.MaxLength ? Errno.ENAMETOOLONG : new ByteName(name);
    }
}
