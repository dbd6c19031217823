// Other pages of the same object at the same addresses: remap_file_pages, which is a mapping over a part of an area (as in Linux since 4.0).
using Lume.Abi;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>
    /// Shows the pages of a shared mapping's object from <paramref name="page"/> on in a part of it. EINVAL when the range is not shared
    /// memory of one object, or wraps; ENOMEM for limits; EPERM for what is sealed. Source: remap_file_pages(2).
    /// </summary>
    /// <param name="address">Start; rounded down to a page.</param>
    /// <param name="length">Bytes; rounded down to pages.</param>
    /// <param name="page">Number of the object's page.</param>
    public Errno RemapPages(ulong address, ulong length, ulong page)
    {
        ulong start = PageMath.RoundDown(address);
        ulong size = PageMath.RoundDown(length);
        if (size == 0 || !UserLayout.IsUserRange(start, size) || page + (size >> PageMath.Shift) < page || page > ulong.MaxValue >> PageMath.Shift)
        {
            return Errno.EINVAL;
        }

        AreaTree? detached = null;
        _lock.Acquire();
        Errno error = Errno.EINVAL;
        if (_areas.TryFind(start, out AreaPosition position) && _areas[position].IsShared && IsOneObject(position, start + size))
        {
            MemoryArea area = _areas[position];
            area.Start = start;
            area.End = start + size;
            area.PageOffset = page;
            error = MapLocked(ref area, replace: true, ref detached);
        }

        _lock.Release();
        ReleaseDetached(detached);
        if (error == Errno.None)
        {
            // What cannot be brought in now is brought in later, or raises SIGBUS then.
            Populate(start, start + size);
        }

        return error;
    }

    private bool IsOneObject(AreaPosition position, ulong end)
    {
        ref MemoryArea first = ref _areas[position];
        AreaPosition next = position;
        while (_areas[next].End < end)
        {
            ulong reached = _areas[next].End;
            if (!_areas.MoveNext(ref next) || _areas[next].Start != reached
                || !ReferenceEquals(_areas[next].Object, first.Object) || _areas[next].Flags != first.Flags)
            {
                return false;
            }
        }

        return true;
    }
}
