// The shared memory segments of the system: shmget, shmat, shmctl without their arguments' layout.
using System.Threading;
using Lume.Abi;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Security;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>System V shared memory. Source: shmget(2), shmop(2), shmctl(2).</summary>
public static class SharedSegments
{
    private const ulong Unlimited = ulong.MaxValue - (1 << 24);
    private const int DefaultSegments = 4096;

    /// <summary>The segments.</summary>
    public static IpcTable<SharedSegment> Table { get; } = new(DefaultSegments);

    /// <summary>shmmax: bytes of a segment.</summary>
    public static ulong MaximumSize { get; set; } = Unlimited;

    /// <summary>shmall: pages of all segments.</summary>
    public static ulong MaximumPages { get; set; } = Unlimited;

    /// <summary>Pages of all segments. Changes with the table locked.</summary>
    public static ulong TotalPages { get; private set; }

    /// <summary>shmget. EINVAL, ENOENT, EEXIST, EACCES, ENOSPC, ENOMEM.</summary>
    public static Result<int> Get(int key, ulong size, IpcFlags flags, Credentials credentials) =>
        Table.Get(key, flags, credentials, new Maker(key, size, flags, credentials));

    /// <summary>shmat: maps a segment and returns where. EINVAL, EACCES, EIDRM, ENOMEM.</summary>
    /// <param name="id">The segment.</param>
    /// <param name="address">Where; 0 lets the kernel choose.</param>
    /// <param name="flags">How.</param>
    public static Result<ulong> Attach(int id, ulong address, AttachFlags flags)
    {
        const uint read = 0x124, readWrite = 0x1B6, execute = 0x49;
        bool replaces = (flags & AttachFlags.Remap) != 0;
        if (!PageMath.IsAligned(address) && (flags & AttachFlags.Round) != 0)
        {
            address = PageMath.RoundDown(address);
            if (address == 0 && replaces)
            {
                return Errno.EINVAL;
            }
        }

        if (!PageMath.IsAligned(address) || (address == 0 && replaces) || !Table.Find(id).TryGet(out SharedSegment segment))
        {
            return Errno.EINVAL;
        }

        Thread thread = Thread.Current;
        uint wanted = (flags & AttachFlags.ReadOnly) != 0 ? read : readWrite;
        wanted |= (flags & AttachFlags.Execute) != 0 ? execute : 0;
        using (segment.Lock.Enter())
        {
            if (segment.IsRemoved || !segment.Allows(wanted, thread.Credentials))
            {
                return segment.IsRemoved ? Errno.EIDRM : Errno.EACCES;
            }

            segment.BeginAttach();
        }

        Result<ulong> mapped = address + segment.Size < address && address != 0 && !replaces
            ? Errno.EINVAL
            : thread.Process.AddressSpace!.Map(Request(segment, address, flags));
        segment.EndAttach();
        return mapped.Error == Errno.EEXIST ? Errno.EINVAL : mapped;
    }

    /// <summary>IPC_RMID: the segment goes once nobody maps it. EPERM, EIDRM.</summary>
    public static Errno Remove(SharedSegment segment, Credentials credentials)
    {
        using (Table.Enter())
        using (segment.Lock.Enter())
        {
            if (segment.IsRemoved || !segment.MayControl(credentials))
            {
                return segment.IsRemoved ? Errno.EIDRM : Errno.EPERM;
            }

            segment.Mode |= SharedSegment.RemovedMark;
            Table.ForgetKeyLocked(segment);
            Interlocked.MemoryBarrier();
            RemoveIfUnusedLocked(segment);
            return Errno.None;
        }
    }

