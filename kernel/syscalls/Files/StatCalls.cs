// stat and its relatives, access, readlink, statfs. Source: stat(2), statx(2), access(2), readlink(2), statfs(2).
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Files;

internal static class StatCalls
{
    private const AtFlags StatFlags = AtFlags.SymlinkNoFollow | AtFlags.NoAutomount | AtFlags.EmptyPath;

    public static SyscallResult NewFStatAt(Thread thread, int directory, UserCString user, UserOut<Stat> result, AtFlags flags)
    {
        // How fresh the answer must be is accepted: it always is.
        if ((flags & ~(StatFlags | AtFlags.StatxSyncMask)) != 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = user.IsNull && (flags & AtFlags.EmptyPath) != 0 ? ReadNothing(ref path) : PathArguments.Read(user, ref path);
        if (error != Errno.None)
        {
            return error;
        }

        if (path.IsEmpty && (flags & AtFlags.EmptyPath) != 0 && directory != Descriptor.CurrentDirectory)
        {
            return FStat(thread, directory, result);
        }

        error = PathArguments.Start(thread, directory, path, out PathRef start);
        if (error != Errno.None)
        {
            return error;
        }

        PathWalker walker = PathArguments.Caller(thread).Walker(path, start, PathArguments.WalkFlagsOf(flags));
        error = walker.Walk();
        if (error != Errno.None)
        {
            return error;
        }

        Stat stat = default;
        walker.Inode.FillStat(ref stat);
        return result.Write(stat);
    }

    public static SyscallResult FStat(Thread thread, int descriptor, UserOut<Stat> result)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null)
        {
            return Errno.EBADF;
        }

