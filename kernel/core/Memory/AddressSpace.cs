// A user address space: what is mapped where, and the page table that says so to the machine.
// Lock order: AddressSpace's mutex, then a MemoryObject's own lock, then the frame allocator's.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Lume.Kernel.Processes.Exec;
using Lume.Kernel.Scheduling;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Memory;

/// <summary>
/// A user address space. Threads of a process share it; vfork and CLONE_VM share it between processes. Counted: the last
/// <see cref="Release"/> unmaps everything. One sleeping mutex guards areas, counters and page table.
/// </summary>
public sealed partial class AddressSpace
{
    private int _barrierRegistrations;
    private readonly Mutex _lock = new();
    private readonly PageTable _pages;
    private readonly AreaTree _areas = new();
    private int _references = 1;
    private AreaCounters _counters;
    private long _resident;
    private long _residentPeak;
    private ulong _breakStart;
    private ulong _breakEnd;

    // What mlockall(MCL_FUTURE) gives to new areas.
    private AreaFlags _futureLock;

    private AddressSpace(PageTable pages, ResourceLimits limits)
    {
        _pages = pages;
        Limits = limits;
        MapTop = UserLayout.End;
    }

    /// <summary>Commands of membarrier that its threads registered for; fork inherits them.</summary>
    public int BarrierRegistrations => System.Threading.Volatile.Read(ref _barrierRegistrations);

    /// <summary>Registers for a command of membarrier.</summary>
    public void AddBarrierRegistration(int command) => System.Threading.Interlocked.Or(ref _barrierRegistrations, command);

    /// <summary>The limits of the process that made it (RLIMIT_AS, DATA, STACK, MEMLOCK); prlimit changes them in place.</summary>
    public ResourceLimits Limits { get; }

    /// <summary>Where exec put things. Changed by exec (and prctl PR_SET_MM) only.</summary>
    public ProgramLayout Layout { get; internal set; }

    /// <summary>The program that runs here (/proc/pid/exe); null before the first exec. Holds a reference.</summary>
    public ProgramFile? Program { get; private set; }

    /// <summary>Sets the program once; takes over the reference.</summary>
    internal void SetProgram(ProgramFile program) => Program = program;

    /// <summary>mmap looks for free space below this address. Set by exec.</summary>
    internal ulong MapTop { get; set; }

    /// <summary>An empty address space with one reference. ENOMEM.</summary>
    public static Result<AddressSpace> TryCreate(ResourceLimits limits)
    {
        PageTable? pages = PageTable.TryCreate();
        if (pages is null)
        {
            return Errno.ENOMEM;
        }

        AddressSpace space = new(pages, limits);
        Register(space);
        return space;
    }

    /// <summary>Takes a reference; the caller knows that the address space is alive.</summary>
    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Takes a reference unless the last one is gone.</summary>
    public bool TryAddReference()
    {
        int seen = Volatile.Read(ref _references);
        while (seen > 0)
        {
            int found = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>
    /// Gives a reference back; the last one unmaps everything. May sleep. The calling thread no longer runs on it: it has
    /// switched to another address space or to the kernel's.
    /// </summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Unregister(this);
            Destroy();
        }
    }

    /// <summary>Makes this hart translate user addresses through it. Interrupts off. The scheduler calls it at each switch to a user thread.</summary>
    public void Activate() => _pages.Activate();

    private void Destroy()
    {
        // Area by area, not all of user space: most of its tables would be looked at for nothing.
        AreaTree? detached = null;
        FrameReleaser releaser = default;
        for (bool more = _areas.TryFirst(out AreaPosition position); more; more = _areas.MoveNext(ref position))
        {
            ref MemoryArea area = ref _areas[position];
            Detach(in area, ref detached);
            _pages.UnmapRange(new VirtualAddress(area.Start), new VirtualAddress(area.End), ref releaser);
        }

        _resident = 0;
        _areas.Clear();
        _pages.Destroy();
        ReleaseDetached(detached);
        Program?.Release();
    }

    /// <summary>Remembers an area whose file or object must be released once the lock is open.</summary>
    private static void Detach(in MemoryArea area, ref AreaTree? detached)
    {
        if (area.Object is not null)
        {
            detached ??= new AreaTree();
            detached.Insert(in area);
        }
    }

    private static void ReleaseDetached(AreaTree? detached)
    {
        if (detached is not null && detached.TryFirst(out AreaPosition position))
        {
            do
            {
                detached[position].ReleaseReferences();
            }
            while (detached.MoveNext(ref position));
        }
    }

    /// <summary>Unmaps the pages of a range, shoots them down together, then frees their frames.</summary>
    private void Zap(ulong start, ulong end)
    {
        FrameReleaser releaser = default;
        _pages.UnmapRange(new VirtualAddress(start), new VirtualAddress(end), ref releaser);
        _resident -= releaser.Count;
        if (releaser.Count != 0 && end - start >= MemoryLayout.MegaPageSize)
        {
            _pages.FreeEmptyTables(new VirtualAddress(start), new VirtualAddress(end));
        }
    }

    private ulong LimitPages(ResourceLimit limit) => Limits[limit] >> PageMath.Shift;

    private void CountResident(int pages)
    {
        _resident += pages;
        if (_resident > _residentPeak)
        {
            _residentPeak = _resident;
        }
    }

    /// <summary>What the machine may let user mode do with pages of such an area. Store implies load (RISC-V Privileged 4.3.1: W without R is reserved).</summary>
    private static PageFlags PageAccess(AreaFlags flags)
    {
        PageFlags access = PageFlags.User;
        if ((flags & (AreaFlags.Read | AreaFlags.Write)) != 0)
        {
            access |= PageFlags.Read;
        }

        if ((flags & AreaFlags.Write) != 0)
        {
            access |= PageFlags.Write;
        }

        if ((flags & AreaFlags.Execute) != 0)
        {
            access |= PageFlags.Execute;
        }

        return access;
    }
}
