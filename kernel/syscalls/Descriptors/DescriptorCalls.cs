// close, dup, lseek, flock. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Scheduling;
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

    /// <summary>dup, F_DUPFD: the lowest free descriptor from a number on.</summary>
    public static SyscallResult Duplicate(Thread thread, int descriptor, int minimum, bool closeOnExec)
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
