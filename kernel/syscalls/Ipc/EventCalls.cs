// pipe2, eventfd2, epoll. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;
using Lume.Syscalls.Descriptors;
using Lume.Syscalls.Files;

namespace Lume.Syscalls.Ipc;

internal static class EventCalls
{
    private const int StackEvents = 16;
    private const int MaxEvents = 1024;

    public static SyscallResult Pipe(Thread thread, UserOut<int> result, OpenFlags flags)
    {
        const OpenFlags known = OpenFlags.CloseOnExec | OpenFlags.NonBlock;
        if ((flags & ~known) != 0)
        {
            // Packet mode (O_DIRECT) is not there.
            return Errno.EINVAL;
        }

        bool closeOnExec = (flags & OpenFlags.CloseOnExec) != 0;
        int limit = thread.Process.Limits.OpenFiles;
        FileTable files = thread.Files!;
        Result<int> first = files.Reserve(closeOnExec, limit);
        if (first.IsError)
        {
            return first.Error;
        }

        Result<int> second = files.Reserve(closeOnExec, limit);
        if (second.IsError)
        {
            files.Cancel(first.Value);
            return second.Error;
        }

        Span<int> both = [first.Value, second.Value];
        Errno error = result.WriteAll(both);
        if (error != Errno.None)
        {
            files.Cancel(first.Value);
            files.Cancel(second.Value);
            return error;
        }

        Fifo.CreatePair(flags & OpenFlags.NonBlock, out OpenFile reader, out OpenFile writer);
        files.Fill(first.Value, reader);
        files.Fill(second.Value, writer);
        return 0;
    }

    public static SyscallResult EventFile(Thread thread, uint count, OpenFlags flags)
    {
        const OpenFlags semaphore = (OpenFlags)1;
        if ((flags & ~(semaphore | OpenFlags.CloseOnExec | OpenFlags.NonBlock)) != 0)
        {
            return Errno.EINVAL;
        }

        EventFile file = new(count, (flags & semaphore) != 0, flags & OpenFlags.NonBlock);
        return OpenCalls.Install(thread, file, (flags & OpenFlags.CloseOnExec) != 0);
    }

    public static SyscallResult MemoryFile(Thread thread, UserCString userName, uint flags)
    {
        // Huge pages are not there.
        const uint closeOnExec = 1, allowSealing = 2, notExecutable = 8, executable = 0x10;
        const int nameLimit = 249;
        if ((flags & ~(closeOnExec | allowSealing | notExecutable | executable)) != 0
            || (flags & (notExecutable | executable)) == (notExecutable | executable))
        {
            return Errno.EINVAL;
        }

        Span<byte> name = stackalloc byte[nameLimit + 1];
        Result<int> length = userName.Read(name);
        if (length.IsError)
        {
            return length.Error == Errno.ENAMETOOLONG ? Errno.EINVAL : length.Error;
        }

        FileSeals seals = (flags & notExecutable) != 0 ? FileSeals.Execute : (flags & allowSealing) != 0 ? FileSeals.None : FileSeals.Seal;
        Result<OpenFile> file = MemoryFiles.Create(name[..length.Value], thread.Credentials, seals);
        return file.IsOk ? OpenCalls.Install(thread, file.Value, (flags & closeOnExec) != 0) : file.Error;
    }

    public static SyscallResult SecretFile(Thread thread, OpenFlags flags) =>
        (flags & ~OpenFlags.CloseOnExec) != 0
            ? Errno.EINVAL
            : SecretFiles.Create(thread.Credentials) is { IsOk: true } file
                ? OpenCalls.Install(thread, file.Value, (flags & OpenFlags.CloseOnExec) != 0)
                : Errno.ENOMEM;

    public static SyscallResult EpollCreate(Thread thread, OpenFlags flags) =>
        (flags & ~OpenFlags.CloseOnExec) != 0
            ? Errno.EINVAL
            : OpenCalls.Install(thread, new EpollFile(), (flags & OpenFlags.CloseOnExec) != 0);

    public static SyscallResult EpollControl(
        Thread thread, int set, EpollOperation operation, int descriptor, UserIn<EpollEvent> user)
    {
        EpollEvent request = default;
        if (operation != EpollOperation.Delete)
        {
            Errno error = user.Read(out request);
            if (error != Errno.None)
            {
                return error;
            }
        }

        using FileLease setLease = thread.Files!.Acquire(set);
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (setLease.File is not { IsPathOnly: false } || lease.File is not { IsPathOnly: false })
        {
            return Errno.EBADF;
        }

        return setLease.File is EpollFile epoll
            ? epoll.Control(operation, lease.File, descriptor, request)
            : Errno.EINVAL;
    }

    public static SyscallResult EpollWait(
        Thread thread, int set, UserOut<EpollEvent> result, int count, int milliseconds, UserIn<ulong> mask, ulong maskSize)
    {
        long deadline = milliseconds < 0 ? WaitQueue.Forever
            : milliseconds == 0 ? 0
            : Clock.DeadlineIn(milliseconds * Clock.Millisecond);
        return Wait(thread, set, result, count, deadline, mask, maskSize);
    }

    public static SyscallResult EpollWait2(
        Thread thread, int set, UserOut<EpollEvent> result, int count, UserIn<Timespec> timeout, UserIn<ulong> mask, ulong maskSize)
    {
        long deadline = WaitQueue.Forever;
        if (!timeout.IsNull)
        {
            Errno error = timeout.Read(out Timespec time);
            if (error != Errno.None || !time.IsValid)
            {
                return error != Errno.None ? error : Errno.EINVAL;
            }

            long span = time.ToNanoseconds();
            deadline = span == 0 ? 0 : Clock.DeadlineIn(span);
        }

        return Wait(thread, set, result, count, deadline, mask, maskSize);
    }

    private static SyscallResult Wait(
        Thread thread, int set, UserOut<EpollEvent> result, int count, long deadline, UserIn<ulong> mask, ulong maskSize)
    {
        Errno error = PollCalls.BeginMask(thread, mask, maskSize);
        if (error != Errno.None)
        {
            return error;
        }

        Result<int> written = WaitMasked(thread, set, result, count, deadline);
        bool interrupted = written.Error == Errno.ERESTARTSYS;
        PollCalls.EndMask(thread, !mask.IsNull, interrupted);
        return interrupted ? Errno.EINTR : written.IsError ? written.Error : written.Value;
    }

    private static Result<int> WaitMasked(Thread thread, int set, UserOut<EpollEvent> result, int count, long deadline)
    {
        // As many as a signed 32-bit number of bytes can hold.
        if (count is <= 0 or > int.MaxValue / 16)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(set);
        if (lease.File is not EpollFile epoll)
        {
            return lease.File is not { IsPathOnly: false } ? Errno.EBADF : Errno.EINVAL;
        }

        Span<EpollEvent> events = count <= StackEvents ? stackalloc EpollEvent[StackEvents] : new EpollEvent[Math.Min(count, MaxEvents)];
        events = events[..Math.Min(count, events.Length)];
        Result<int> collected = epoll.Wait(events, deadline);
        if (collected.IsError)
        {
            return collected;
        }

        Errno error = result.WriteAll(events[..collected.Value]);
        return error == Errno.None ? collected : error;
    }
}
