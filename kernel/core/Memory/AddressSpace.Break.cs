// The program break.
using System;
using Lume.Abi;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>Where the break's area starts; exec sets it, and the break begins there.</summary>
    internal void StartBreak(ulong address)
    {
        _breakStart = address;
        _breakEnd = address;
    }

    /// <summary>Moves the program break and returns it; when it cannot be moved, the old one, as Linux's brk.</summary>
    public ulong SetBreak(ulong address)
    {
        AreaTree? detached = null;
        bool populate = false;
        _lock.Acquire();
        ulong oldEnd = PageMath.RoundUp(_breakEnd);
        ulong newEnd = PageMath.RoundUp(address);
        bool isPossible = address >= _breakStart && address <= UserLayout.End && newEnd != 0 && IsBreakAllowed(address);
        if (isPossible)
        {
            Errno error = Errno.None;
            if (newEnd > oldEnd)
            {
                error = GrowBreak(oldEnd, newEnd);
                populate = error == Errno.None && _futureLock != 0;
            }
            else if (newEnd < oldEnd)
            {
                error = UnmapLocked(newEnd, oldEnd, ref detached);
            }

            if (error == Errno.None)
            {
                _breakEnd = address;
            }
        }

        ulong result = _breakEnd;
        _lock.Release();
        ReleaseDetached(detached);
        if (populate)
        {
            Populate(oldEnd, newEnd);
        }

        return result;
    }

    private bool IsBreakAllowed(ulong address)
    {
        ulong initialised = Layout.DataEnd - Layout.DataStart;
        return Limits[ResourceLimit.Data] == ulong.MaxValue || address - _breakStart <= Limits[ResourceLimit.Data] - Math.Min(Limits[ResourceLimit.Data], initialised);
    }

    private Errno GrowBreak(ulong oldEnd, ulong newEnd)
    {
        // One page of distance to whatever is above, and the guard gap to a stack.
        if (newEnd + PageMath.Size > UserLayout.End
            || !_areas.TryFindGapBelow(newEnd + PageMath.Size - oldEnd, oldEnd, newEnd + PageMath.Size, out _))
        {
            return Errno.ENOMEM;
        }

        MemoryArea area = new()
        {
            Start = oldEnd,
            End = newEnd,
            Flags = AreaFlags.Read | AreaFlags.Write | AreaFlags.MayRead | AreaFlags.MayWrite | AreaFlags.MayExecute | AreaFlags.Heap
                | _futureLock,
        };
        if (area.Has(AreaFlags.Locked) && !MayLockMore(area.PageCount))
        {
            return Errno.EAGAIN;
        }

        AreaTree? detached = null;
        return MapLocked(ref area, replace: false, ref detached);
    }
}