    /// <summary>SHM_LOCK and SHM_UNLOCK. EPERM; ENOMEM beyond RLIMIT_MEMLOCK.</summary>
    public static Errno SetLocked(SharedSegment segment, bool isLocked, Thread thread)
    {
        Credentials credentials = thread.Credentials;
        ulong limit = thread.Process.Limits[ResourceLimit.LockedMemory];
        bool isPrivileged = credentials.Has(Capability.LockMemory);
        using (segment.Lock.Enter())
        {
            uint user = credentials.EffectiveUserId;
            bool isOwner = user == segment.UserId || user == segment.CreatorUserId;
            if (segment.IsRemoved || (!isPrivileged && (!isOwner || (isLocked && limit == 0))))
            {
                return segment.IsRemoved ? Errno.EIDRM : Errno.EPERM;
            }

            if (!isLocked)
            {
                segment.Unlock();
                return Errno.None;
            }

            return segment.Locker is null ? Lock(segment, credentials.Account, isPrivileged ? ulong.MaxValue : limit) : Errno.None;
        }
    }

    /// <summary>The last mapping is gone, as far as its holder could see.</summary>
    internal static void RemoveIfUnused(SharedSegment segment)
    {
        using (Table.Enter())
        using (segment.Lock.Enter())
        {
            RemoveIfUnusedLocked(segment);
        }
    }

    private static void RemoveIfUnusedLocked(SharedSegment segment)
    {
        if (segment.Attached == 0 && !segment.IsRemoved)
        {
            TotalPages -= segment.PageCount;
            Table.RemoveLocked(segment);
        }
    }

    private static Errno Lock(SharedSegment segment, UserAccount account, ulong limit)
    {
        long size = (long)segment.Size;
        if ((ulong)Interlocked.Add(ref account.LockedSegmentBytes, size) > limit)
        {
            Interlocked.Add(ref account.LockedSegmentBytes, -size);
            return Errno.ENOMEM;
        }

        segment.Locker = account;
        segment.Mode |= SharedSegment.LockedMark;
        return Errno.None;
    }

    private static MapRequest Request(SharedSegment segment, ulong address, AttachFlags flags)
    {
        Protection protection = Protection.Read;
        protection |= (flags & AttachFlags.ReadOnly) == 0 ? Protection.Write : Protection.None;
        protection |= (flags & AttachFlags.Execute) != 0 ? Protection.Execute : Protection.None;
        MapFlags place = address == 0 ? 0 : (flags & AttachFlags.Remap) != 0 ? MapFlags.Fixed : MapFlags.FixedNoReplace;
        return new MapRequest
        {
            Address = address,
            Length = segment.Size,
            Protection = protection,
            MaximumProtection = protection | Protection.Execute,
            Flags = MapFlags.Shared | place,
            Object = segment.Pages,
            File = segment.Pages,
            ExtraFlags = AreaFlags.Segment,
        };
    }

    private readonly struct Maker(int key, ulong size, IpcFlags flags, Credentials credentials) : IIpcMaker<SharedSegment>
    {
        public Result<SharedSegment> Make()
        {
            if (size == 0 || size > MaximumSize)
            {
                return Errno.EINVAL;
            }

            ulong pages = PageMath.Count(size);
            if (pages << PageMath.Shift < size || pages > MaximumPages - TotalPages)
            {
                return Errno.ENOSPC;
            }

            if ((long)size < 0)
            {
                return Errno.EINVAL;
            }

            // What memory could never hold, unless it is not meant to be filled; and what no address space could show.
            bool isTooLarge = (flags & IpcFlags.NoReserve) == 0 && pages > (ulong)FrameAllocator.Statistics.Total;
            if (isTooLarge || size > UserLayout.End || (flags & IpcFlags.HugePages) != 0)
            {
                return Errno.ENOMEM;
            }

            Errno error = IpcMemory.Charge(SharedSegment.Cost(size));
            if (error != Errno.None)
            {
                return error;
            }

            TotalPages += pages;
            return new SharedSegment(key, size, (uint)(flags & IpcFlags.Mode), credentials);
        }

        public Errno Check(SharedSegment existing) => existing.Size < size ? Errno.EINVAL : Errno.None;
    }
}
