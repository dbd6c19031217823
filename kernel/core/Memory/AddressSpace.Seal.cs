// Areas that stay as they are until the program ends: mseal. Source: Linux Documentation/userspace-api/mseal.rst.
using Lume.Abi;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    // False as long as nobody sealed anything, so that others pay no search.
    private bool _hasSeals;

    /// <summary>Seals a range: it can be neither unmapped, moved, replaced nor protected otherwise. EINVAL for alignment and overflow, ENOMEM for holes and limits.</summary>
    public Errno Seal(ulong address, ulong length)
    {
        ulong size = PageMath.RoundUp(length);
        if (!PageMath.IsAligned(address) || (length != 0 && size == 0) || address + size < address)
        {
            return Errno.EINVAL;
        }

        if (size == 0)
        {
            return Errno.None;
        }

        if (!UserLayout.IsUserRange(address, size))
        {
            return Errno.ENOMEM;
        }

        _lock.Acquire();
        Errno error = HasHole(address, address + size) ? Errno.ENOMEM : SealLocked(address, address + size);
        _lock.Release();
        return error;
    }

    private Errno SealLocked(ulong start, ulong end)
    {
        Errno error = Errno.None;
        _hasSeals = true;
        for (ulong at = start; at < end && error == Errno.None && _areas.TryFind(at, out AreaPosition position);)
        {
            ulong stop = _areas[position].End < end ? _areas[position].End : end;
            error = SetAdvice(position, at, stop, _areas[position].Flags | AreaFlags.Sealed);
            at = stop;
        }

        return error;
    }

    private bool HasHole(ulong start, ulong end)
    {
        ulong at = start;
        while (at < end && _areas.TryFind(at, out AreaPosition position))
        {
            at = _areas[position].End;
        }

        return at < end;
    }

    /// <summary>Whether a sealed area reaches into a range. Under the lock.</summary>
    private bool IsSealed(ulong start, ulong end)
    {
        if (!_hasSeals || !_areas.TryFindEndingAfter(start, out AreaPosition position))
        {
            return false;
        }

        do
        {
            if (_areas[position].Start >= end)
            {
                return false;
            }

            if (_areas[position].Has(AreaFlags.Sealed))
            {
                return true;
            }
        }
        while (_areas.MoveNext(ref position));

        return false;
    }

    /// <summary>Advice that throws contents away, which a sealed area refuses where the program could not store zeroes itself.</summary>
    private static bool MayDiscard(in MemoryArea area, MemoryAdvice advice)
    {
        bool discards = advice is MemoryAdvice.DontNeed or MemoryAdvice.Free or MemoryAdvice.Remove or MemoryAdvice.DontFork or MemoryAdvice.WipeOnFork;
        return !discards || !area.Has(AreaFlags.Sealed) || area.File is not null || area.IsShared || area.Has(AreaFlags.Write);
    }
}
