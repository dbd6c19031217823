// Attributes that system calls read and set.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>Where a process stands among the others.</summary>
public struct ProcessPlaceInTree
{
    /// <summary>Ids.</summary>
    public int Parent, Group, Session, ForegroundGroup;

    /// <summary>The controlling terminal's device number; 0 for none.</summary>
    public ulong TerminalDevice;

    /// <summary>What its parent gets at its end.</summary>
    public int ExitSignal;
}

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

    /// <summary>Ids of parent, group and session and the terminal's foreground group, all of one moment, for /proc/PID/stat. 0 and -1 for what there is none of.</summary>
    public ProcessPlaceInTree GetPlace()
    {
        using (ProcessTable.Lock())
        {
            Terminal? terminal = Session?.Terminal;
            return new ProcessPlaceInTree
            {
                Parent = Parent?.Id ?? 0,
                Group = Group?.Id ?? 0,
                Session = Session?.Id ?? 0,
                TerminalDevice = terminal?.Device ?? 0,
                ForegroundGroup = terminal?.Foreground?.Id ?? -1,
                ExitSignal = (int)ExitSignal,
            };
        }
    }

    /// <summary>Signals that wait for a thread of it, and for the process as a whole; for /proc/PID/status.</summary>
    public void GetPendingSignals(Thread thread, out SignalSet own, out SignalSet shared)
    {
        using (LockSignals())
        {
            own = thread.PendingSignals.Set;
            shared = PendingSignals.Set;
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
