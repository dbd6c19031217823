// Advice, locking, residency and write-back: madvise, mlock, mincore, msync.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    private const MemoryAdvice PopulateRead = (MemoryAdvice)22;
    private const MemoryAdvice PopulateWrite = (MemoryAdvice)23;
    private const MemoryAdvice DontNeedLocked = (MemoryAdvice)24;

    /// <summary>
    /// Acts on advice about a range. EINVAL for alignment, unknown advice and areas it does not fit, ENOMEM for holes (after acting on
    /// the rest), EOPNOTSUPP for MADV_REMOVE where the object cannot. Source: madvise(2).
    /// </summary>
    public Errno Advise(ulong address, ulong length, MemoryAdvice advice)
    {
        ulong size = PageMath.RoundUp(length);
        if (!IsKnown(advice) || !PageMath.IsAligned(address) || (length != 0 && size == 0) || address + size < address)
        {
            return Errno.EINVAL;
        }

        if (!UserLayout.IsUserRange(address, size))
        {
            return size == 0 ? Errno.None : Errno.ENOMEM;
        }

        ulong end = address + size;
        if (advice is PopulateRead or PopulateWrite)
        {
            return PopulateFor(address, end, advice == PopulateWrite ? FaultAccess.Write : FaultAccess.Read);
        }

        bool hole = false;
        Errno error = Errno.None;
        for (ulong at = address; at < end && error == Errno.None;)
        {
            // Punching takes every address space's lock in turn, so each area is handled under a lock of its own.
            Errno step = AdviseNext(ref at, end, advice, ref hole);
            error = step;
        }

        return error == Errno.None && hole ? Errno.ENOMEM : error;
    }

    private static bool IsKnown(MemoryAdvice advice) =>
        advice is <= MemoryAdvice.DontNeed or (>= MemoryAdvice.Free and <= MemoryAdvice.DoFork)
            or (>= MemoryAdvice.HugePage and <= DontNeedLocked);

    private Errno AdviseNext(ref ulong at, ulong end, MemoryAdvice advice, ref bool hole)
    {
        MemoryArea area = default;
        _lock.Acquire();
        bool found = _areas.TryFindEndingAfter(at, out AreaPosition position) && _areas[position].Start < end;
        Errno error = Errno.None;
        ulong start = at;
        ulong stop = end;
        if (found)
        {
            area = _areas[position];
            hole |= area.Start > at;
            start = area.Start > at ? area.Start : at;
            stop = area.End < end ? area.End : end;
            error = MayDiscard(in area, advice) ? AdviseArea(position, start, stop, advice) : Errno.EPERM;
            area.AddReferences();
        }
        else
        {
            hole = true;
        }

        _lock.Release();
        at = stop;
        if (found)
        {
            if (error == Errno.None && advice == MemoryAdvice.Remove)
            {
                error = area.Object is null || area.Has(AreaFlags.Locked) ? Errno.EINVAL
                    : !area.Has(AreaFlags.Shared | AreaFlags.MayWrite) ? Errno.EACCES
                    : area.Object.Punch(area.ObjectPage(start), (stop - start) >> PageMath.Shift);
            }

            area.ReleaseReferences();
        }

        return error;
    }

    private Errno AdviseArea(AreaPosition position, ulong start, ulong end, MemoryAdvice advice)
    {
        AreaFlags flags = _areas[position].Flags;
        bool isAnonymous = _areas[position].IsPrivateAnonymous;
        switch (advice)
        {
            case MemoryAdvice.DontNeed:
            case MemoryAdvice.Free:
                if ((flags & AreaFlags.Locked) != 0 || (advice == MemoryAdvice.Free && !isAnonymous))
                {
                    return Errno.EINVAL;
                }

                Zap(start, end);
                return Errno.None;
            case DontNeedLocked:
                Zap(start, end);
                return Errno.None;
            case MemoryAdvice.Normal:
                return SetAdvice(position, start, end, flags & ~(AreaFlags.SequentialAccess | AreaFlags.RandomAccess));
            case MemoryAdvice.Sequential:
                return SetAdvice(position, start, end, (flags & ~AreaFlags.RandomAccess) | AreaFlags.SequentialAccess);
            case MemoryAdvice.Random:
                return SetAdvice(position, start, end, (flags & ~AreaFlags.SequentialAccess) | AreaFlags.RandomAccess);
            case MemoryAdvice.DontFork:
                return SetAdvice(position, start, end, flags | AreaFlags.DontFork);
            case MemoryAdvice.DoFork:
                return SetAdvice(position, start, end, flags & ~AreaFlags.DontFork);
            case MemoryAdvice.DontDump:
                return SetAdvice(position, start, end, flags | AreaFlags.DontDump);
            case MemoryAdvice.DoDump or MemoryAdvice.KeepOnFork when (flags & AreaFlags.Droppable) != 0:
                return Errno.EINVAL;
            case MemoryAdvice.Cold or MemoryAdvice.PageOut:
                return (flags & AreaFlags.Locked) != 0 ? Errno.EINVAL : Errno.None;
            case MemoryAdvice.DoDump:
                return SetAdvice(position, start, end, flags & ~AreaFlags.DontDump);
            case MemoryAdvice.WipeOnFork:
                return isAnonymous ? SetAdvice(position, start, end, flags | AreaFlags.WipeOnFork) : Errno.EINVAL;
            case MemoryAdvice.KeepOnFork:
                return SetAdvice(position, start, end, flags & ~AreaFlags.WipeOnFork);
            default:
                // WILLNEED and huge-page advice ask for nothing that changes what a program can see.
                return Errno.None;
        }
    }

    private Errno SetAdvice(AreaPosition position, ulong start, ulong end, AreaFlags flags)
    {
        if (flags == _areas[position].Flags)
        {
            return Errno.None;
        }

        Errno error = ChangeFlags(position, start, end, flags, out _);
        JoinRange(start, end);
        return error;
    }

    private Errno PopulateFor(ulong start, ulong end, FaultAccess access)
    {
        for (ulong page = start; page < end; page += PageMath.Size)
        {
            FaultOutcome outcome = IsSecret(page) ? FaultOutcome.NotAllowed : Resolve(page, access);
            if (outcome != FaultOutcome.Resolved)
            {
                return outcome switch
                {
                    FaultOutcome.NotMapped => Errno.ENOMEM,
                    FaultOutcome.NotAllowed => Errno.EINVAL,
                    FaultOutcome.NoPage => Errno.EFAULT,
                    _ => Errno.ENOMEM,
                };
            }
        }

        return Errno.None;
    }

    /// <summary>Locks or unlocks a range. ENOMEM for holes, the limit and pages that cannot be brought in, EAGAIN when memory is out. Source: mlock(2).</summary>
    /// <param name="address">Start; rounded down.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="isLocked">Lock or unlock.</param>
    /// <param name="isUnlimited">The caller has CAP_IPC_LOCK.</param>
    /// <param name="onFault">MLOCK_ONFAULT: do not bring pages in now.</param>
    public Errno Lock(ulong address, ulong length, bool isLocked, bool isUnlimited, bool onFault)
    {
        ulong start = PageMath.RoundDown(address);
        ulong size = PageMath.RoundUp(length + (address - start));
        // A length that rounds up to 0 is 0, as in Linux.
        if (size == 0 || !UserLayout.IsUserRange(start, size))
        {
            return size == 0 ? Errno.None : start + size < start ? Errno.EINVAL : Errno.ENOMEM;
        }

        ulong end = start + size;
        _lock.Acquire();
        bool fits = !isLocked || isUnlimited
            || _counters.Locked + (size >> PageMath.Shift) - CountLocked(start, end) <= LimitPages(ResourceLimit.LockedMemory);
        Errno error = fits ? Errno.None : Errno.ENOMEM;
        for (ulong at = start; at < end && error == Errno.None;)
        {
            if (!_areas.TryFind(at, out AreaPosition position))
            {
                error = Errno.ENOMEM;
                break;
            }

            ulong stop = Math.Min(_areas[position].End, end);
            AreaFlags flags = _areas[position].Flags;
            if ((flags & AreaFlags.Unlockable) == 0)
            {
                error = SetAdvice(position, at, stop, (flags & ~AreaFlags.AnyLock) | LockFlags(isLocked, onFault));
            }

            at = stop;
        }

        _lock.Release();
        if (error != Errno.None || !isLocked)
        {
            return error;
        }

        return Populate(start, end) switch
        {
            Errno.EFAULT => Errno.ENOMEM,
            Errno.ENOMEM => Errno.EAGAIN,
            Errno other => other,
        };
    }

    private static AreaFlags LockFlags(bool isLocked, bool onFault) =>
        isLocked ? onFault ? AreaFlags.AnyLock : AreaFlags.Locked : AreaFlags.None;

    /// <summary>Whether anything may be locked by who has no privilege to lock.</summary>
    public bool MayLock => Limits[ResourceLimit.LockedMemory] != 0;

    /// <summary>Whether the current thread may lock this many more pages.</summary>
    private bool MayLockMore(ulong pages) =>
        _counters.Locked + pages <= LimitPages(ResourceLimit.LockedMemory) || Thread.Current.Credentials.Has(Capability.LockMemory);

    /// <summary>Locked pages of a range.</summary>
    private ulong CountLocked(ulong start, ulong end)
    {
        ulong bytes = 0;
        for (bool more = _areas.TryFindEndingAfter(start, out AreaPosition position); more; more = _areas.MoveNext(ref position))
        {
            ref MemoryArea area = ref _areas[position];
            if (area.Start >= end)
            {
                break;
            }

            bytes += area.Has(AreaFlags.Locked) ? Math.Min(area.End, end) - Math.Max(area.Start, start) : 0;
        }

        return bytes >> PageMath.Shift;
    }

    /// <summary>mlockall and munlockall. ENOMEM for the limit.</summary>
    public Errno LockAll(bool current, bool future, bool isUnlimited, bool onFault)
    {
        _lock.Acquire();
        if (!isUnlimited && current && _counters.Virtual > LimitPages(ResourceLimit.LockedMemory))
        {
            _lock.Release();
            return Errno.ENOMEM;
        }

        _futureLock = LockFlags(future, onFault);
        for (bool more = _areas.TryFirst(out AreaPosition position); more; more = _areas.MoveNext(ref position))
        {
            ref MemoryArea area = ref _areas[position];
            bool stays = (area.Flags & AreaFlags.Unlockable) != 0 || (future && !current);
            AreaFlags flags = stays ? area.Flags : (area.Flags & ~AreaFlags.AnyLock) | LockFlags(current, onFault);
            _counters.Change(area.Flags, flags, area.PageCount);
            area.Flags = flags;
        }

        _lock.Release();
        if (current && !onFault)
        {
            // As in Linux, what cannot be brought in is no failure of mlockall.
            for (ulong at = 0; TryNextArea(at, out ulong start, out ulong end); at = end)
            {
                Populate(start, end);
            }
        }

        return Errno.None;
    }

    /// <summary>Tells for each page from <paramref name="start"/> whether it is in memory (bit 0 of a byte). ENOMEM for holes. Source: mincore(2).</summary>
    public Errno GetResidency(ulong start, Span<byte> pages)
    {
        Errno error = Errno.None;
        _lock.Acquire();
        for (int i = 0; i < pages.Length && error == Errno.None; i++)
        {
            ulong page = start + ((ulong)i << PageMath.Shift);
            if (!_areas.TryFind(page, out AreaPosition position))
            {
                error = Errno.ENOMEM;
                break;
            }

            ref MemoryArea area = ref _areas[position];
            bool isResident = _pages.Query(new VirtualAddress(page)).IsMapped
                || (area.Object is not null && IsResident(area.Object, area.ObjectPage(page)));
            pages[i] = isResident ? (byte)1 : (byte)0;
        }

        _lock.Release();
        return error;
    }

    /// <summary>Writes back shared file pages of a range. ENOMEM for holes, EBUSY for MS_INVALIDATE of locked memory, EIO. Source: msync(2).</summary>
    public Errno Synchronize(ulong start, ulong end, SyncFlags flags)
    {
        bool hole = false;
        for (ulong at = start; at < end;)
        {
            _lock.Acquire();
            bool found = _areas.TryFindEndingAfter(at, out AreaPosition position) && _areas[position].Start < end;
            MemoryArea area = found ? _areas[position] : default;
            bool isBusy = found && (flags & SyncFlags.Invalidate) != 0 && area.Has(AreaFlags.Locked);
            bool mustWrite = found && !isBusy && (flags & SyncFlags.Sync) != 0 && area.IsShared;
            if (mustWrite)
            {
                area.AddReferences();
            }

            _lock.Release();
            if (!found || area.Start > at)
            {
                hole = true;
            }

            if (!found)
            {
                break;
            }

            if (isBusy)
            {
                return Errno.EBUSY;
            }

            ulong from = Math.Max(area.Start, at);
            at = Math.Min(area.End, end);
            if (mustWrite)
            {
                Errno error = area.Object!.Synchronize(area.ObjectPage(from) << PageMath.Shift, at - from);
                area.ReleaseReferences();
                if (error != Errno.None)
                {
                    return error;
                }
            }
        }

        return hole ? Errno.ENOMEM : Errno.None;
    }

    private bool TryNextArea(ulong from, out ulong start, out ulong end)
    {
        _lock.Acquire();
        bool found = _areas.TryFindEndingAfter(from, out AreaPosition position);
        start = found ? Math.Max(_areas[position].Start, from) : 0;
        end = found ? _areas[position].End : 0;
        _lock.Release();
        return found;
    }
}
