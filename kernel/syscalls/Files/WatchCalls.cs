// inotify_init1, inotify_add_watch, inotify_rm_watch.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Syscalls.Files;

internal static class WatchCalls
{
    private const FileEvents Options = FileEvents.OnlyDirectory | FileEvents.DontFollow | FileEvents.ExcludeUnlinked
        | FileEvents.MaskCreate | FileEvents.MaskAdd | FileEvents.IsDirectory | FileEvents.OneShot;

    // IN_UNMOUNT, IN_Q_OVERFLOW and IN_IGNORED come unasked; asking for them is no error.
    private const FileEvents Known = FileEvents.All | Options | FileEvents.Unmount | FileEvents.Overflow | FileEvents.Ignored;

    public static SyscallResult Create(Thread thread, OpenFlags flags)
    {
        if ((flags & ~(OpenFlags.CloseOnExec | OpenFlags.NonBlock)) != 0)
        {
            return Errno.EINVAL;
        }

        Result<WatchFile> file = WatchFile.Create(thread.Credentials.Account, flags & OpenFlags.NonBlock);
        return file.IsOk ? OpenCalls.Install(thread, file.Value, (flags & OpenFlags.CloseOnExec) != 0) : file.Error;
    }

    public static SyscallResult Add(Thread thread, int descriptor, UserCString userPath, FileEvents mask)
    {
        const FileEvents both = FileEvents.MaskAdd | FileEvents.MaskCreate;
        if ((mask & Known) == 0)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        if ((mask & both) == both || lease.File is not WatchFile file)
        {
            return Errno.EINVAL;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, Descriptor.CurrentDirectory, userPath, ref path, out PathRef start);
        if (error != Errno.None)
        {
            return error;
        }

        WalkFlags walk = (mask & FileEvents.DontFollow) != 0 ? WalkFlags.None : WalkFlags.FollowLast;
        walk |= (mask & FileEvents.OnlyDirectory) != 0 ? WalkFlags.Directory : WalkFlags.None;
        PathWalker walker = PathArguments.Caller(thread).Walker(path, start, walk);
        error = walker.Walk();
        if (error != Errno.None)
        {
            return error;
        }

        return Permissions.Allows(walker.Inode, thread.Credentials, AccessMode.Read) ? file.Add(walker.Inode, mask) : Errno.EACCES;
    }

    public static SyscallResult Remove(Thread thread, int descriptor, int watch)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is WatchFile file ? file.Remove(watch) : lease.File is null ? Errno.EBADF : Errno.EINVAL;
    }
}
