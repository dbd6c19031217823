// fork's copy of an address space.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>
    /// fork: a copy with one reference. Private pages become copy-on-write in both; shared ones and untouched file pages are
    /// left for the child to fault in. ENOMEM leaves this address space as it was (apart from copy-on-write marks).
    /// </summary>
    /// <param name="limits">The child's limits.</param>
    public Result<AddressSpace> TryClone(ResourceLimits limits)
    {
        Result<AddressSpace> created = TryCreate(limits);
        if (created.IsError)
        {
            return created;
        }

        AddressSpace child = created.Value;
        _lock.Acquire();
        child.Layout = Layout;
        child.MapTop = MapTop;
        child.Program = Program;
        Program?.AddReference();
        child._breakStart = _breakStart;
        child._breakEnd = _breakEnd;
        child._barrierRegistrations = _barrierRegistrations;
        child._hasSeals = _hasSeals;
        bool complete = TryCopyAreas(child);
        _pages.FinishClone();
        _lock.Release();
        if (!complete)
        {
            child.Release();
            return Errno.ENOMEM;
        }

        return child;
    }

    private bool TryCopyAreas(AddressSpace child)
    {
        try
        {
            return CopyAreas(child);
        }
        catch (System.OutOfMemoryException)
        {
            return false;
        }
    }

    private bool CopyAreas(AddressSpace child)
    {
        if (!_areas.TryFirst(out AreaPosition position))
        {
            return true;
        }

        FrameSharer sharer = default;
        bool complete = true;
        do
        {
            ref MemoryArea area = ref _areas[position];
            if (area.Has(AreaFlags.DontFork))
            {
                continue;
            }

            // Locks are not inherited (mlock(2)).
            MemoryArea copy = area;
            copy.Flags &= ~AreaFlags.AnyLock;
            child._areas.Insert(in copy);
            copy.AddReferences();
            child._counters.Add(copy.Flags, copy.PageCount);
            bool hasOwnPages = area.Object is null || (area.HasCopies && !area.IsShared);
            if (hasOwnPages && !area.Has(AreaFlags.WipeOnFork))
            {
                complete = _pages.TryClone(
                    child._pages, new VirtualAddress(area.Start), new VirtualAddress(area.End), copyOnWrite: true, ref sharer);
            }
        }
        while (complete && _areas.MoveNext(ref position));

        child.CountResident(sharer.Count);
        return complete;
    }
}
