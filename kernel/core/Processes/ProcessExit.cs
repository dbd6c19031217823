// The last part of a process's end: orphans, terminal, zombie, notice to the parent; and reaping.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>From the last thread's exit to the reaping of the zombie.</summary>
internal static class ProcessExit
{
    /// <summary>The last thread of a process: nothing but its entry is left.</summary>
    public static void Finish(Process process, Thread thread, int status)
    {
        if (ReferenceEquals(process, ProcessTable.Init))
        {
            StopWithout(status);
        }

        QueuedSignal? entry = ReferenceEquals(process.Parent, null) ? null : new QueuedSignal();
        Terminal? hungUp;
        using (ProcessTable.Lock())
        {
            hungUp = JobControl.LeaveSessionLocked(process);
            GiveAwayChildrenLocked(process);
            JobControl.SignalNewOrphansLocked(process);
            process.DeadThreads.Add(thread);
            process.ExitStatus = status;
        }

        // The terminal hangs up while this thread may still sleep.
        hungUp?.OnSessionEnded();
        Heap.ManagedHeap.ExpectGarbage();
        using (ProcessTable.Lock())
        {
            using (process.LockSignals())
            {
                process.PendingSignals.Discard(new SignalSet(ulong.MaxValue));
                thread.PendingSignals.Discard(new SignalSet(ulong.MaxValue));
            }

            if (!ReferenceEquals(thread, process.Leader))
            {
                ProcessTable.SetThreadLocked(thread.Id, null);
                process.RemoveThreadLocked(thread);
            }

            process.Life = ProcessLife.Zombie;
            thread.SetDead();
            process.AnnounceEnd();
            NotifyParentLocked(process, entry);
        }
    }

    private static void StopWithout(int status)
    {
        Decode(status, out int code, out int value);
        Panic.Stop(code == SignalCode.ChildExited ? $"init exited with status {value}" : $"init was killed by signal {value}");
    }

    /// <summary>Takes a zombie out of the world; its status was read. The table is locked.</summary>
    public static void ReapLocked(Process process)
    {
        process.Life = ProcessLife.Reaped;
        Process? parent = process.Parent;
        if (parent != null)
        {
            parent.ReapedChildren.Add(process.DeadThreads);
            parent.ReapedChildren.Add(process.ReapedChildren);
            parent.RemoveChildLocked(process);
        }

        // Whoever still refers to this process, such as a file of /proc, must not hold its whole line of ancestors.
        process.ParentThread = null;
        process.AnnounceEnd();
        JobControl.LeaveGroupLocked(process);
        ProcessTable.SetProcessLocked(process.Id, null);
        if (process.Leader is { } leader)
        {
            ProcessTable.SetThreadLocked(leader.Id, null);
            process.RemoveThreadLocked(leader);
        }
    }

    // A parent that ignores SIGCHLD, or says SA_NOCLDWAIT, never waits: the zombie goes at once (wait(2), notes).
    private static void NotifyParentLocked(Process process, QueuedSignal? entry)
    {
        Process? parent = process.Parent;
        if (parent == null)
        {
            ReapLocked(process);
            return;
        }

        bool isAutomatic = false;
        if (process.ExitSignal == Signal.SIGCHLD)
        {
            SignalAction action = parent.Handlers[Signal.SIGCHLD];
            bool ignored = action.Handler == SignalConstants.IgnoreHandler;
            isAutomatic = ignored || (action.Flags & SignalActionFlags.NoChildWait) != 0;
            if (!ignored)
            {
                SendNotice(process, entry);
            }
        }
        else
        {
            SendNotice(process, entry);
        }

        if (isAutomatic)
        {
            ReapLocked(process);
        }

        parent.ChildEvents.WakeAll();
    }

    private static void SendNotice(Process process, QueuedSignal? entry)
    {
        Decode(process.ExitStatus, out int code, out int value);
        ChildNotice.SendLocked(process, code, value, entry);
    }

    /// <summary>Splits a wait status into CLD_* code and exit code or signal.</summary>
    public static void Decode(int status, out int code, out int value)
    {
        if ((status & 0x7F) == 0)
        {
            code = SignalCode.ChildExited;
            value = (status >> 8) & 0xFF;
        }
        else
        {
            code = (status & 0x80) != 0 ? SignalCode.ChildDumped : SignalCode.ChildKilled;
            value = status & 0x7F;
        }
    }

    // To the nearest living subreaper above, else to init.
    private static void GiveAwayChildrenLocked(Process process)
    {
        Process? heir = FindHeirLocked(process);
        while (process.FirstChild is { } child)
        {
            process.RemoveChildLocked(child);
            if (heir == null)
            {
                continue;
            }

            heir.AddChildLocked(child);
            child.ExitSignal = Signal.SIGCHLD;
            if (child.ParentDeathSignal != Signal.None)
            {
                SignalSender.SendLocked(child, null, child.ParentDeathSignal, null);
            }

            if (child.Group is { } group && !ReferenceEquals(group, process.Group) && ReferenceEquals(child.Session, process.Session))
            {
                JobControl.SignalIfOrphanedLocked(group, process);
            }

            if (child.Life == ProcessLife.Zombie)
            {
                NotifyParentLocked(child, null);
            }
        }
    }

    private static Process? FindHeirLocked(Process process)
    {
        for (Process? at = process.Parent; at != null; at = at.Parent)
        {
            if (at.IsSubreaper && !at.IsEnding && at.Life == ProcessLife.Alive)
            {
                return at;
            }
        }

        return ProcessTable.Init;
    }
}
