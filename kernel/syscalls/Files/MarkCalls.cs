// fanotify_init, fanotify_mark. Source: Linux fs/notify/fanotify/fanotify_user.c for the order of errors.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Syscalls.Files;

internal static class MarkCalls
{
    private const OpenFlags EventOptions = OpenFlags.AccessMode | OpenFlags.Append | OpenFlags.NonBlock | OpenFlags.Sync
        | OpenFlags.CloseOnExec | OpenFlags.LargeFile | OpenFlags.NoAccessTime;

    private const FileEvents Questions = FileEvents.OpenPermission | FileEvents.AccessPermission | FileEvents.OpenExecutePermission;

    // What is told with a descriptor.
    private const FileEvents StreamEvents = FileEvents.Access | FileEvents.Modify | FileEvents.CloseWritten | FileEvents.CloseUnwritten
        | FileEvents.Open | FileEvents.OpenExecute | Questions;

    private const FileEvents NameEvents =
        FileEvents.MovedFrom | FileEvents.MovedTo | FileEvents.Create | FileEvents.Delete | FileEvents.Rename;

    private const FileEvents Options = FileEvents.OnChild | FileEvents.IsDirectory;

    private const FileEvents Known = StreamEvents | NameEvents | Options | FileEvents.Attributes | FileEvents.MoveSelf
        | FileEvents.DeleteSelf | FileEvents.FileSystemError;

    public static SyscallResult Create(Thread thread, MarkGroupFlags flags, OpenFlags eventFlags)
    {
        MarkGroupFlags handles = flags & MarkGroupFlags.HandleMask;
        MarkGroupFlags kind = flags & MarkGroupFlags.ClassMask;
        bool isRestricted = !thread.Credentials.Has(Capability.Administration);
        if (isRestricted && ((flags & MarkGroupFlags.Privileged) != 0 || handles == MarkGroupFlags.None))
        {
            return Errno.EPERM;
        }

        const MarkGroupFlags causes = MarkGroupFlags.ReportPidFile | MarkGroupFlags.ReportThread;
        const MarkGroupFlags named = MarkGroupFlags.ReportName | MarkGroupFlags.ReportHandle;
        bool isWrong = (flags & ~MarkGroupFlags.Known) != 0
            || (flags & causes) == causes
            || (eventFlags & ~EventOptions) != 0
            || (eventFlags & OpenFlags.AccessMode) == OpenFlags.AccessMode
            || kind == MarkGroupFlags.ClassMask
            || (handles != MarkGroupFlags.None && kind != MarkGroupFlags.None)
            || (handles & (MarkGroupFlags.ReportName | MarkGroupFlags.ReportDirectory)) == MarkGroupFlags.ReportName
            || ((handles & MarkGroupFlags.ReportTarget) != 0 && (handles & named) != named);
        if (isWrong)
        {
            return Errno.EINVAL;
        }

        Result<MarkGroup> group = MarkGroup.Create(thread.Credentials.Account, flags, eventFlags, isRestricted);
        return group.IsOk ? OpenCalls.Install(thread, group.Value, (flags & MarkGroupFlags.CloseOnExec) != 0) : group.Error;
    }

    public static SyscallResult Mark(Thread thread, int descriptor, MarkFlags flags, ulong mask, int directory, UserCString path)
    {
        Errno error = mask > uint.MaxValue ? Errno.EINVAL : CheckForm(flags, (FileEvents)mask);
        if (error != Errno.None)
        {
            return error;
        }

        FileEvents events = (FileEvents)mask;
        if ((flags & MarkFlags.IgnoreBits) == MarkFlags.IgnoredMask)
        {
            events &= ~Options;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not MarkGroup group)
        {
            return lease.File is null or { IsPathOnly: true } ? Errno.EBADF : Errno.EINVAL;
        }

        error = CheckGroup(thread, group, flags, events);
        if (error != Errno.None)
        {
            return error;
        }

        if ((flags & MarkFlags.Flush) != 0)
        {
            group.Flush(flags & MarkFlags.KindMask);
            return 0;
        }

        Result<PathRef> found = Find(thread, directory, path, flags);
        return found.IsOk ? Change(group, found.Value, events, flags) : found.Error;
    }

    private static Errno CheckForm(MarkFlags flags, FileEvents mask)
    {
        MarkFlags command = flags & MarkFlags.CommandMask;
        bool isWrong = (flags & ~MarkFlags.Known) != 0
            || (flags & MarkFlags.KindMask) == MarkFlags.KindMask
            || command is not (MarkFlags.Add or MarkFlags.Remove or MarkFlags.Flush)
            || (command == MarkFlags.Flush ? (flags & ~(MarkFlags.KindMask | MarkFlags.Flush)) != 0 : mask == FileEvents.None)
            || (mask & ~Known) != 0
            || (flags & MarkFlags.IgnoreBits) == MarkFlags.IgnoreBits;
        return isWrong ? Errno.EINVAL : Errno.None;
    }

