// close, dup, fcntl, ioctl, lseek, flock. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class DescriptorCalls
{
    public static SyscallResult Close(Thread thread, int descriptor) => thread.Files!.Close(descriptor);

    public static SyscallResult CloseRange(Thread thread, uint first, uint last, uint flags)
    {
        const uint unshare = 2, closeOnExec = 4;
        if ((flags & ~(unshare | closeOnExec)) != 0 || first > last)
        {
            return Errno.EINVAL;
        }

        if ((flags & unshare) != 0 && thread.Files!.IsShared)
        {
            // Unsharing by itself is the process room's call; nobody has asked for both at once so far.
            return Errno.ENOSYS;
        }

        int from = (int)Math.Min(first, int.MaxValue);
        int to = (int)Math.Min(last, int.MaxValue);
        if ((flags & closeOnExec) != 0)
        {
            thread.Files!.SetCloseOnExecRange(from, to);
        }
        else
        {
            thread.Files!.CloseRange(from, to);
        }

        return 0;
    }

    public static SyscallResult Duplicate(Thread thread, int descriptor) => Duplicate(thread, descriptor, 0, closeOnExec: false);

    public static SyscallResult DuplicateTo(Thread thread, int descriptor, int target, OpenFlags flags)
    {
        if ((flags & ~OpenFlags.CloseOnExec) != 0 || descriptor == target)
        {
            return Errno.EINVAL;
        }

        FileTable files = thread.Files!;
        OpenFile? file = files.Get(descriptor);
        if (file is null)
        {
            return Errno.EBADF;
        }

        Errno error = files.Replace(target, file, (flags & OpenFlags.CloseOnExec) != 0, thread.Process.Limits.OpenFiles);
        if (error != Errno.None)
        {
            file.Release();
            return error;
        }

        return target;
    }

    public static SyscallResult Seek(Thread thread, int descriptor, long offset, SeekOrigin origin)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is null ? Errno.EBADF : lease.File.Seek(offset, origin);
    }

    public static SyscallResult Ioctl(Thread thread, int descriptor, uint request, ulong argument)
    {
        // Source: Linux asm-generic/ioctls.h.
        const uint clearCloseOnExec = 0x5450, setCloseOnExec = 0x5451, setNonBlocking = 0x5421, setAsync = 0x5452, getSize = 0x5460;
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not { IsPathOnly: false } file)
        {
            return Errno.EBADF;
        }

        Errno error;
        int enable;
        switch (request)
        {
            case clearCloseOnExec:
            case setCloseOnExec:
                return thread.Files.SetCloseOnExec(descriptor, request == setCloseOnExec);
            case setNonBlocking:
                error = new UserIn<int>(argument).Read(out enable);
                if (error == Errno.None)
                {
                    OpenFlags flags = file.Flags & ~OpenFlags.NonBlock;
                    file.SetStatusFlags(enable != 0 ? flags | OpenFlags.NonBlock : flags);
                }

                return error;
            case setAsync:
                // There are no signals of files: it is always off.
                error = new UserIn<int>(argument).Read(out enable);
                return error != Errno.None ? error : enable != 0 ? Errno.ENOTTY : 0;
            case getSize when file.Inode.IsRegular || file.Inode.IsDirectory:
                return new UserOut<long>(argument).Write(file.Inode.Size);
            default:
                return file.Ioctl(request, argument);
        }
    }

    public static SyscallResult Flock(Thread thread, int descriptor, uint operation)
    {
        const uint shared = 1, exclusive = 2, nonBlocking = 4, unlock = 8, mandatory = 32;
        if ((operation & mandatory) != 0)
        {
            // Obsolete; Linux ignores it too.
            return 0;
        }

        if ((operation & ~nonBlocking) is not (shared or exclusive or unlock))
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not { IsPathOnly: false } file)
        {
            return Errno.EBADF;
        }

        bool wait = (operation & nonBlocking) == 0;
        return (operation & ~nonBlocking) switch
        {
            shared => FileLocks.SetFlock(file, FileLockKind.Shared, wait),
            exclusive => FileLocks.SetFlock(file, FileLockKind.Exclusive, wait),
            _ => FileLocks.SetFlock(file, FileLockKind.None, wait),
        };
    }

    public static SyscallResult Fcntl(Thread thread, int descriptor, FcntlCommand command, ulong argument)
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
                    : Duplicate(thread, descriptor, (int)argument, command == FcntlCommand.DuplicateCloseOnExec);
            case FcntlCommand.GetDescriptorFlags:
                Result<bool> closeOnExec = files.GetCloseOnExec(descriptor);
                return closeOnExec.IsOk ? (closeOnExec.Value ? 1 : 0) : closeOnExec.Error;
            case FcntlCommand.SetDescriptorFlags:
                return files.SetCloseOnExec(descriptor, (argument & 1) != 0);
            case FcntlCommand.GetStatusFlags:
                return (uint)file.Flags;
        }

        return file.IsPathOnly ? Errno.EBADF : FcntlOnStream(thread, file, command, argument);
    }

    private static SyscallResult FcntlOnStream(Thread thread, OpenFile file, FcntlCommand command, ulong argument)
    {
        switch (command)
        {
            case FcntlCommand.SetStatusFlags:
                return SetStatusFlags(thread, file, (OpenFlags)argument);
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
            case FcntlCommand.GetOwner:
                // Nobody can be made the owner of a file's signals, so there is none.
                return 0;
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

    private static SyscallResult SetStatusFlags(Thread thread, OpenFile file, OpenFlags flags)
    {
        bool wantsNoAccessTime = (flags & OpenFlags.NoAccessTime) != 0 && (file.Flags & OpenFlags.NoAccessTime) == 0;
        if (wantsNoAccessTime && !Permissions.IsOwner(file.Inode, thread.Credentials))
        {
            return Errno.EPERM;
        }

        if ((flags & OpenFlags.Direct) != 0)
        {
            return Errno.EINVAL;
        }

        file.SetStatusFlags(flags & ~OpenFlags.Async);
        return 0;
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

    private static SyscallResult Duplicate(Thread thread, int descriptor, int minimum, bool closeOnExec)
    {
        FileTable files = thread.Files!;
        OpenFile? file = files.Get(descriptor);
        if (file is null)
        {
            return Errno.EBADF;
        }

        Result<int> installed = files.Install(file, closeOnExec, thread.Process.Limits.OpenFiles, minimum);
        if (installed.IsError)
        {
            file.Release();
        }

        return installed;
    }
}
