// mount, umount2, pivot_root. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Lume.Syscalls.Files;

namespace Lume.Syscalls.Mounts;

internal static class MountCalls
{
    // What old programs put into the upper half of the flags.
    private const uint MagicMask = 0xFFFF_0000;
    private const uint Magic = 0xC0ED_0000;

    // MS_NOUSER, sign-extended as in Linux: no flag for user space.
    private const ulong ForKernel = 0xFFFF_FFFF_8000_0000;

    private const MountRequestFlags Propagation = MountRequestFlags.Shared | MountRequestFlags.Slave
        | MountRequestFlags.Private | MountRequestFlags.Unbindable;

    // One page of options, as in Linux.
    private const int MaxOptions = 4096;

    public static SyscallResult Mount(
        Thread thread, UserCString userSource, UserCString userTarget, UserCString userType, ulong rawFlags, UserCString userOptions)
    {
        if (!thread.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        rawFlags = ((uint)rawFlags & MagicMask) == Magic ? rawFlags & ~(ulong)MagicMask : rawFlags;
        if ((rawFlags & ForKernel) != 0)
        {
            return Errno.EINVAL;
        }

        MountRequestFlags flags = (MountRequestFlags)rawFlags;
        Result<PathRef> target = PathArguments.Find(thread, Descriptor.CurrentDirectory, userTarget, AtFlags.None);
        if (target.IsError)
        {
            return target.Error;
        }

        PathRef place = target.Value;
        if ((flags & MountRequestFlags.Remount) != 0)
        {
            return Remount(place, flags, userOptions);
        }

        if ((flags & MountRequestFlags.Bind) != 0)
        {
            return Bind(thread, userSource, place, flags);
        }

        if ((flags & Propagation) != 0)
        {
            // There is one namespace, so every mount is private; nothing can be shared with others.
            bool isPrivate = (flags & Propagation) is MountRequestFlags.Private or MountRequestFlags.Unbindable;
            return isPrivate && ReferenceEquals(place.Dentry, place.Mount.Root) ? 0 : Errno.EINVAL;
        }

        if ((flags & MountRequestFlags.Move) != 0)
        {
            Result<PathRef> source = PathArguments.Find(thread, Descriptor.CurrentDirectory, userSource, AtFlags.None);
            return source.IsOk ? MountTree.Move(source.Value, place) : source.Error;
        }

        return MountNew(userSource, userType, place, flags, userOptions);
    }

    public static SyscallResult Unmount(Thread thread, UserCString path, UnmountFlags flags)
    {
        const UnmountFlags known = UnmountFlags.Force | UnmountFlags.Detach | UnmountFlags.NoFollow;
        if ((flags & ~known) != 0)
        {
            return Errno.EINVAL;
        }

        if (!thread.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        AtFlags find = (flags & UnmountFlags.NoFollow) != 0 ? AtFlags.SymlinkNoFollow : AtFlags.None;
        Result<PathRef> found = PathArguments.Find(thread, Descriptor.CurrentDirectory, path, find);
        return found.IsOk ? MountTree.Detach(found.Value, (flags & UnmountFlags.Detach) != 0) : found.Error;
    }

    public static SyscallResult PivotRoot(Thread thread, UserCString userRoot, UserCString userOld)
    {
        if (!thread.Credentials.Has(Capability.Administration))
        {
            return Errno.EPERM;
        }

        Result<PathRef> root = PathArguments.Find(thread, Descriptor.CurrentDirectory, userRoot, AtFlags.None);
        if (root.IsError)
        {
            return root.Error;
        }

        Result<PathRef> old = PathArguments.Find(thread, Descriptor.CurrentDirectory, userOld, AtFlags.None);
        if (old.IsError)
        {
            return old.Error;
        }

        if (!root.Value.Inode.IsDirectory || !old.Value.Inode.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        Errno error = MountTree.Pivot(root.Value, old.Value);
        if (error == Errno.None)
        {
            thread.FileSystem!.SetRoot(root.Value);
        }

        return error;
    }

    private static Errno MountNew(
        UserCString userSource, UserCString userType, PathRef place, MountRequestFlags flags, UserCString userOptions)
    {
        Span<byte> typeName = stackalloc byte[PathArguments.StackSize];
        Errno error = ReadOptional(userType, ref typeName);
        if (error != Errno.None || userType.IsNull)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        if (FileSystemRegistry.Find(typeName) is not { } type)
        {
            return Errno.ENODEV;
        }

        Span<byte> source = stackalloc byte[PathArguments.StackSize];
        error = ReadOptional(userSource, ref source);
        if (error != Errno.None)
        {
            return error;
        }

        Span<byte> options = new byte[MaxOptions];
        error = ReadOptional(userOptions, ref options);
        if (error != Errno.None)
        {
            return error;
        }

        Result<SuperBlock> made = type.Mount(source, options, (flags & MountRequestFlags.ReadOnly) != 0);
        if (made.IsError)
        {
            return made.Error;
        }

        byte[] shown = source.IsEmpty ? "none"u8.ToArray() : source.ToArray();
        return MountTree.Attach(made.Value, made.Value.Root, place, AttachmentFlags(flags), shown);
    }

    private static Errno Bind(Thread thread, UserCString userSource, PathRef place, MountRequestFlags flags)
    {
        Result<PathRef> found = PathArguments.Find(thread, Descriptor.CurrentDirectory, userSource, AtFlags.None);
        if (found.IsError)
        {
            return found.Error;
        }

        PathRef source = found.Value;
        return (flags & MountRequestFlags.Recursive) != 0
            ? MountTree.AttachTree(source, place)
            : MountTree.Attach(source.Mount.Super, source.Dentry, place, source.Mount.Flags, source.Mount.Source);
    }

    private static Errno Remount(PathRef place, MountRequestFlags flags, UserCString userOptions)
    {
        if ((flags & MountRequestFlags.Bind) != 0)
        {
            return MountTree.SetFlags(place, AttachmentFlags(flags));
        }

        if (!ReferenceEquals(place.Dentry, place.Mount.Root))
        {
            return Errno.EINVAL;
        }

        Span<byte> options = new byte[MaxOptions];
        Errno error = ReadOptional(userOptions, ref options);
        error = error == Errno.None ? place.Mount.Super.Reconfigure(options) : error;
        if (error == Errno.None)
        {
            place.Mount.Super.IsReadOnly = (flags & MountRequestFlags.ReadOnly) != 0;
            error = MountTree.SetFlags(place, AttachmentFlags(flags));
        }

        return error;
    }

    private static Errno ReadOptional(UserCString user, ref Span<byte> text)
    {
        if (user.IsNull)
        {
            text = default;
            return Errno.None;
        }

        Errno error = PathArguments.Read(user, ref text);
        return error == Errno.ENAMETOOLONG ? Errno.EINVAL : error;
    }

    private static MountFlags AttachmentFlags(MountRequestFlags flags)
    {
        const MountRequestFlags same = MountRequestFlags.ReadOnly | MountRequestFlags.NoSetId | MountRequestFlags.NoDevices
            | MountRequestFlags.NoExecute | MountRequestFlags.NoAccessTime | MountRequestFlags.NoDirectoryAccessTime;
        MountFlags kept = (MountFlags)(uint)(flags & same);
        bool isPlain = (flags & (MountRequestFlags.NoAccessTime | MountRequestFlags.StrictAccessTime)) == 0;
        return isPlain ? kept | MountFlags.RelativeAccessTime : kept;
    }
}
