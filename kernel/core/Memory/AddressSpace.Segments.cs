// Taking a System V segment out of an address space.
using Lume.Abi;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>
    /// shmdt: unmaps what is left of the segment that was attached at <paramref name="address"/>, also when its first pages are not there any
    /// more. EINVAL when there is none. Source: shmop(2).
    /// </summary>
    public Errno DetachSegment(ulong address)
    {
        if (!PageMath.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        MemoryObject? segment = null;
        AreaTree? detached = null;
        ulong end = UserLayout.End;
        _lock.Acquire();
        bool more = _areas.TryFindEndingAfter(address, out AreaPosition position);
        while (more && _areas[position].End <= end)
        {
            MemoryArea area = _areas[position];
            if (!IsPartOf(in area, address, segment))
            {
                more = _areas.MoveNext(ref position);
                continue;
            }

            if (segment is null)
            {
                segment = area.Object!;
                end = address + PageMath.RoundUp(segment.Length);
            }

            UnmapLocked(area.Start, area.End, ref detached);
            more = _areas.TryFindEndingAfter(area.End, out position);
        }

        _lock.Release();
        ReleaseDetached(detached);
        return segment is null ? Errno.EINVAL : Errno.None;
    }

    // Whether the segment's first page would be at the address. Any segment will do until one is found.
    private static bool IsPartOf(in MemoryArea area, ulong address, MemoryObject? segment) =>
        area.Has(AreaFlags.Segment)
        && area.Start >= address
        && area.Start - address == area.PageOffset << PageMath.Shift
        && (segment is null || ReferenceEquals(segment, area.Object));
}
