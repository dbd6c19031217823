// Removing areas: munmap, splitting, and truncated files.
using Lume.Abi;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>Unmaps a range, which may hold nothing. EINVAL for alignment and length, ENOMEM when a split would make too many areas, EPERM for what is sealed. Source: munmap(2).</summary>
    public Errno Unmap(ulong address, ulong length)
    {
        ulong size = PageMath.RoundUp(length);
        if (!PageMath.IsAligned(address) || size == 0 || !UserLayout.IsUserRange(address, size))
        {
            return Errno.EINVAL;
        }

        AreaTree? detached = null;
        _lock.Acquire();
        Errno error = UnmapLocked(address, address + size, ref detached);
        _lock.Release();
        ReleaseDetached(detached);
        return error;
    }

    private Errno UnmapLocked(ulong start, ulong end, ref AreaTree? detached)
    {
        if (!_areas.TryFindEndingAfter(start, out AreaPosition position) || _areas[position].Start >= end)
        {
            return Errno.None;
        }

        if (IsSealed(start, end))
        {
            return Errno.EPERM;
        }

        bool cutsHole = _areas[position].Start < start && _areas[position].End > end;
        if (cutsHole && _areas.Count >= UserLayout.MaximumAreas)
        {
            return Errno.ENOMEM;
        }

        SplitAt(start);
        SplitAt(end);
        bool more = _areas.TryFindEndingAfter(start, out position);
        while (more && _areas[position].Start < end)
        {
            ref MemoryArea area = ref _areas[position];
            _counters.Remove(area.Flags, area.PageCount);
            Detach(in area, ref detached);
            more = _areas.RemoveAt(ref position);
        }

        Zap(start, end);
        return Errno.None;
    }

    /// <summary>Makes an area boundary at an address, if an area reaches across it.</summary>
    private void SplitAt(ulong address)
    {
        if (!_areas.TryFind(address, out AreaPosition position) || _areas[position].Start == address)
        {
            return;
        }

        MemoryArea upper = _areas[position];
        upper.PageOffset = upper.Object is null ? 0 : upper.ObjectPage(address);
        upper.Start = address;

        // For a moment both reach to the end: only the insertion can fail, and then nothing is changed.
        _areas.Insert(in upper);
        upper.AddReferences();
        _areas.TryFind(address - 1, out position);
        _areas.ChangeEnd(position, address);
    }

    /// <summary>Joins what fits together from the area before <paramref name="start"/> to the one at <paramref name="end"/>.</summary>
    private void JoinRange(ulong start, ulong end)
    {
        if (!_areas.TryFindEndingAfter(start == 0 ? 0 : start - 1, out AreaPosition position))
        {
            return;
        }

        while (_areas[position].Start < end)
        {
            if (!JoinWithNext(position) && !_areas.MoveNext(ref position))
            {
                return;
            }
        }
    }

    /// <summary>Takes an object's pages out of this address space. Areas that hold own copies keep all their pages unless <paramref name="privateToo"/>.</summary>
    private void UnmapObject(MemoryObject target, ulong firstPage, ulong pageCount, bool privateToo)
    {
        _lock.Acquire();
        if (_areas.TryFirst(out AreaPosition position))
        {
            do
            {
                ref MemoryArea area = ref _areas[position];
                if (ReferenceEquals(area.Object, target) && (area.IsShared || privateToo || !area.HasCopies))
                {
                    ZapObjectPages(in area, firstPage, pageCount);
                }
            }
            while (_areas.MoveNext(ref position));
        }

        _lock.Release();
    }

    private void ZapObjectPages(in MemoryArea area, ulong firstPage, ulong pageCount)
    {
        ulong areaLast = area.PageOffset + area.PageCount;
        ulong last = pageCount > ulong.MaxValue - firstPage ? ulong.MaxValue : firstPage + pageCount;
        ulong from = firstPage > area.PageOffset ? firstPage : area.PageOffset;
        ulong to = last < areaLast ? last : areaLast;
        if (from < to)
        {
            Zap(area.Start + ((from - area.PageOffset) << PageMath.Shift), area.Start + ((to - area.PageOffset) << PageMath.Shift));
        }
    }
}
