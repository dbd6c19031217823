// A process: a thread group with its address space, its place in the tree and its limits.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Time;

namespace Lume.Kernel.Processes;

/// <summary>
/// One process. Tree links, group, thread list and life are guarded by the process table's lock; signal state by the signal
/// lock (<c>Signals/Process.Signals.cs</c>); limits are single words that anybody may read.
/// </summary>
public sealed partial class Process
{
    private AddressSpace? _addressSpace;

    internal Process(int id, ResourceLimits limits, SignalHandlers handlers)
    {
        Id = id;
        Limits = limits;
        Handlers = handlers;
        CpuTimers = new CpuTimers();
        StartTime = Clock.Monotonic;
    }

    /// <summary>The process that kernel threads belong to. It is in no table and has no user memory.</summary>
    public static Process Kernel { get; } = new(0, ResourceLimits.CreateDefault(), new SignalHandlers());

    /// <summary>Process id (getpid): the id of its first thread.</summary>
    public int Id { get; }

    /// <summary>User memory; null for the kernel and after exit. Only the process's own threads use it without a reference of their own.</summary>
    public AddressSpace? AddressSpace
    {
        get => Hal.Relaxed.Read(ref _addressSpace);
        internal set => System.Threading.Volatile.Write(ref _addressSpace, value);
    }

    /// <summary>Resource limits.</summary>
    public ResourceLimits Limits { get; internal set; }

    /// <summary>Monotonic nanoseconds when it was made (/proc/PID/stat).</summary>
    public long StartTime { get; }

    /// <summary>Whether it has called exec since fork (setpgid by the parent then fails).</summary>
    public bool HasExecuted { get; internal set; }

    /// <summary>PR_SET_NO_NEW_PRIVS.</summary>
    public bool NoNewPrivileges { get; internal set; }

    /// <summary>PR_SET_DUMPABLE.</summary>
    public bool IsDumpable { get; internal set; } = true;

    /// <summary>PR_SET_CHILD_SUBREAPER: orphans among its descendants become its children.</summary>
    public bool IsSubreaper { get; internal set; }

    /// <summary>personality(2).</summary>
    public uint Personality { get; internal set; }

    /// <summary>PR_SET_PDEATHSIG of the process.</summary>
    internal Signal ParentDeathSignal { get; set; }

    /// <summary>ITIMER_REAL, ITIMER_VIRTUAL and ITIMER_PROF.</summary>
    internal CpuTimers CpuTimers { get; }

    /// <summary>What its threads have used up that are gone; and its reaped children. Tree lock.</summary>
    internal UsageTotals DeadThreads, ReapedChildren;

    /// <summary>
    /// A reference to the user memory for somebody else's use (/proc, ptrace); null if it is gone. The caller releases it.
    /// </summary>
    public AddressSpace? TryGetAddressSpace()
    {
        using (ProcessTable.Lock())
        {
            AddressSpace? space = AddressSpace;
            return space != null && space.TryAddReference() ? space : null;
        }
    }

    /// <summary>Gives a snapshot of name and credentials of the first thread, for /proc; the process may be a zombie.</summary>
    public Thread? MainThread => Leader;

    /// <summary>CPU time and switches of all its threads, dead ones included.</summary>
    public ResourceUsage GetUsage()
    {
        UsageTotals totals;
        using (ProcessTable.Lock())
        {
            totals = SumUsageLocked();
        }

        ResourceUsage usage = totals.ToUsage();
        AddressSpace? space = TryGetAddressSpace();
        if (space != null)
        {
            usage.MaximumResident = Math.Max(usage.MaximumResident, (long)space.GetStatistics().ResidentPeak * 4);
            space.Release();
        }

        return usage;
    }

    /// <summary>Usage of the children that were waited for.</summary>
    public ResourceUsage GetChildrenUsage()
    {
        using (ProcessTable.Lock())
        {
            return ReapedChildren.ToUsage();
        }
    }

    /// <summary>What its threads have read and written, and the children that were waited for.</summary>
    public IoTotals GetIo()
    {
        using (ProcessTable.Lock())
        {
            IoTotals totals = SumUsageLocked().Io;
            totals.Add(in ReapedChildren.Io);
            return totals;
        }
    }

    internal UsageTotals SumUsageLocked()
    {
        UsageTotals totals = DeadThreads;
        for (Thread? thread = FirstThread; thread != null; thread = thread.NextInProcess)
        {
            if (thread.State != ThreadState.Dead)
            {
                totals.Add(thread);
            }
        }

        return totals;
    }
}