        Stat stat = default;
        lease.File.Inode.FillStat(ref stat);
        return result.Write(stat);
    }

    public static SyscallResult Statx(Thread thread, int directory, UserCString user, AtFlags flags, uint mask, UserOut<Statx> result)
    {
        const uint reserved = 0x8000_0000;
        if ((flags & ~(StatFlags | AtFlags.StatxSyncMask)) != 0
            || (flags & AtFlags.StatxSyncMask) == AtFlags.StatxSyncMask
            || (mask & reserved) != 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = user.IsNull && (flags & AtFlags.EmptyPath) != 0 ? ReadNothing(ref path) : PathArguments.Read(user, ref path);
        if (error == Errno.None)
        {
            error = PathArguments.Start(thread, directory, path, out PathRef start);
            if (error == Errno.None)
            {
                PathWalker walker = PathArguments.Caller(thread).Walker(path, start, PathArguments.WalkFlagsOf(flags));
                error = walker.Walk();
                return error == Errno.None ? result.Write(Describe(walker.Mount, walker.Dentry, mask)) : error;
            }
        }

        return error;
    }

    public static SyscallResult FAccessAt(Thread thread, int directory, UserCString user, uint mode, AtFlags flags)
    {
        const AtFlags known = AtFlags.EffectiveAccess | AtFlags.SymlinkNoFollow | AtFlags.EmptyPath;
        if ((mode & ~7u) != 0 || (flags & ~known) != 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, directory, user, ref path, out PathRef start);
        if (error != Errno.None)
        {
            return error;
        }

        Credentials credentials = (flags & AtFlags.EffectiveAccess) != 0 ? thread.Credentials : RealCredentials(thread.Credentials);
        FsCaller caller = new(thread.FileSystem!, credentials);
        PathWalker walker = caller.Walker(path, start, PathArguments.WalkFlagsOf(flags));
        error = walker.Walk();
        return error == Errno.None ? CheckAccess(walker.Mount, walker.Inode, (AccessMode)mode, credentials) : error;
    }

    public static SyscallResult ReadLinkAt(Thread thread, int directory, UserCString user, UserSpan buffer)
    {
        if ((int)buffer.Length <= 0)
        {
            return Errno.EINVAL;
        }

        Span<byte> path = stackalloc byte[PathArguments.StackSize];
        Errno error = PathArguments.Read(thread, directory, user, ref path, out PathRef start);
        if (error != Errno.None)
        {
            return error;
        }

        PathWalker walker = PathArguments.Caller(thread).Walker(path, start, WalkFlags.AllowEmpty);
        error = walker.Walk();
        if (error != Errno.None)
        {
            return error;
        }

        Inode inode = walker.Inode;
        if (!inode.IsSymbolicLink)
        {
            return path.IsEmpty ? Errno.ENOENT : Errno.EINVAL;
        }

        Result<byte[]> read = inode.ReadLink();
        if (read.IsError)
        {
            return read.Error;
        }

        ReadOnlySpan<byte> target = read.Value;
        target = target[..(int)Math.Min((ulong)target.Length, buffer.Length)];
        error = buffer.Write(target);
        return error == Errno.None ? target.Length : error;
    }

    public static SyscallResult StatFs(Thread thread, UserCString path, UserOut<StatFs> result)
    {
        Result<PathRef> found = PathArguments.Find(thread, Descriptor.CurrentDirectory, path, AtFlags.None);
        return found.IsOk ? result.Write(Describe(found.Value.Mount, found.Value.Mount.Super)) : found.Error;
    }

    public static SyscallResult FStatFs(Thread thread, int descriptor, UserOut<StatFs> result)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        return lease.File is null ? Errno.EBADF : result.Write(Describe(lease.File.Location?.Mount, lease.File.Inode.Super));
    }

    private static Errno ReadNothing(ref Span<byte> path)
    {
        path = default;
        return Errno.None;
    }

    private static Errno CheckAccess(Mount mount, Inode inode, AccessMode mode, Credentials credentials)
    {
        if ((mode & AccessMode.Execute) != 0 && inode.IsRegular && (mount.Flags & MountFlags.NoExecute) != 0)
        {
            return Errno.EACCES;
        }

        Errno error = mode == AccessMode.Exists ? Errno.None : Permissions.Check(inode, credentials, mode);
        if (error != Errno.None)
        {
            return error;
        }

        bool isSpecial = inode.Type is FileMode.CharacterDevice or FileMode.BlockDevice or FileMode.Fifo or FileMode.Socket;
        return (mode & AccessMode.Write) != 0 && !isSpecial && mount.IsReadOnly ? Errno.EROFS : Errno.None;
    }

    // access(2) asks for the real user; root's capabilities follow it.
    private static Credentials RealCredentials(Credentials own)
    {
        if (own.UserId == own.FileUserId && own.GroupId == own.FileGroupId)
        {
            return own;
        }

        return new Credentials(own)
        {
            FileUserId = own.UserId,
            FileGroupId = own.GroupId,
            Effective = own.UserId == 0 ? own.Permitted : 0,
        };
    }

    private static Statx Describe(Mount mount, Dentry dentry, uint wanted)
    {
        const uint basicStats = 0x7FF;
        const uint mountId = 0x1000;
        const uint uniqueMountId = 0x4000;
        const ulong mountRootAttribute = 0x2000;
        bool isUnique = (wanted & uniqueMountId) != 0;
        Stat stat = default;
        Inode inode = dentry.Inode!;
        inode.FillStat(ref stat);
        return new Statx
        {
            Mask = basicStats | (isUnique ? uniqueMountId : mountId),
            BlockSize = (uint)stat.BlockSize,
            Attributes = (ReferenceEquals(dentry, mount.Root) ? mountRootAttribute : 0) | (ulong)(inode.Flags & InodeFlags.Shown),
            AttributesMask = mountRootAttribute | (inode.HasFlags ? (ulong)InodeFlags.Shown : 0),
            Links = stat.Links,
            UserId = stat.UserId,
            GroupId = stat.GroupId,
            Mode = (ushort)stat.Mode,
            Inode = stat.Inode,
            Size = (ulong)stat.Size,
            Blocks = (ulong)stat.Blocks,
            AccessTime = Convert(stat.AccessTime),
            ModificationTime = Convert(stat.ModificationTime),
            ChangeTime = Convert(stat.ChangeTime),
            SpecialMajor = DeviceNumber.Major(stat.SpecialDevice),
            SpecialMinor = DeviceNumber.Minor(stat.SpecialDevice),
            DeviceMajor = DeviceNumber.Major(stat.Device),
            DeviceMinor = DeviceNumber.Minor(stat.Device),
            MountId = isUnique ? mount.UniqueId : (ulong)mount.Id,
        };
    }

    private static StatxTimestamp Convert(Timespec time) => new()
    {
        Seconds = time.Seconds,
        Nanoseconds = (uint)time.Nanoseconds,
    };

    private static StatFs Describe(Mount? mount, SuperBlock super)
    {
        // ST_* are the MS_* bits up to NODIRATIME; ST_VALID says that f_flags is filled. Source: Linux include/linux/statfs.h.
        const long valid = 0x20;
        const long relativeAccessTime = 0x1000;
        StatFs figures = super.GetStatistics();
        MountFlags flags = mount?.Flags ?? MountFlags.None;
        figures.Id = super.FileSystemId;
        figures.Flags = valid | ((long)flags & 0xFFF);
        figures.Flags |= (flags & MountFlags.RelativeAccessTime) != 0 ? relativeAccessTime : 0;
        figures.Flags |= super.IsReadOnly ? (long)MountFlags.ReadOnly : 0;
        return figures;
    }
}
