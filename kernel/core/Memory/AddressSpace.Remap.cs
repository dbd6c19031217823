// Growing, shrinking and moving areas: mremap.
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>
    /// Resizes or moves a mapping; returns its address. EINVAL for alignment, flags and overlaps, EFAULT for a range that is not one
    /// area, ENOMEM for limits and space, EAGAIN for RLIMIT_MEMLOCK. Source: mremap(2).
    /// </summary>
    public Result<ulong> Remap(ulong address, ulong oldLength, ulong newLength, RemapFlags flags, ulong newAddress)
    {
        ulong oldSize = PageMath.RoundUp(oldLength);
        ulong newSize = PageMath.RoundUp(newLength);
        Errno error = CheckRemap(address, oldSize, newSize, flags, newAddress);
        if (error != Errno.None)
        {
            return error;
        }

        AreaTree? detached = null;
        _lock.Acquire();
        Result<ulong> result = RemapLocked(address, oldSize, newSize, flags, newAddress, ref detached);
        bool populate = result.IsOk && _areas.TryFind(result.Value, out AreaPosition position) && _areas[position].Has(AreaFlags.Locked);
        _lock.Release();
        ReleaseDetached(detached);
        if (populate && newSize > oldSize)
        {
            Populate(result.Value + oldSize, result.Value + newSize);
        }

        return result;
    }

    private static Errno CheckRemap(ulong address, ulong oldSize, ulong newSize, RemapFlags flags, ulong newAddress)
    {
        const RemapFlags known = RemapFlags.MayMove | RemapFlags.Fixed | RemapFlags.DontUnmap;
        bool needsMove = (flags & (RemapFlags.Fixed | RemapFlags.DontUnmap)) != 0;
        bool isValid = (flags & ~known) == 0
            && !(needsMove && (flags & RemapFlags.MayMove) == 0)
            && !((flags & RemapFlags.DontUnmap) != 0 && oldSize != newSize)
            && PageMath.IsAligned(address)
            && newSize != 0;
        if (!isValid)
        {
            return Errno.EINVAL;
        }

        if (oldSize == newSize && !needsMove)
        {
            // Nothing is to be done, however long it is.
            return Errno.None;
        }

        if (!UserLayout.IsUserRange(address, oldSize))
        {
            return newSize < oldSize && UserLayout.IsUserRange(address, newSize) ? Errno.EINVAL : Errno.EFAULT;
        }

        if (newSize > UserLayout.End)
        {
            return (flags & RemapFlags.Fixed) != 0 ? Errno.EINVAL : Errno.ENOMEM;
        }

        if (needsMove)
        {
            bool fits = PageMath.IsAligned(newAddress) && UserLayout.IsUserRange(newAddress, newSize);
            bool overlaps = address + oldSize > newAddress && newAddress + newSize > address;
            if (!fits || overlaps)
            {
                return Errno.EINVAL;
            }

            if ((flags & RemapFlags.Fixed) != 0 && !MayMapAt(newAddress))
            {
                return Errno.EPERM;
            }
        }

        return Errno.None;
    }

    private Result<ulong> RemapLocked(
        ulong address, ulong oldSize, ulong newSize, RemapFlags flags, ulong newAddress, ref AreaTree? detached)
    {
        if (!_areas.TryFind(address, out AreaPosition position) || _areas[position].Has(AreaFlags.Vdso))
        {
            return Errno.EFAULT;
        }

        MemoryArea area = _areas[position];
        if (area.Has(AreaFlags.Sealed))
        {
            return Errno.EPERM;
        }

        bool moves = (flags & (RemapFlags.Fixed | RemapFlags.DontUnmap)) != 0;
        if (!moves && newSize <= oldSize && oldSize != 0)
        {
            Errno error = newSize == oldSize ? Errno.None : UnmapLocked(address + newSize, address + oldSize, ref detached);
            return error == Errno.None ? address : error;
        }

        if (oldSize == 0 && !area.IsShared)
        {
            return Errno.EINVAL;
        }

        if (oldSize > area.End - address)
        {
            return Errno.EFAULT;
        }

        if (area.Object is not null && area.ObjectPage(address) + (newSize >> PageMath.Shift) < area.ObjectPage(address))
        {
            return Errno.EINVAL;
        }

        ulong growth = newSize > oldSize ? newSize - oldSize : 0;
        Errno limit = CheckGrowth(area.Flags, growth, (flags & RemapFlags.DontUnmap) != 0 ? oldSize : growth);
        if (limit != Errno.None)
        {
            return limit;
        }

        if (!moves && oldSize != 0 && address + oldSize == area.End && TryExtend(position, growth))
        {
            return address;
        }

        return (flags & RemapFlags.MayMove) != 0
            ? Move(in area, address, oldSize, newSize, flags, newAddress, ref detached)
            : Errno.ENOMEM;
    }

    // Locks move; what stays mapped counts in full against the other limits.
    private Errno CheckGrowth(AreaFlags flags, ulong growth, ulong added)
    {
        ulong pages = added >> PageMath.Shift;
        if ((flags & AreaFlags.Locked) != 0 && !MayLockMore(growth >> PageMath.Shift))
        {
            return Errno.EAGAIN;
        }

        return pages == 0 ? Errno.None : CheckLimits(flags, pages, 0);
    }

    private bool TryExtend(AreaPosition position, ulong growth)
    {
        ref MemoryArea area = ref _areas[position];
        ulong end = area.End + growth;
        if (end > UserLayout.End || end < area.End || !_areas.TryFindGapBelow(growth, area.End, end, out _))
        {
            return false;
        }

        _counters.Add(area.Flags, growth >> PageMath.Shift);
        _areas.ChangeEnd(position, end);
        JoinWithNext(position);
        return true;
    }

    private Result<ulong> Move(
        in MemoryArea area, ulong address, ulong oldSize, ulong newSize, RemapFlags flags, ulong newAddress, ref AreaTree? detached)
    {
        // The old range may be split off at both ends, the new one added.
        if (_areas.Count + 3 > UserLayout.MaximumAreas)
        {
            return Errno.ENOMEM;
        }

        ulong kept = oldSize < newSize ? oldSize : newSize;
        Result<ulong> target = newAddress;
        if ((flags & RemapFlags.Fixed) == 0)
        {
            target = FindSpace((flags & RemapFlags.DontUnmap) != 0 ? newAddress : 0, newSize);
        }
        else
        {
            Errno error = UnmapLocked(newAddress, newAddress + newSize, ref detached);
            target = error == Errno.None ? newAddress : error;
        }

        if (target.IsError || !PrepareTables(address, target.Value, kept))
        {
            return target.IsError ? target : Errno.ENOMEM;
        }

        MemoryArea moved = area;
        moved.PageOffset = area.Object is null ? 0 : area.ObjectPage(address);
        moved.Start = target.Value;
        moved.End = target.Value + newSize;
        moved.Flags &= ~AreaFlags.GrowsDown;
        PageMover mover = new() { Pages = _pages, Delta = unchecked(target.Value - address) };
        _pages.UnmapRange(new VirtualAddress(address), new VirtualAddress(address + kept), ref mover);
        if ((flags & RemapFlags.DontUnmap) == 0 && oldSize != 0)
        {
            UnmapLocked(address, address + oldSize, ref detached);
        }
        else if (area.Has(AreaFlags.Locked) && oldSize != 0 && _areas.TryFind(address, out AreaPosition left))
        {
            SetAdvice(left, address, address + oldSize, _areas[left].Flags & ~AreaFlags.AnyLock);
        }

        InsertJoining(in moved);
        return target;
    }

    /// <summary>
    /// Makes the page tables of the new place, so that moving entries cannot run out of memory half-way: maps one page of zeroes
    /// under each table that will be needed and takes it away again (tables stay).
    /// </summary>
    private bool PrepareTables(ulong from, ulong to, ulong length)
    {
        if (length == 0)
        {
            return true;
        }

        bool ready = ZeroPage.TryGet(out Frame zero);
        const PageFlags rights = PageFlags.Read | PageFlags.User | PageFlags.CopyOnWrite | PageFlags.Uncounted;
        for (ulong at = to; ready && at < to + length; at = (at | (MemoryLayout.MegaPageSize - 1)) + 1)
        {
            ulong stop = (at | (MemoryLayout.MegaPageSize - 1)) + 1;
            stop = stop < to + length ? stop : to + length;
            PageProbe probe = default;
            _pages.Walk(new VirtualAddress(from + (at - to)), new VirtualAddress(from + (stop - to)), ref probe);
            ready = !probe.Found || _pages.TryMap(new VirtualAddress(at), zero, rights);
        }

        FrameReleaser releaser = default;
        _pages.UnmapRange(new VirtualAddress(to), new VirtualAddress(to + length), ref releaser);
        return ready;
    }

    private struct PageProbe : IPageVisitor
    {
        public bool Found;

        public bool Visit(VirtualAddress address, PageTableEntry entry)
        {
            Found = true;
            return false;
        }
    }

    private struct PageMover : IFrameSink
    {
        public PageTable Pages;
        public ulong Delta;

        public readonly void Release(VirtualAddress address, PageTableEntry entry) =>
            Pages.TryMap(new VirtualAddress(unchecked(address.Value + Delta)), entry.Frame, entry.Flags);
    }
}
