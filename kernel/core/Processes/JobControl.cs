// Process groups, sessions, the controlling terminal, stops.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>Job control as POSIX and Linux have it. Methods take the process table's lock unless they end in Locked.</summary>
public static class JobControl
{
    /// <summary>setpgid(2).</summary>
    /// <param name="caller">The calling process.</param>
    /// <param name="id">Target process, 0 for the caller.</param>
    /// <param name="groupId">Group to join or make, 0 for the target's own id.</param>
    public static Errno SetGroup(Process caller, int id, int groupId)
    {
        if (groupId < 0 || id < 0)
        {
            return groupId > 0 ? Errno.ESRCH : Errno.EINVAL;
        }

        // Made before the lock: an allocation may collect.
        ProcessGroup fresh = new(groupId == 0 ? (id == 0 ? caller.Id : id) : groupId, caller.Session!);
        using (ProcessTable.Lock())
        {
            Process? target = id == 0 ? caller : ProcessTable.FindLocked(id);
            if (target == null || target.Life != ProcessLife.Alive)
            {
                return Errno.ESRCH;
            }

            Errno error = CheckSetGroup(caller, target);
            if (error != Errno.None)
            {
                return error;
            }

            int wanted = groupId == 0 ? target.Id : groupId;
            ProcessGroup? group = ProcessTable.FindGroupLocked(wanted);
            if (group == null)
            {
                if (wanted != target.Id)
                {
                    return Errno.EPERM;
                }

                group = fresh;
                ProcessTable.SetGroupLocked(wanted, group);
            }
            else if (!ReferenceEquals(group.Session, caller.Session))
            {
                return Errno.EPERM;
            }

            MoveLocked(target, group);
            return Errno.None;
        }
    }

    /// <summary>setsid(2): a session and a group of its own. EPERM for a group leader.</summary>
    public static Result<int> StartSession(Process process)
    {
        Session session = new(process.Id) { Leader = process };
        ProcessGroup group = new(process.Id, session);
        using (ProcessTable.Lock())
        {
            if (ProcessTable.FindGroupLocked(process.Id) != null || ReferenceEquals(process.Session?.Leader, process))
            {
                return Errno.EPERM;
            }

            EnterSessionLocked(process, session, group);
            return process.Id;
        }
    }

    /// <summary>TIOCSCTTY: makes a terminal the controlling one of the current session. EPERM.</summary>
    /// <param name="terminal">A terminal that the caller has open.</param>
    /// <param name="steal">Whether root takes it from another session.</param>
    public static Errno SetControllingTerminal(Terminal terminal, bool steal)
    {
        Process process = Thread.Current.Process;
        using (ProcessTable.Lock())
        {
            Session session = process.Session!;
            if (ReferenceEquals(session.Terminal, terminal))
            {
                return Errno.None;
            }

            if (!ReferenceEquals(session.Leader, process) || session.Terminal != null)
            {
                return Errno.EPERM;
            }

            if (terminal.Session != null)
            {
                if (!steal || !Thread.Current.Credentials.Has(Capability.Administration))
                {
                    return Errno.EPERM;
                }

                terminal.Session.Terminal = null;
            }

            session.Terminal = terminal;
            terminal.Session = session;
            terminal.Foreground = process.Group;
            return Errno.None;
        }
    }

    /// <summary>TIOCNOTTY: the current process's session gives its terminal up. ENOTTY if it is not this one.</summary>
    public static Errno GiveUpTerminal(Terminal terminal)
    {
        Process process = Thread.Current.Process;
        using (ProcessTable.Lock())
        {
            if (!ReferenceEquals(process.Session!.Terminal, terminal))
            {
                return Errno.ENOTTY;
            }

            if (ReferenceEquals(process.Session.Leader, process))
            {
                DisassociateLocked(process.Session, terminal);
            }

            return Errno.None;
        }
    }

    /// <summary>TIOCSPGRP. ENOTTY, EPERM, ESRCH as tcsetpgrp(3). A background caller is the terminal's matter (<see cref="CheckBackground"/>).</summary>
    public static Errno SetForeground(Terminal terminal, int groupId)
    {
        if (groupId < 0)
        {
            return Errno.EINVAL;
        }

        using (ProcessTable.Lock())
        {
            Session session = Thread.Current.Process.Session!;
            if (!ReferenceEquals(session.Terminal, terminal))
            {
                return Errno.ENOTTY;
            }

            ProcessGroup? group = ProcessTable.FindGroupLocked(groupId);
            if (group == null)
            {
                return Errno.ESRCH;
            }

            if (!ReferenceEquals(group.Session, session))
            {
                return Errno.EPERM;
            }

            terminal.Foreground = group;
            return Errno.None;
        }
    }

