// Changing permissions: mprotect.
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>
    /// Sets the permissions of a range. EINVAL for alignment and unknown bits, ENOMEM for holes and limits, EACCES where the file's
    /// open mode forbids it. What lies before the first obstacle is changed, as in Linux. Source: mprotect(2).
    /// </summary>
    public Errno Protect(ulong address, ulong length, Protection protection)
    {
        const Protection growth = Protection.GrowsDown | Protection.GrowsUp;
        Protection access = protection & ~growth;
        if (!PageMath.IsAligned(address) || (protection & growth) == growth)
        {
            return Errno.EINVAL;
        }

        ulong size = PageMath.RoundUp(length);
        if (length == 0)
        {
            return Errno.None;
        }

        if (size == 0 || address + size < address)
        {
            return Errno.ENOMEM;
        }

        if ((access & ~(Protection)AreaFlags.Access) != 0)
        {
            return Errno.EINVAL;
        }

        if (!UserLayout.IsUserRange(address, size))
        {
            return Errno.ENOMEM;
        }

        if ((protection & growth) == Protection.GrowsUp)
        {
            return Errno.EINVAL;
        }

        _lock.Acquire();
        ulong end = address + size;
        Errno error = StartOfGrowth(ref address, (protection & Protection.GrowsDown) != 0);
        if (error == Errno.None)
        {
            error = ProtectLocked(address, end, (AreaFlags)access);
            JoinRange(address, end);
        }

        _lock.Release();
        if ((access & Protection.Execute) != 0)
        {
            _pages.FlushInstructionCache();
        }

        return error;
    }

    /// <summary>
    /// Makes what user code stored visible to instruction fetch on all harts (riscv_flush_icache; a local fence.i would not reach threads
    /// on other harts, or this one after it moved).
    /// </summary>
    public void FlushInstructionCache() => _pages.FlushInstructionCache();

    /// <summary>PROT_GROWSDOWN reaches down to the start of a growing area.</summary>
    private Errno StartOfGrowth(ref ulong address, bool growsDown)
    {
        if (!growsDown)
        {
            return Errno.None;
        }

        if (!_areas.TryFind(address, out AreaPosition position))
        {
            return Errno.ENOMEM;
        }

        if (!_areas[position].Has(AreaFlags.GrowsDown))
        {
            return Errno.EINVAL;
        }

        address = _areas[position].Start;
        return Errno.None;
    }

    private Errno ProtectLocked(ulong start, ulong end, AreaFlags access)
    {
        ulong at = start;
        while (at < end)
        {
            if (!_areas.TryFind(at, out AreaPosition position))
            {
                return Errno.ENOMEM;
            }

            ref MemoryArea area = ref _areas[position];
            if (area.Has(AreaFlags.Sealed))
            {
                return Errno.EPERM;
            }

            if (((uint)access & ~((uint)area.Flags >> 4) & (uint)AreaFlags.Access) != 0)
            {
                return Errno.EACCES;
            }

            ulong stop = area.End < end ? area.End : end;
            AreaFlags flags = (area.Flags & ~AreaFlags.Access) | access;
            if (flags != area.Flags)
            {
                Errno error = ProtectArea(position, at, stop, flags);
                if (error != Errno.None)
                {
                    return error;
                }
            }

            at = stop;
        }

        return Errno.None;
    }

    /// <summary>Gives [start, end) of one area new flags, with its pages.</summary>
    private Errno ProtectArea(AreaPosition position, ulong start, ulong end, AreaFlags flags)
    {
        Errno error = ChangeFlags(position, start, end, flags, out MemoryArea changed);
        if (error != Errno.None)
        {
            return error;
        }

        PageFlags rights = PageAccess(flags);
        if (changed.IsShared && changed.Object!.TracksWrites)
        {
            // The object learns of the first store through a fault.
            rights &= ~PageFlags.Write;
        }

        _pages.Protect(new VirtualAddress(start), new VirtualAddress(end), rights);
        const AreaFlags locked = AreaFlags.AnyLock | AreaFlags.Shared | AreaFlags.Write;
        bool brings = (changed.Flags & locked) == AreaFlags.Locked && (flags & AreaFlags.Write) != 0;
        for (ulong page = start; brings && page < end; page += PageMath.Size)
        {
            // Locked memory that can be stored to is there; what memory is not enough for comes later.
            brings = ResolveLocked(page, FaultAccess.Write) == FaultOutcome.Resolved;
        }

        return Errno.None;
    }

    /// <summary>Gives [start, end) of one area new flags, splitting it where needed. ENOMEM for too many areas and RLIMIT_DATA.</summary>
    private Errno ChangeFlags(AreaPosition position, ulong start, ulong end, AreaFlags flags, out MemoryArea changed)
    {
        changed = _areas[position];
        int splits = (changed.Start < start ? 1 : 0) + (changed.End > end ? 1 : 0);
        ulong pages = (end - start) >> PageMath.Shift;
        bool becomesData = AreaCounters.IsData(flags) && !AreaCounters.IsData(changed.Flags);
        if (_areas.Count + splits > UserLayout.MaximumAreas
            || (becomesData && _counters.Data + pages > LimitPages(ResourceLimit.Data)))
        {
            return Errno.ENOMEM;
        }

        SplitAt(start);
        SplitAt(end);
        if (_areas.TryFind(start, out position))
        {
            _counters.Change(changed.Flags, flags, pages);
            _areas[position].Flags = flags;
        }

        return Errno.None;
    }
}
