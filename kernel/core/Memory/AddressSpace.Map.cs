// Creating areas: mmap, and choosing addresses for it.
using System;
using Lume.Abi;
using Lume.Heap;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>Only mappings of more pages than this are compared with the size of memory, which takes a lock to read.</summary>
    private const ulong LargeMapping = 4096;

    private const AreaFlags MayAll = AreaFlags.MayRead | AreaFlags.MayWrite | AreaFlags.MayExecute;

    /// <summary>
    /// Maps memory and returns its address. EINVAL for a bad length or alignment, ENOMEM for limits, space and memory, EEXIST for
    /// FIXED_NOREPLACE over something, EPERM below the minimum address, EOVERFLOW for an offset that wraps, EAGAIN for more locked
    /// memory than is allowed. The caller has checked that the file's open mode fits. Source: mmap(2).
    /// </summary>
    public Result<ulong> Map(in MapRequest request)
    {
        ulong length = PageMath.RoundUp(request.Length);
        if (request.Length == 0)
        {
            return Errno.EINVAL;
        }

        if (length == 0 || length > UserLayout.End)
        {
            return Errno.ENOMEM;
        }

        if (!PageMath.IsAligned(request.Offset))
        {
            return Errno.EINVAL;
        }

        bool isBeyond = request.File is not null && request.Offset >> PageMath.Shift > (long.MaxValue - length) >> PageMath.Shift;
        if (isBeyond || request.Offset + length < request.Offset)
        {
            return Errno.EOVERFLOW;
        }

        MemoryArea area = NewArea(in request, length);
        AreaTree? detached = null;
        _lock.Acquire();
        if (!area.Has(AreaFlags.Droppable))
        {
            area.Flags |= _futureLock;
        }

        Result<ulong> address = Place(in request, length);
        if (address.IsOk && area.Has(AreaFlags.Locked) && !MayLockMore(PageMath.Count(length)))
        {
            address = Errno.EAGAIN;
        }

        if (address.IsOk)
        {
            area.Start = address.Value;
            area.End = address.Value + length;
            Errno error = MapLocked(ref area, (request.Flags & MapFlags.Fixed) != 0, ref detached);
            address = error == Errno.None ? address : error;
        }

        _lock.Release();
        ReleaseDetached(detached);
        if (address.IsOk && area.Object is not null)
        {
            FlushIfCode(area.Flags);
        }

        bool populate = (request.Flags & (MapFlags.Populate | MapFlags.NonBlock)) == MapFlags.Populate || area.Has(AreaFlags.Locked);
        if (address.IsOk && populate)
        {
            Populate(area.Start, area.End);
        }

        return address;
    }

    /// <summary>Brings in the pages of a range up to the first that cannot be: MAP_POPULATE and mlock. EFAULT, ENOMEM.</summary>
    internal Errno Populate(ulong start, ulong end)
    {
        FaultOutcome outcome = FaultOutcome.Resolved;
        for (ulong page = start; page < end && outcome == FaultOutcome.Resolved;)
        {
            _lock.Acquire();
            ulong next = page + PageMath.Size;
            if (_areas.TryFind(page, out AreaPosition position))
            {
                ref MemoryArea area = ref _areas[position];
                if (area.Has(AreaFlags.LockedOnFault))
                {
                    next = area.End;
                }
                else
                {
                    bool isOpen = (area.Flags & AreaFlags.Secret) == 0 && (area.Flags & AreaFlags.Access) != 0;
                    outcome = isOpen ? ResolveLocked(page, AccessToPopulate(area.Flags)) : FaultOutcome.NotAllowed;
                }
            }

            _lock.Release();
            page = next;
        }

        return outcome switch
        {
            FaultOutcome.Resolved => Errno.None,
            FaultOutcome.OutOfMemory => Errno.ENOMEM,
            _ => Errno.EFAULT,
        };
    }

    // A store where the first one would copy; otherwise what the area allows.
    private static FaultAccess AccessToPopulate(AreaFlags flags) =>
        (flags & (AreaFlags.Write | AreaFlags.Shared)) == AreaFlags.Write ? FaultAccess.Write
        : (flags & (AreaFlags.Read | AreaFlags.Write)) != 0 ? FaultAccess.Read
        : FaultAccess.Execute;

    /// <summary>Where a mapping of this length would go now. ENOMEM. For exec, which is alone on the address space.</summary>
    internal Result<ulong> FindFreeRange(ulong length)
    {
        _lock.Acquire();
        Result<ulong> found = FindSpace(0, length);
        _lock.Release();
        return found;
    }

    /// <summary>Whether nothing is mapped in [<paramref name="start"/>, <paramref name="end"/>).</summary>
    internal bool IsRangeFree(ulong start, ulong end)
    {
        _lock.Acquire();
        bool isFree = _areas.IsFree(start, end);
        _lock.Release();
        return isFree;
    }

    private static MemoryArea NewArea(in MapRequest request, ulong length)
    {
        AreaFlags flags = (AreaFlags)(request.Protection & (Protection)AreaFlags.Access) | request.ExtraFlags;
        Protection maximum = request.MaximumProtection;
        flags |= maximum == Protection.None ? MayAll : (AreaFlags)((uint)(maximum & (Protection)AreaFlags.Access) << 4);
        bool isShared = (request.Flags & MapFlags.TypeMask) is MapFlags.Shared or MapFlags.SharedValidate;
        if (isShared)
        {
            flags |= AreaFlags.Shared;
        }

        flags |= (request.Flags & MapFlags.GrowsDown) != 0 ? AreaFlags.GrowsDown : 0;
        flags |= (request.Flags & MapFlags.Locked) != 0 ? AreaFlags.Locked : 0;
        flags |= (request.Flags & MapFlags.NoReserve) != 0 ? AreaFlags.NoReserve : 0;
        if ((request.Flags & MapFlags.TypeMask) == MapFlags.Droppable)
        {
            flags |= AreaFlags.Droppable | AreaFlags.NoReserve | AreaFlags.WipeOnFork | AreaFlags.DontDump;
        }

        MemoryObject? target = request.Object ?? request.File?.Pages;
        if (target is null && isShared)
        {
            target = new AnonymousMemory(length);
        }

        return new MemoryArea
        {
            Flags = flags,
            Object = target,
            File = request.File,
            PageOffset = target is null ? 0 : request.Offset >> PageMath.Shift,
        };
    }

    /// <summary>Chooses the address of a mapping. The lock is held.</summary>
    private Result<ulong> Place(in MapRequest request, ulong length)
    {
        ulong address = request.Address;
        if ((request.Flags & (MapFlags.Fixed | MapFlags.FixedNoReplace)) != 0)
        {
            if (!UserLayout.IsUserRange(address, length))
            {
                return Errno.ENOMEM;
            }

            if (!PageMath.IsAligned(address))
            {
                return Errno.EINVAL;
            }

            if (!MayMapAt(address))
            {
                return Errno.EPERM;
            }

            bool replaces = (request.Flags & MapFlags.FixedNoReplace) == 0;
            return replaces || _areas.IsFree(address, address + length) ? address : Errno.EEXIST;
        }

        return FindSpace(address, length);
    }

    /// <summary>The lowest addresses are for who may reach hardware: a null pointer stays bad for everybody else.</summary>
    private static bool MayMapAt(ulong address) =>
        address >= UserLayout.MinimumAddress || Thread.Current.Credentials.Has(Capability.RawInputOutput);

    /// <summary>The hint if it is free, else the highest free range below the map top, else anywhere. ENOMEM.</summary>
    private Result<ulong> FindSpace(ulong hint, ulong length)
    {
        if (hint != 0)
        {
            hint = Math.Max(PageMath.RoundDown(hint), UserLayout.MinimumAddress);
            if (UserLayout.IsUserRange(hint, length)
                && _areas.TryFindGapBelow(length, hint, hint + length, out _))
            {
                return hint;
            }
        }

        if (_areas.TryFindGapBelow(length, UserLayout.MinimumAddress, MapTop, out ulong address)
            || _areas.TryFindGapBelow(length, UserLayout.MinimumAddress, UserLayout.End, out address))
        {
            return address;
        }

        return Errno.ENOMEM;
    }

    /// <summary>Puts an area in its place, over what is there when <paramref name="replace"/>. Takes the area's references. The lock is held.</summary>
    private Errno MapLocked(ref MemoryArea area, bool replace, ref AreaTree? detached)
    {
        ulong overlap = replace ? CountMapped(area.Start, area.End) : 0;
        Errno error = CheckLimits(area.Flags, area.PageCount, overlap);
        if (error != Errno.None)
        {
            return error;
        }

        if (overlap != 0)
        {
            error = UnmapLocked(area.Start, area.End, ref detached);
            if (error != Errno.None)
            {
                return error;
            }
        }

        InsertJoining(in area);
        return Errno.None;
    }

    /// <summary>Adds an area, joining it with its neighbours where that makes no difference. The range is free.</summary>
    private void InsertJoining(in MemoryArea area)
    {
        if (area.Start != 0 && _areas.TryFind(area.Start - 1, out AreaPosition before) && _areas[before].CanJoin(in area))
        {
            _counters.Add(area.Flags, area.PageCount);
            _areas.ChangeEnd(before, area.End);
            JoinWithNext(before);
            return;
        }

        // Nothing is changed before the last allocation.
        AreaPosition position = _areas.Insert(in area);
        area.AddReferences();
        _counters.Add(area.Flags, area.PageCount);
        JoinWithNext(position);
    }

    /// <summary>Makes one of an area and its follower if they fit. The joined area keeps one of the two references, so the release never is the last.</summary>
    private bool JoinWithNext(AreaPosition position)
    {
        AreaPosition next = position;
        if (!_areas.MoveNext(ref next) || !_areas[position].CanJoin(in _areas[next]))
        {
            return false;
        }

        MemoryArea gone = _areas[next];
        _areas.RemoveAt(ref next);
        _areas.ChangeEnd(position, gone.End);
        _areas[position].HasCopies |= gone.HasCopies;
        gone.ReleaseReferences();
        return true;
    }

    private Errno CheckLimits(AreaFlags flags, ulong pages, ulong replaced)
    {
        if (_areas.Count >= UserLayout.MaximumAreas || pages > LimitPages(ResourceLimit.AddressSpace))
        {
            return Errno.ENOMEM;
        }

        if (_counters.Virtual - replaced + pages > LimitPages(ResourceLimit.AddressSpace))
        {
            return Errno.ENOMEM;
        }

        if (AreaCounters.IsData(flags))
        {
            if (_counters.Data + pages > LimitPages(ResourceLimit.Data))
            {
                return Errno.ENOMEM;
            }

            // Linux's heuristic overcommit: refuse only what all of memory could not hold.
            if ((flags & AreaFlags.NoReserve) == 0 && pages > LargeMapping && pages > (ulong)FrameAllocator.Statistics.Total)
            {
                return Errno.ENOMEM;
            }
        }

        return Errno.None;
    }

    /// <summary>Mapped pages of a range.</summary>
    private ulong CountMapped(ulong start, ulong end)
    {
        ulong bytes = 0;
        if (_areas.TryFindEndingAfter(start, out AreaPosition position))
        {
            do
            {
                ref MemoryArea area = ref _areas[position];
                if (area.Start >= end)
                {
                    break;
                }

                bytes += Math.Min(area.End, end) - Math.Max(area.Start, start);
            }
            while (_areas.MoveNext(ref position));
        }

        return bytes >> PageMath.Shift;
    }
}
