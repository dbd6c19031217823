// Making, linking, renaming and removing names.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Files;

internal static class NameCalls
{
    public static SyscallResult MakeDirectoryAt(Thread thread, int directory, UserCString user, FileMode mode)
    {
        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, directory, user, ref path, out PathRef start);
        FileMode permissions = mode & (FileMode.PermissionMask | FileMode.Sticky);
        return error == Errno.None
            ? NameOperations.MakeNode(PathArguments.Caller(thread), start, path, FileMode.Directory | permissions)
            : error;
    }

    public static SyscallResult MakeNodeAt(Thread thread, int directory, UserCString user, FileMode mode, ulong device)
    {
        switch (mode & FileMode.TypeMask)
        {
            case FileMode.None:
                mode |= FileMode.Regular;
                break;
            case FileMode.Regular or FileMode.CharacterDevice or FileMode.BlockDevice or FileMode.Fifo or FileMode.Socket:
                break;
            case FileMode.Directory:
                return Errno.EPERM;
            default:
                return Errno.EINVAL;
        }

        bool isDevice = (mode & FileMode.TypeMask) is FileMode.CharacterDevice or FileMode.BlockDevice;
        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, directory, user, ref path, out PathRef start);
        return error == Errno.None
            ? NameOperations.MakeNode(PathArguments.Caller(thread), start, path, mode, isDevice ? (uint)device : 0)
            : error;
    }

    public static SyscallResult UnlinkAt(Thread thread, int directory, UserCString user, AtFlags flags)
    {
        if ((flags & ~AtFlags.RemoveDirectory) != 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, directory, user, ref path, out PathRef start);
        if (error != Errno.None)
        {
            return error;
        }

        return flags != 0
            ? NameOperations.RemoveDirectory(PathArguments.Caller(thread), start, path)
            : NameOperations.Unlink(PathArguments.Caller(thread), start, path);
    }

    public static SyscallResult SymbolicLinkAt(Thread thread, UserCString userTarget, int directory, UserCString user)
    {
        Span<byte> target = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(userTarget, ref target);
        if (error != Errno.None)
        {
            return error;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        error = PathArguments.Read(thread, directory, user, ref path, out PathRef start);
        return error == Errno.None
            ? NameOperations.MakeSymbolicLink(PathArguments.Caller(thread), start, path, target)
            : error;
    }

    public static SyscallResult LinkAt(
        Thread thread, int oldDirectory, UserCString oldUser, int newDirectory, UserCString newUser, AtFlags flags)
    {
        if ((flags & ~(AtFlags.SymlinkFollow | AtFlags.EmptyPath)) != 0)
        {
            return Errno.EINVAL;
        }

        if ((flags & AtFlags.EmptyPath) != 0 && !thread.Credentials.Has(Capability.ReadSearch))
        {
            return Errno.ENOENT;
        }

        AtFlags find = flags & AtFlags.EmptyPath;
        find |= (flags & AtFlags.SymlinkFollow) != 0 ? AtFlags.None : AtFlags.SymlinkNoFollow;
        Result<PathRef> target = PathArguments.Find(thread, oldDirectory, oldUser, find);
        if (target.IsError)
        {
            return target.Error;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, newDirectory, newUser, ref path, out PathRef start);
        return error == Errno.None
            ? NameOperations.Link(PathArguments.Caller(thread), target.Value.Mount, target.Value.Inode, start, path)
            : error;
    }

    public static SyscallResult RenameAt2(
        Thread thread, int oldDirectory, UserCString oldUser, int newDirectory, UserCString newUser, uint flags)
    {
        Span<byte> oldPath = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, oldDirectory, oldUser, ref oldPath, out PathRef oldStart);
        if (error != Errno.None)
        {
            return error;
        }

        Span<byte> newPath = stackalloc byte[PathArguments.StackSize];
        error = PathArguments.Read(thread, newDirectory, newUser, ref newPath, out PathRef newStart);
        return error == Errno.None
            ? NameOperations.Rename(PathArguments.Caller(thread), oldStart, oldPath, newStart, newPath, (RenameFlags)flags)
            : error;
    }
}
