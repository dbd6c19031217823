// fcntl: everything that it does to a descriptor or an open file. Source: fcntl(2).
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class FcntlCalls
{
    public static SyscallResult Invoke(Thread thread, int descriptor, FcntlCommand command, ulong argument)
    {
        FileTable files = thread.Files!;
        using FileLease lease = files.Acquire(descriptor);
        if (lease.File is not { } file)
        {
            return Errno.EBADF;
        }

        switch (command)
        {
            case FcntlCommand.Duplicate:
            case FcntlCommand.DuplicateCloseOnExec:
                return argument >= (ulong)Math.Min(thread.Process.Limits.OpenFiles, FileTable.MaxDescriptors)
                    ? Errno.EINVAL
                    : DescriptorCalls.Duplicate(thread, descriptor, (int)argument, command == FcntlCommand.DuplicateCloseOnExec);
            case FcntlCommand.GetDescriptorFlags:
                Result<bool> closeOnExec = files.GetCloseOnExec(descriptor);
                return closeOnExec.IsOk ? (closeOnExec.Value ? 1 : 0) : closeOnExec.Error;
            case FcntlCommand.SetDescriptorFlags:
                return files.SetCloseOnExec(descriptor, (argument & 1) != 0);
            case FcntlCommand.GetStatusFlags:
                return (uint)file.Flags;
        }

        return file.IsPathOnly ? Errno.EBADF : FcntlOnStream(thread, file, descriptor, command, argument);
    }

    private static SyscallResult FcntlOnStream(Thread thread, OpenFile file, int descriptor, FcntlCommand command, ulong argument)
    {
        switch (command)
        {
            case FcntlCommand.SetStatusFlags:
                return SetStatusFlags(thread, file, descriptor, (OpenFlags)argument);
            case FcntlCommand.GetLock:
            case FcntlCommand.OpenFileGetLock:
                return RecordLocks.Get(thread, file, new UserRef<FileLockRequest>(argument), command == FcntlCommand.OpenFileGetLock);
            case FcntlCommand.SetLock:
            case FcntlCommand.SetLockWait:
                return RecordLocks.Set(
                    thread, file, new UserIn<FileLockRequest>(argument), isOpenFile: false, command == FcntlCommand.SetLockWait);
            case FcntlCommand.OpenFileSetLock:
            case FcntlCommand.OpenFileSetLockWait:
                return RecordLocks.Set(
                    thread, file, new UserIn<FileLockRequest>(argument), isOpenFile: true, command == FcntlCommand.OpenFileSetLockWait);
            case FcntlCommand.GetOwner or FcntlCommand.SetOwner or FcntlCommand.GetOwnerOfKind or FcntlCommand.SetOwnerOfKind:
            case FcntlCommand.GetOwnerUsers or FcntlCommand.GetSignal or FcntlCommand.SetSignal:
                return OwnerCalls.Fcntl(file, command, argument);
            case FcntlCommand.SetLease:
                return (uint)argument > (uint)FileLockKind.None
                    ? Errno.EINVAL
                    : FileLeases.Set(file, descriptor, (FileLockKind)argument, thread.Credentials);
            case FcntlCommand.GetLease:
                return (long)FileLeases.Get(file);
            case FcntlCommand.Notify:
                return file.AskForNotices(thread.Files!, descriptor, (DirectoryEvents)argument);
            case FcntlCommand.GetPipeSize:
                return file is PipeFile pipe ? pipe.Pipe.Capacity : Errno.EBADF;
            case FcntlCommand.SetPipeSize:
                return file is PipeFile resized ? ResizePipe(thread, resized.Pipe, argument) : Errno.EBADF;
            case FcntlCommand.AddSeals:
                return FileSealing.Add(file, (FileSeals)(uint)argument);
            case FcntlCommand.GetSeals:
                Result<FileSeals> seals = FileSealing.Get(file);
                return seals.IsOk ? (uint)seals.Value : seals.Error;
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult SetStatusFlags(Thread thread, OpenFile file, int descriptor, OpenFlags flags)
    {
        if (((flags ^ file.Flags) & OpenFlags.Append) != 0 && file.Inode.IsAppendOnly)
        {
            return Errno.EPERM;
        }

        bool wantsNoAccessTime = (flags & OpenFlags.NoAccessTime) != 0 && (file.Flags & OpenFlags.NoAccessTime) == 0;
        if (wantsNoAccessTime && !Permissions.IsOwner(file.Inode, thread.Credentials))
        {
            return Errno.EPERM;
        }

        if ((flags & OpenFlags.Direct) != 0)
        {
            return Errno.EINVAL;
        }

        bool isAsync = (flags & OpenFlags.Async) != 0;
        Errno error = isAsync != file.IsAsync && file.SupportsAsync ? file.SetAsync(isAsync, descriptor) : Errno.None;
        if (error == Errno.None)
        {
            file.SetStatusFlags(flags);
        }

        return error;
    }

    private static SyscallResult ResizePipe(Thread thread, Pipe pipe, ulong size)
    {
        if (size > int.MaxValue / 2)
        {
            return Errno.EINVAL;
        }

        if (size > Pipe.MaxUserSize && !thread.Credentials.Has(Capability.Resource))
        {
            return Errno.EPERM;
        }

        return pipe.Resize((int)size);
    }
}