    /// <summary>TIOCGPGRP: the foreground group's id, 0 if there is none. ENOTTY unless it is the caller's controlling terminal.</summary>
    public static Result<int> GetForeground(Terminal terminal)
    {
        using (ProcessTable.Lock())
        {
            return ReferenceEquals(Thread.Current.Process.Session!.Terminal, terminal)
                ? terminal.Foreground?.Id ?? 0
                : Errno.ENOTTY;
        }
    }

    /// <summary>The foreground group's id of any terminal, 0 if there is none (TIOCGPGRP on a master).</summary>
    public static int ForegroundOf(Terminal terminal)
    {
        using (ProcessTable.Lock())
        {
            return terminal.Foreground?.Id ?? 0;
        }
    }

    /// <summary>The line is gone (a master closed): the session's leader and the foreground group get SIGHUP and SIGCONT, and the terminal is free.</summary>
    public static void HangUp(Terminal terminal)
    {
        using (ProcessTable.Lock())
        {
            if (terminal.Session is not { } session)
            {
                return;
            }

            if (session.Leader is { } leader)
            {
                SignalSender.SendLocked(leader, null, Signal.SIGHUP, null);
                SignalSender.SendLocked(leader, null, Signal.SIGCONT, null);
            }

            DisassociateLocked(session, terminal);
        }
    }

    /// <summary>Sends a terminal's signal (Ctrl-C and so on) to its foreground group. Interrupts may call it.</summary>
    public static void SignalForeground(Terminal terminal, Signal signal)
    {
        using (ProcessTable.Lock())
        {
            if (terminal.Foreground is { } group)
            {
                SignalSender.SendToGroupLocked(group, signal);
            }
        }
    }

    /// <summary>
    /// Whether the current thread may use its controlling terminal now. From a background group it gets the signal (SIGTTIN or SIGTTOU) and
    /// the caller returns the error: EIO when it ignores or blocks SIGTTIN or its group is orphaned; ERESTARTSYS after the signal.
    /// </summary>
    public static Errno CheckBackground(Terminal terminal, Signal signal)
    {
        Thread thread = Thread.Current;
        Process process = thread.Process;
        using (ProcessTable.Lock())
        {
            ProcessGroup group = process.Group!;
            if (!ReferenceEquals(process.Session!.Terminal, terminal)
                || terminal.Foreground == null || ReferenceEquals(terminal.Foreground, group))
            {
                return Errno.None;
            }

            bool unheard = thread.BlockedSignals.Has(signal) || process.Handlers[signal].Handler == SignalConstants.IgnoreHandler;
            if (unheard)
            {
                return signal == Signal.SIGTTIN ? Errno.EIO : Errno.None;
            }

            if (IsOrphanedLocked(group, null))
            {
                return Errno.EIO;
            }

            SignalSender.SendToGroupLocked(group, signal);
            return Errno.ERESTARTSYS;
        }
    }

    /// <summary>Whether a process's group has nobody in its session outside of it that could continue it.</summary>
    internal static bool IsOrphaned(Process process)
    {
        using (ProcessTable.Lock())
        {
            return process.Group == null || IsOrphanedLocked(process.Group, null);
        }
    }

    /// <summary>Stops the current thread until SIGCONT or SIGKILL.</summary>
    internal static void StopCurrent(Thread thread)
    {
        Process process = thread.Process;
        QueuedSignal entry = new();
        using (ProcessTable.Lock())
        {
            bool isLast;
            using (process.LockSignals())
            {
                if (!process.IsStopping)
                {
                    return;
                }

                isLast = process.AddStoppedLocked();
                thread.SetStopped();
            }

            if (isLast)
            {
                ReportStopLocked(process, entry);
            }
        }

        Scheduler.Reschedule();
        thread.SetRunning();
    }

    internal static void ReportStopLocked(Process process, QueuedSignal? entry)
    {
        process.StopUnreported = true;
        process.ContinueUnreported = false;
        ChildNotice.SendLocked(process, SignalCode.ChildStopped, (int)process.StopSignal, entry);
        process.Parent?.ChildEvents.WakeAll();
    }

    internal static void EnterSessionLocked(Process process, Session session, ProcessGroup group)
    {
        ProcessTable.SetSessionLocked(process.Id, session);
        ProcessTable.SetGroupLocked(process.Id, group);
        MoveLocked(process, group);
    }