    private static Errno CheckGroup(Thread thread, MarkGroup group, MarkFlags flags, FileEvents mask)
    {
        MarkFlags kind = flags & MarkFlags.KindMask;
        if (kind != MarkFlags.None && (group.IsRestricted || !thread.Credentials.Has(Capability.Administration)))
        {
            return Errno.EPERM;
        }

        bool needsHandles = (mask & ~(StreamEvents | Options)) != 0;
        bool isWrong = ((mask & Questions) != 0 && !group.IsAsked)
            || ((mask & FileEvents.FileSystemError) != 0 && kind != MarkFlags.FileSystem)
            || ((flags & MarkFlags.Evictable) != 0 && kind != MarkFlags.None)
            || (needsHandles && (group.Handles == MarkGroupFlags.None || kind == MarkFlags.Mount))
            || ((mask & FileEvents.Rename) != 0 && (group.Handles & MarkGroupFlags.ReportName) == 0);
        return isWrong ? Errno.EINVAL : Errno.None;
    }

    private static Result<PathRef> Find(Thread thread, int directory, UserCString path, MarkFlags flags)
    {
        Result<PathRef> found;
        bool wantsDirectory = (flags & MarkFlags.OnlyDirectory) != 0;
        if (path.IsNull)
        {
            using FileLease lease = thread.Files!.Acquire(directory);
            if (lease.File is not { IsPathOnly: false } file)
            {
                return Errno.EBADF;
            }

            // What has no place in the tree tells nobody what is done to it.
            found = wantsDirectory && !file.Inode.IsDirectory ? Errno.ENOTDIR : file.Location is { } place ? place : Errno.EINVAL;
        }
        else
        {
            found = PathArguments.Find(thread, directory, path, (flags & MarkFlags.DontFollow) != 0 ? AtFlags.SymlinkNoFollow : AtFlags.None);
            if (found.IsOk && wantsDirectory && !found.Value.Inode.IsDirectory)
            {
                return Errno.ENOTDIR;
            }
        }

        return found.IsError || Permissions.Allows(found.Value.Inode, thread.Credentials, AccessMode.Read) ? found : Errno.EACCES;
    }

    private static Errno Change(MarkGroup group, PathRef place, FileEvents mask, MarkFlags flags)
    {
        bool adds = (flags & MarkFlags.Add) != 0;
        bool isOfInode = (flags & MarkFlags.KindMask) == MarkFlags.None;
        Errno error = adds ? CheckPlace(group, place, mask, flags) : Errno.None;
        if (error == Errno.None && group.Handles != MarkGroupFlags.None && !isOfInode && place.Mount.Super.Handles is null)
        {
            error = Errno.EOPNOTSUPP;
        }

        if (error != Errno.None)
        {
            return error;
        }

        MarkFlags ignore = flags & MarkFlags.IgnoreBits;
        if (adds && ignore != MarkFlags.None && (flags & MarkFlags.SurvivesModify) == 0)
        {
            if (ignore == MarkFlags.Ignore && (!isOfInode || place.Inode.IsDirectory))
            {
                return isOfInode ? Errno.EISDIR : Errno.EINVAL;
            }

            // Somebody is about to modify it: there is nothing that could be ignored until then.
            if (isOfInode && place.Inode.HasWriters)
            {
                return Errno.None;
            }
        }

        FileEvents kept = ignore == MarkFlags.IgnoredMask ? Options : FileEvents.None;
        if (!isOfInode || !place.Inode.IsDirectory)
        {
            // Only a directory has children; but who reports directories wants to know those of files.
            mask &= ~FileEvents.OnChild;
            kept = FileEvents.OnChild;
            bool reportsDirectories = adds && ignore == MarkFlags.None && (group.Handles & MarkGroupFlags.ReportDirectory) != 0;
            mask |= reportsDirectories ? FileEvents.OnChild : FileEvents.None;
        }

        return adds ? group.Add(place, mask, flags) : group.Remove(place, mask, flags, kept);
    }

    private static Errno CheckPlace(MarkGroup group, PathRef place, FileEvents mask, MarkFlags flags)
    {
        if ((mask & Questions) != 0 && !place.Mount.Super.AllowsQuestions)
        {
            return Errno.EINVAL;
        }

        bool isStrict = (group.Handles & MarkGroupFlags.ReportTarget) != 0 || (mask & FileEvents.Rename) != 0
            || (flags & MarkFlags.Ignore) != 0;
        bool isOfFile = (flags & MarkFlags.KindMask) == MarkFlags.None && !place.Inode.IsDirectory;
        return isStrict && isOfFile && (mask & (NameEvents | Options)) != 0 ? Errno.ENOTDIR : Errno.None;
    }
}
