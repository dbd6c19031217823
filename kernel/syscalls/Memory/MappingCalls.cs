// mmap, munmap, mprotect, mseal, mremap, remap_file_pages, brk, riscv_flush_icache. Source: the man pages of the same names.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Memory;

/// <summary>Calls that shape the address space.</summary>
internal static class MappingCalls
{
    private const MapFlags ValidatedFlags =
        MapFlags.TypeMask | MapFlags.Fixed | MapFlags.Anonymous | MapFlags.GrowsDown | MapFlags.DenyWrite | MapFlags.Executable
        | MapFlags.Locked | MapFlags.NoReserve | MapFlags.Populate | MapFlags.NonBlock | MapFlags.Stack | MapFlags.HugeTlb
        | MapFlags.FixedNoReplace | MapFlags.HugeSizes;

    public static SyscallResult Mmap(
        Thread thread, ulong address, ulong length, Protection protection, MapFlags flags, int descriptor, ulong offset)
    {
        if (!PageMath.IsAligned(offset))
        {
            return Errno.EINVAL;
        }

        MapRequest request = new()
        {
            Address = address,
            Length = length,
            Protection = protection & (Protection.Read | Protection.Write | Protection.Execute),
            Flags = flags,
            Offset = offset,
        };
        if ((flags & MapFlags.Anonymous) != 0)
        {
            // Where anonymous memory begins means nothing, but it may not wrap.
            ulong size = PageMath.RoundUp(length);
            request.Offset = 0;
            return size != 0 && size <= UserLayout.End && offset + size < offset ? Errno.EOVERFLOW : Map(thread, in request);
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is null || lease.File.IsPathOnly)
        {
            return Errno.EBADF;
        }

        Errno error = AddFile(ref request, lease.File);
        if (error != Errno.None)
        {
            return error;
        }

        bool mayBeSealed = lease.File.Inode.HasSeals && (flags & MapFlags.TypeMask) != MapFlags.Private;
        return mayBeSealed ? MapUnsealed(thread, ref request, lease.File.Inode) : Map(thread, in request);
    }

    public static SyscallResult Munmap(Thread thread, ulong address, ulong length) => Space(thread).Unmap(address, length);

    public static SyscallResult Mprotect(Thread thread, ulong address, ulong length, ulong protection)
    {
        // PROT_SEM: memory for atomic operations, which all is.
        const ulong atomic = 8;
        return protection > uint.MaxValue ? Errno.EINVAL : Space(thread).Protect(address, length, (Protection)(protection & ~atomic));
    }

    public static SyscallResult Mseal(Thread thread, ulong address, ulong length, ulong flags) =>
        flags != 0 ? Errno.EINVAL : Space(thread).Seal(address, length);

    /// <summary>The area keeps its protection, so none may be given; of the flags none changes anything.</summary>
    public static SyscallResult RemapFilePages(Thread thread, ulong address, ulong length, ulong protection, ulong page) =>
        protection != 0 ? Errno.EINVAL : Space(thread).RemapPages(address, length, page);

    public static SyscallResult Mremap(
        Thread thread, ulong address, ulong oldLength, ulong newLength, ulong flags, ulong newAddress) =>
        flags > uint.MaxValue ? Errno.EINVAL : Space(thread).Remap(address, oldLength, newLength, (RemapFlags)flags, newAddress);

    public static SyscallResult Brk(Thread thread, ulong address) => Space(thread).SetBreak(address);

    /// <summary>Flags: only SYS_RISCV_FLUSH_ICACHE_LOCAL is defined; flushing more than asked is always right.</summary>
    public static SyscallResult FlushInstructionCache(Thread thread, ulong start, ulong end, ulong flags)
    {
        const ulong localOnly = 1;
        if ((flags & ~localOnly) != 0)
        {
            return Errno.EINVAL;
        }

        Space(thread).FlushInstructionCache();
        return 0;
    }

    /// <summary>The current process's memory; there always is one in a system call.</summary>
    internal static AddressSpace Space(Thread thread) => thread.Process.AddressSpace!;

    // The lock holds seals off until the mapping is counted.
    private static SyscallResult MapUnsealed(Thread thread, ref MapRequest request, Inode inode)
    {
        inode.Lock.Acquire();
        bool isSealed = (inode.Seals & FileSeals.Stores) != 0;
        if (isSealed)
        {
            request.MaximumProtection &= ~Protection.Write;
        }

        SyscallResult result = isSealed && (request.Protection & Protection.Write) != 0 ? Errno.EPERM : Map(thread, in request);
        inode.Lock.Release();
        return result;
    }

    private static SyscallResult Map(Thread thread, in MapRequest request)
    {
        MapFlags flags = request.Flags;
        MapFlags type = flags & MapFlags.TypeMask;
        bool isPlain = type == MapFlags.Private && request.File is null;
        bool isValid = type is MapFlags.Shared or MapFlags.Private or MapFlags.SharedValidate or MapFlags.Droppable
            && !(type is MapFlags.SharedValidate && request.File is null)
            && !(type is MapFlags.Droppable && (request.File is not null || (flags & MapFlags.Locked) != 0))
            && !(!isPlain && (flags & MapFlags.GrowsDown) != 0);
        if (!isValid)
        {
            return Errno.EINVAL;
        }

        if (type == MapFlags.SharedValidate && (flags & ~ValidatedFlags) != 0)
        {
            return Errno.EOPNOTSUPP;
        }

        // There are no huge pages to be had.
        if ((flags & MapFlags.HugeTlb) != 0)
        {
            return Errno.EINVAL;
        }

        bool mayLock = (flags & MapFlags.Locked) == 0 || Space(thread).MayLock || LockCalls.IsUnlimited(thread);
        return mayLock ? Space(thread).Map(in request) : Errno.EPERM;
    }

    /// <summary>Checks the open mode: private mappings need reading, shared writable ones writing too; noexec mounts refuse execution.</summary>
    private static Errno AddFile(ref MapRequest request, OpenFile file)
    {
        bool isShared = (request.Flags & MapFlags.TypeMask) != MapFlags.Private;
        bool mayWrite = !isShared || file.CanWrite;
        bool couldOverwrite = isShared && file.CanWrite && file.Inode.IsAppendOnly;
        bool mayExecute = file.Location is null || (file.Location.Mount.Flags & MountFlags.NoExecute) == 0;
        if (!file.CanRead || couldOverwrite || (!mayWrite && (request.Protection & Protection.Write) != 0))
        {
            return Errno.EACCES;
        }

        if (!mayExecute && (request.Protection & Protection.Execute) != 0)
        {
            return Errno.EPERM;
        }

        if (file.PagesOrNull is null)
        {
            return Errno.ENODEV;
        }

        if (file.PagesOrNull is SecretMemory)
        {
            if (!isShared)
            {
                return Errno.EINVAL;
            }

            request.ExtraFlags |= AreaFlags.Secret | AreaFlags.DontDump;
        }

        request.File = file;
        request.MaximumProtection = Protection.Read
            | (mayWrite ? Protection.Write : Protection.None)
            | (mayExecute ? Protection.Execute : Protection.None);
        return Errno.None;
    }
}
