// The lock commands of fcntl. Source: fcntl(2), Linux fs/locks.c flock64_to_posix_lock.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class RecordLocks
{
    public static SyscallResult Get(Thread thread, OpenFile file, UserRef<FileLockRequest> user, bool isOpenFile)
    {
        Errno error = user.Read(out FileLockRequest request);
        if (error != Errno.None)
        {
            return error;
        }

        Result<FileLock> parsed = Parse(thread, file, request, isOpenFile);
        if (parsed.IsError)
        {
            return parsed.Error;
        }

        if (parsed.Value.Kind == FileLockKind.None)
        {
            return Errno.EINVAL;
        }

        if (FileLocks.FindConflict(file.Inode, parsed.Value) is { } conflict)
        {
            request.Kind = (short)conflict.Kind;
            request.Origin = (short)SeekOrigin.Set;
            request.Start = conflict.Start;
            request.Length = conflict.End == long.MaxValue ? 0 : conflict.End - conflict.Start + 1;
            request.ProcessId = conflict.ProcessId;
        }
        else
        {
            request.Kind = (short)FileLockKind.None;
        }

        return user.Write(request);
    }

    public static SyscallResult Set(Thread thread, OpenFile file, UserIn<FileLockRequest> user, bool isOpenFile, bool wait)
    {
        Errno error = user.Read(out FileLockRequest request);
        if (error != Errno.None)
        {
            return error;
        }

        Result<FileLock> parsed = Parse(thread, file, request, isOpenFile);
        if (parsed.IsError)
        {
            return parsed.Error;
        }

        bool lacksMode = parsed.Value.Kind switch
        {
            FileLockKind.Shared => !file.CanRead,
            FileLockKind.Exclusive => !file.CanWrite,
            _ => false,
        };
        return lacksMode ? Errno.EBADF : FileLocks.SetRecord(file.Inode, parsed.Value, wait);
    }

    private static Result<FileLock> Parse(Thread thread, OpenFile file, in FileLockRequest request, bool isOpenFile)
    {
        if ((ushort)request.Kind > (ushort)FileLockKind.None || (isOpenFile && request.ProcessId != 0))
        {
            return Errno.EINVAL;
        }

        long origin;
        switch ((SeekOrigin)request.Origin)
        {
            case SeekOrigin.Set:
                origin = 0;
                break;
            case SeekOrigin.Current:
                origin = file.Position;
                break;
            case SeekOrigin.End:
                origin = file.Inode.Size;
                break;
            default:
                return Errno.EINVAL;
        }

        if (request.Start > long.MaxValue - origin)
        {
            return Errno.EOVERFLOW;
        }

        long start = origin + request.Start;
        long end = long.MaxValue;
        if (request.Length > 0)
        {
            if (request.Length - 1 > long.MaxValue - start)
            {
                return Errno.EOVERFLOW;
            }

            end = start + request.Length - 1;
        }
        else if (request.Length < 0)
        {
            end = start - 1;
            start += request.Length;
        }

        if (start < 0)
        {
            return Errno.EINVAL;
        }

        return isOpenFile
            ? new FileLock(file, -1, (FileLockKind)request.Kind, start, end)
            : new FileLock(thread.Files!, thread.Process.Id, (FileLockKind)request.Kind, start, end);
    }
}