    /// <summary>Puts a process into a group, out of its old one.</summary>
    internal static void MoveLocked(Process process, ProcessGroup group)
    {
        if (ReferenceEquals(process.Group, group))
        {
            return;
        }

        group.Session.Members++;
        LeaveGroupLocked(process);
        process.Group = group;
        process.PreviousInGroup = null;
        process.NextInGroup = group.First;
        if (group.First != null)
        {
            group.First.PreviousInGroup = process;
        }

        group.First = process;
    }

    /// <summary>Takes a process out of its group; empty groups and sessions end.</summary>
    internal static void LeaveGroupLocked(Process process)
    {
        ProcessGroup? group = process.Group;
        if (group == null)
        {
            return;
        }

        if (process.PreviousInGroup == null)
        {
            group.First = process.NextInGroup;
        }
        else
        {
            process.PreviousInGroup.NextInGroup = process.NextInGroup;
        }

        if (process.NextInGroup != null)
        {
            process.NextInGroup.PreviousInGroup = process.PreviousInGroup;
        }

        process.NextInGroup = process.PreviousInGroup = null;
        process.Group = null;
        Session session = group.Session;
        if (group.First == null)
        {
            ProcessTable.SetGroupLocked(group.Id, null);
            if (ReferenceEquals(session.Terminal?.Foreground, group))
            {
                session.Terminal.Foreground = null;
            }
        }

        if (--session.Members == 0)
        {
            if (session.Terminal is { } terminal)
            {
                terminal.Session = null;
                session.Terminal = null;
            }

            ProcessTable.SetSessionLocked(session.Id, null);
        }
    }

    /// <summary>A session leader ends: the foreground group hangs up and the terminal is free. Returns that terminal.</summary>
    internal static Terminal? LeaveSessionLocked(Process process)
    {
        Session? session = process.Session;
        if (session == null || !ReferenceEquals(session.Leader, process))
        {
            return null;
        }

        session.Leader = null;
        Terminal? terminal = session.Terminal;
        if (terminal != null)
        {
            DisassociateLocked(session, terminal);
        }

        return terminal;
    }

    /// <summary>If this process's end orphans its group and a member has stopped, the group gets SIGHUP and SIGCONT (POSIX exit).</summary>
    internal static void SignalNewOrphansLocked(Process process)
    {
        if (process.Group == null)
        {
            return;
        }

        SignalIfOrphanedLocked(process.Group, process);
    }

    internal static void SignalIfOrphanedLocked(ProcessGroup group, Process except)
    {
        if (!IsOrphanedLocked(group, except) || !HasStoppedLocked(group))
        {
            return;
        }

        SignalSender.SendToGroupLocked(group, Signal.SIGHUP);
        SignalSender.SendToGroupLocked(group, Signal.SIGCONT);
    }

    private static bool HasStoppedLocked(ProcessGroup group)
    {
        for (Process? member = group.First; member != null; member = member.NextInGroup)
        {
            if (member.IsStopped)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOrphanedLocked(ProcessGroup group, Process? except)
    {
        for (Process? member = group.First; member != null; member = member.NextInGroup)
        {
            if (ReferenceEquals(member, except) || member.Life != ProcessLife.Alive)
            {
                continue;
            }

            Process? parent = member.Parent;
            if (parent != null && !ReferenceEquals(parent, ProcessTable.Init)
                && !ReferenceEquals(parent.Group, group) && ReferenceEquals(parent.Session, group.Session))
            {
                return false;
            }
        }

        return true;
    }

    private static Errno CheckSetGroup(Process caller, Process target)
    {
        if (!ReferenceEquals(target, caller))
        {
            if (!ReferenceEquals(target.Parent, caller))
            {
                return Errno.ESRCH;
            }

            if (!ReferenceEquals(target.Session, caller.Session))
            {
                return Errno.EPERM;
            }

            if (target.HasExecuted)
            {
                return Errno.EACCES;
            }
        }

        return ReferenceEquals(target.Session!.Leader, target) ? Errno.EPERM : Errno.None;
    }

    private static void DisassociateLocked(Session session, Terminal terminal)
    {
        if (terminal.Foreground is { } group)
        {
            SignalSender.SendToGroupLocked(group, Signal.SIGHUP);
            SignalSender.SendToGroupLocked(group, Signal.SIGCONT);
        }

        terminal.Foreground = null;
        terminal.Session = null;
        session.Terminal = null;
    }
}
