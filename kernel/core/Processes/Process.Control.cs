// Attributes that system calls read and set.
using Lume.Abi;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Processes;

public sealed partial class Process
{
    /// <summary>Id of the parent; 0 for init. Needs no lock: a parent that has just gone keeps its object, and the answer was right a moment ago.</summary>
    public int ParentId => Parent?.Id ?? 0;

    /// <summary>CPU time of all its threads in nanoseconds (CLOCK_PROCESS_CPUTIME_ID).</summary>
    public long CpuTime
    {
        get
        {
            using (ProcessTable.Lock())
            {
                UsageTotals totals = SumUsageLocked();
                return totals.User + totals.System;
            }
        }
    }

    /// <summary>PR_SET_PDEATHSIG.</summary>
    public Errno SetParentDeathSignal(Signal signal)
    {
        ParentDeathSignal = signal;
        return Errno.None;
    }

    /// <summary>PR_GET_PDEATHSIG.</summary>
    public Signal GetParentDeathSignal() => ParentDeathSignal;

    /// <summary>PR_SET_DUMPABLE.</summary>
    public Errno SetDumpable(bool value)
    {
        IsDumpable = value;
        return Errno.None;
    }

    /// <summary>PR_SET_CHILD_SUBREAPER.</summary>
    public Errno SetSubreaper(bool value)
    {
        IsSubreaper = value;
        return Errno.None;
    }

    /// <summary>PR_SET_NO_NEW_PRIVS; there is no way back.</summary>
    public Errno SetNoNewPrivileges()
    {
        NoNewPrivileges = true;
        return Errno.None;
    }

    /// <summary>personality(2): gives the old one, sets the new one if asked.</summary>
    public uint ExchangePersonality(uint value, bool set)
    {
        uint old = Personality;
        Personality = set ? value : old;
        return old;
    }
}
