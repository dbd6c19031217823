// chmod, chown, utimensat, truncate. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Syscalls.Files;

internal static class AttributeCalls
{
    // Special nanoseconds of utimensat. Source: Linux include/linux/stat.h.
    private const long SetNow = 0x3FFF_FFFF;
    private const long SetNothing = 0x3FFF_FFFE;

    public static SyscallResult FChMod(Thread thread, int descriptor, FileMode mode)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is not { IsPathOnly: false } file ? Errno.EBADF
            : file.Location is { } place ? Change(place, mode, thread)
            : AttributeOperations.ChangeMode(null, file.Inode, mode & FileMode.ChangeableMask, thread.Credentials);
    }

    public static SyscallResult FChModAt(Thread thread, int directory, UserCString path, FileMode mode, AtFlags flags)
    {
        if ((flags & ~(AtFlags.SymlinkNoFollow | AtFlags.EmptyPath)) != 0)
        {
            return Errno.EINVAL;
        }

        Result<PathRef> found = PathArguments.Find(thread, directory, path, flags);
        return found.IsOk ? Change(found.Value, mode, thread) : found.Error;
    }

    public static SyscallResult FChOwn(Thread thread, int descriptor, uint userId, uint groupId)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is not { IsPathOnly: false } file ? Errno.EBADF
            : file.Location is { } place ? ChangeOwner(place, userId, groupId, thread)
            : AttributeOperations.ChangeOwner(null, file.Inode, userId, groupId, thread.Credentials);
    }

    public static SyscallResult FChOwnAt(Thread thread, int directory, UserCString path, uint userId, uint groupId, AtFlags flags)
    {
        if ((flags & ~(AtFlags.SymlinkNoFollow | AtFlags.EmptyPath)) != 0)
        {
            return Errno.EINVAL;
        }

        Result<PathRef> found = PathArguments.Find(thread, directory, path, flags);
        return found.IsOk
            ? ChangeOwner(found.Value, userId, groupId, thread)
            : found.Error;
    }

    public static SyscallResult UtimensAt(Thread thread, int directory, UserCString path, UserIn<Timespec> times, AtFlags flags)
    {
        Timespec access = new() { Nanoseconds = SetNow };
        Timespec modification = access;
        if (!times.IsNull)
        {
            Errno error = times.ReadAt(0, out access);
            error = error == Errno.None ? times.ReadAt(1, out modification) : error;
            if (error != Errno.None)
            {
                return error;
            }

            if (!IsValid(access) || !IsValid(modification))
            {
                return Errno.EINVAL;
            }
        }

        if ((flags & ~(AtFlags.SymlinkNoFollow | AtFlags.EmptyPath)) != 0)
        {
            return Errno.EINVAL;
        }

        if (access.Nanoseconds == SetNothing && modification.Nanoseconds == SetNothing)
        {
            return 0;
        }

        Result<PathRef> found = path.IsNull
            ? FindDescriptor(thread, directory)
            : PathArguments.Find(thread, directory, path, flags);
        return found.IsOk ? SetTimes(thread, found.Value, access, modification) : found.Error;
    }

    public static SyscallResult Truncate(Thread thread, UserCString path, long length)
    {
        if (length < 0)
        {
            return Errno.EINVAL;
        }

        Result<PathRef> found = PathArguments.Find(thread, Descriptor.CurrentDirectory, path, AtFlags.None);
        return found.IsOk
            ? Told(found.Value, AttributeOperations.Truncate(found.Value.Mount, found.Value.Inode, length, thread.Credentials), FileEvents.Modify)
            : found.Error;
    }

    private static Result<PathRef> FindDescriptor(Thread thread, int descriptor)
    {
        if (descriptor == Descriptor.CurrentDirectory)
        {
            return Errno.EFAULT;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is not { IsPathOnly: false } file ? Errno.EBADF : file.Location is { } place ? place : Errno.EPERM;
    }

    private static Errno SetTimes(Thread thread, PathRef place, Timespec access, Timespec modification)
    {
        Inode inode = place.Inode;
        if (access.Nanoseconds == SetNow && modification.Nanoseconds == SetNow)
        {
            return Told(place, AttributeOperations.Touch(place.Mount, inode, thread.Credentials));
        }

        long now = Clock.Realtime;
        FileEvents what = access.Nanoseconds == SetNothing ? FileEvents.Modify
            : modification.Nanoseconds == SetNothing ? FileEvents.Access
            : FileEvents.Attributes;
        return Told(
            place,
            AttributeOperations.ChangeTimes(place.Mount, inode, Choose(access, now), Choose(modification, now), thread.Credentials),
            what);
    }

    private static long? Choose(Timespec time, long now) => time.Nanoseconds switch
    {
        SetNow => now,
        SetNothing => null,
        _ => FileTime.FromTimespec(time),
    };

    private static bool IsValid(Timespec time) =>
        time.Nanoseconds is SetNow or SetNothing || (ulong)time.Nanoseconds < Timespec.NanosecondsPerSecond;

    private static Errno Change(PathRef place, FileMode mode, Thread thread) =>
        Told(place, AttributeOperations.ChangeMode(place.Mount, place.Inode, mode & FileMode.ChangeableMask, thread.Credentials));

    private static Errno ChangeOwner(PathRef place, uint userId, uint groupId, Thread thread) =>
        Told(place, AttributeOperations.ChangeOwner(place.Mount, place.Inode, userId, groupId, thread.Credentials));

    private static Errno Told(PathRef place, Errno error, FileEvents what = FileEvents.Attributes)
    {
        if (error == Errno.None)
        {
            FileNotices.TellChange(place, what);
        }

        return error;
    }
}
