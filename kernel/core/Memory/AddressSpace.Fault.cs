// Page faults: demand zero, file pages, copy-on-write, stack growth.
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>Neighbours of a faulting file page that are mapped with it: an aligned window of this many pages (64 KiB, Linux's fault_around_bytes).</summary>
    private const ulong AroundPages = 16;

    /// <summary>
    /// Resolves a page fault of user mode or of a user copy. May sleep: lock depth 0. A failure leaves nothing changed; the caller
    /// turns it into a signal, or EFAULT in a copy.
    /// </summary>
    public FaultOutcome Resolve(ulong address, FaultAccess access)
    {
        if (address >= UserLayout.End)
        {
            return FaultOutcome.NotMapped;
        }

        _lock.Acquire();
        FaultOutcome outcome = ResolveLocked(PageMath.RoundDown(address), access);
        _lock.Release();
        return outcome;
    }

    private FaultOutcome ResolveLocked(ulong page, FaultAccess access)
    {
        if (!_areas.TryFind(page, out AreaPosition position) && !TryGrowStack(page, out position))
        {
            return FaultOutcome.NotMapped;
        }

        ref MemoryArea area = ref _areas[position];
        AreaFlags needed = access == FaultAccess.Read ? AreaFlags.Read | AreaFlags.Write : (AreaFlags)access;
        if ((area.Flags & needed) == 0)
        {
            return FaultOutcome.NotAllowed;
        }

        VirtualAddress at = new(page);
        PageTableEntry entry = _pages.Query(at);
        if (entry.IsValid)
        {
            return access == FaultAccess.Write && !entry.IsWritable
                ? ResolveStore(ref area, at, entry)
                : ResolveSpurious(at);
        }

        return area.Object is null ? MapZeroes(in area, at, access) : MapObjectPage(ref area, at, access);
    }

    /// <summary>Somebody else resolved it meanwhile, or this hart remembers an older entry.</summary>
    private FaultOutcome ResolveSpurious(VirtualAddress at)
    {
        _pages.ForgetSpurious(at);
        return FaultOutcome.Resolved;
    }

    private FaultOutcome MapZeroes(in MemoryArea area, VirtualAddress at, FaultAccess access)
    {
        PageFlags rights = PageAccess(area.Flags);
        if (access != FaultAccess.Write && ZeroPage.TryGet(out Frame zero))
        {
            rights = (rights & ~PageFlags.Write) | PageFlags.CopyOnWrite | PageFlags.Uncounted;
            return _pages.TryMap(at, zero, rights) ? FaultOutcome.Resolved : FaultOutcome.OutOfMemory;
        }

        if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out Frame frame))
        {
            return FaultOutcome.OutOfMemory;
        }

        return MapOwned(at, frame, rights);
    }

    /// <summary>Maps a frame whose one reference passes to the page table.</summary>
    private FaultOutcome MapOwned(VirtualAddress at, Frame frame, PageFlags rights)
    {
        if (!_pages.TryMap(at, frame, rights))
        {
            FrameAllocator.Release(frame);
            return FaultOutcome.OutOfMemory;
        }

        CountResident(1);
        return FaultOutcome.Resolved;
    }

    private FaultOutcome MapObjectPage(ref MemoryArea area, VirtualAddress at, FaultAccess access)
    {
        MemoryObject source = area.Object!;
        ulong index = area.ObjectPage(at.Value);
        bool isCode = (area.Flags & AreaFlags.Execute) != 0;
        bool storesThrough = access == FaultAccess.Write && area.IsShared;
        bool wasResident = isCode && IsResident(source, index);
        Errno error = source.GetPage(index, storesThrough ? PageIntent.Write : PageIntent.Read, out Frame frame);
        if (error != Errno.None)
        {
            return error == Errno.ENOMEM ? FaultOutcome.OutOfMemory : FaultOutcome.NoPage;
        }

        if (access == FaultAccess.Write && !area.IsShared)
        {
            area.HasCopies = true;
            return MapCopy(in area, at, frame);
        }

        FaultOutcome outcome = MapOwned(at, frame, ObjectAccess(in area, storesThrough));
        if (outcome == FaultOutcome.Resolved && access != FaultAccess.Write && !area.Has(AreaFlags.RandomAccess))
        {
            MapAround(in area, at.Value);
        }

        if (isCode && !wasResident)
        {
            // Code that was in memory when it was mapped was made visible to instruction fetch then.
            _pages.FlushInstructionCache();
        }

        return outcome;
    }

    private static bool IsResident(MemoryObject source, ulong index)
    {
        if (!source.TryGetResident(index, out Frame frame))
        {
            return false;
        }

        FrameAllocator.Release(frame);
        return true;
    }

    /// <summary>Rights for a page of an object: copy-on-write in private areas; in shared ones without store until the object knows of it.</summary>
    private static PageFlags ObjectAccess(in MemoryArea area, bool storesThrough)
    {
        PageFlags rights = PageAccess(area.Flags);
        if (!area.IsShared)
        {
            return (rights & ~PageFlags.Write) | PageFlags.CopyOnWrite;
        }

        return !storesThrough && area.Object!.TracksWrites ? rights & ~PageFlags.Write : rights;
    }

    /// <summary>The first access to a private file page is a store: the page table gets a copy at once. Consumes the reference on <paramref name="source"/>.</summary>
    private FaultOutcome MapCopy(in MemoryArea area, VirtualAddress at, Frame source)
    {
        if (!FrameAllocator.TryAllocate(out Frame copy))
        {
            FrameAllocator.Release(source);
            return FaultOutcome.OutOfMemory;
        }

        PhysicalMemory.Copy(source, copy);
        FrameAllocator.Release(source);
        FlushIfCode(area.Flags);
        return MapOwned(at, copy, PageAccess(area.Flags));
    }

    /// <summary>The kernel wrote bytes that user mode may fetch as instructions (RISC-V Unprivileged, Zifencei).</summary>
    private void FlushIfCode(AreaFlags flags)
    {
        if ((flags & AreaFlags.Execute) != 0)
        {
            _pages.FlushInstructionCache();
        }
    }

    /// <summary>Maps pages around a file fault that are in memory already. Stops silently at the first difficulty.</summary>
    private void MapAround(in MemoryArea area, ulong page)
    {
        const ulong window = AroundPages << PageMath.Shift;
        ulong from = page & ~(window - 1);
        ulong to = from + window;
        from = from > area.Start ? from : area.Start;
        to = to < area.End ? to : area.End;
        PageFlags rights = ObjectAccess(in area, storesThrough: false);
        for (ulong at = from; at < to; at += PageMath.Size)
        {
            VirtualAddress address = new(at);
            if (at == page || _pages.Query(address).IsValid || !area.Object!.TryGetResident(area.ObjectPage(at), out Frame frame))
            {
                continue;
            }

            if (MapOwned(address, frame, rights) != FaultOutcome.Resolved)
            {
                return;
            }
        }
    }

    /// <summary>A store to a page that is mapped without store permission although its area allows stores.</summary>
    private FaultOutcome ResolveStore(ref MemoryArea area, VirtualAddress at, PageTableEntry entry)
    {
        PageFlags rights = PageAccess(area.Flags);
        if (area.IsShared)
        {
            return ResolveFirstSharedStore(in area, at, rights);
        }

        area.HasCopies = true;
        if (entry.IsUncounted)
        {
            if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out Frame zeroed))
            {
                return FaultOutcome.OutOfMemory;
            }

            _pages.Replace(at, zeroed, rights);
            CountResident(1);
            return FaultOutcome.Resolved;
        }

        Frame shared = entry.Frame;
        if (FrameAllocator.CountReferences(shared) == 1)
        {
            // Ours alone: the other sharers are gone, and only a holder of a reference could make a new one.
            _pages.Replace(at, shared, rights);
            return FaultOutcome.Resolved;
        }

        if (!FrameAllocator.TryAllocate(out Frame copy))
        {
            return FaultOutcome.OutOfMemory;
        }

        PhysicalMemory.Copy(shared, copy);
        FlushIfCode(area.Flags);
        _pages.Replace(at, copy, rights);
        FrameAllocator.Release(shared);
        return FaultOutcome.Resolved;
    }

    /// <summary>The object tracks stores and learns of the first one to this page.</summary>
    private FaultOutcome ResolveFirstSharedStore(in MemoryArea area, VirtualAddress at, PageFlags rights)
    {
        Errno error = area.Object!.GetPage(area.ObjectPage(at.Value), PageIntent.Write, out Frame frame);
        if (error != Errno.None)
        {
            return error == Errno.ENOMEM ? FaultOutcome.OutOfMemory : FaultOutcome.NoPage;
        }

        // The object may have moved the page to another frame; the entry's reference goes with the old one.
        PageTableEntry old = _pages.Replace(at, frame, rights);
        FrameAllocator.Release(old.Frame);
        return FaultOutcome.Resolved;
    }

    /// <summary>Extends the stack area above the page down to it, if there is one and limits and the guard gap allow it.</summary>
    private bool TryGrowStack(ulong page, out AreaPosition position)
    {
        if (!_areas.TryFindEndingAfter(page, out position) || !_areas[position].Has(AreaFlags.GrowsDown))
        {
            return false;
        }

        ref MemoryArea area = ref _areas[position];
        ulong growth = (area.Start - page) >> PageMath.Shift;
        bool fits = area.End - page <= Limits[ResourceLimit.Stack]
            && _counters.Virtual + growth <= LimitPages(ResourceLimit.AddressSpace)
            && page >= UserLayout.MinimumAddress;
        if (!fits)
        {
            return false;
        }

        AreaPosition below = position;
        if (_areas.MovePrevious(ref below))
        {
            ref MemoryArea lower = ref _areas[below];
            bool needsGap = (lower.Flags & AreaFlags.Access) != 0 && !lower.Has(AreaFlags.GrowsDown);
            if (needsGap && page - lower.End < UserLayout.StackGuardGap)
            {
                return false;
            }
        }

        _counters.Add(area.Flags, growth);
        _areas.ChangeStart(position, page);
        return true;
    }
}
