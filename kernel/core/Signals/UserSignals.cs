// Who may signal whom, and kill's several targets.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Signals;

/// <summary>Signals that programs send. Source: kill(2), tgkill(2), rt_sigqueueinfo(2).</summary>
public static class UserSignals
{
    /// <summary>kill(2): a process, a group (0, negative) or everybody (-1). ESRCH, EPERM, EINVAL.</summary>
    public static Errno Kill(int target, Signal signal)
    {
        if ((uint)signal > SignalConstants.Count)
        {
            return Errno.EINVAL;
        }

        if (target == int.MinValue)
        {
            return Errno.ESRCH;
        }

        MakeInfo(signal, SignalCode.User, out SignalInfo info);
        if (target > 0)
        {
            return SendTo(target, signal, in info);
        }

        return target == -1 ? SendToAll(signal, in info) : SendToGroup(-target, signal, in info);
    }

    /// <summary>tgkill(2), tkill(2) with group 0. ESRCH, EPERM, EINVAL.</summary>
    public static Errno KillThread(int group, int id, Signal signal)
    {
        if ((uint)signal > SignalConstants.Count || id <= 0)
        {
            return Errno.EINVAL;
        }

        MakeInfo(signal, SignalCode.ThreadKill, out SignalInfo info);
        return SendToThread(group, id, signal, in info);
    }

    /// <summary>rt_sigqueueinfo(2): the program gives the details, which may not pretend to come from the kernel. EPERM, ESRCH, EAGAIN.</summary>
    public static Errno Queue(int target, Signal signal, in SignalInfo info)
    {
        Errno error = CheckInfo(target, in info);
        return error != Errno.None ? error : SendTo(target, signal, in info);
    }

    /// <summary>pidfd_send_signal(2) without details. ESRCH once the process is reaped.</summary>
    public static Errno Kill(Process target, Signal signal)
    {
        MakeInfo(signal, SignalCode.User, out SignalInfo info);
        return (uint)signal > SignalConstants.Count ? Errno.EINVAL : SendTo(target.Id, signal, in info, target);
    }

    /// <summary>pidfd_send_signal(2) with details.</summary>
    public static Errno Queue(Process target, Signal signal, in SignalInfo info)
    {
        Errno error = CheckInfo(target.Id, in info);
        return error != Errno.None ? error : SendTo(target.Id, signal, in info, target);
    }

    /// <summary>pidfd_send_signal(2) with PIDFD_SIGNAL_THREAD: the first thread alone.</summary>
    public static Errno KillLeader(Process target, Signal signal)
    {
        MakeInfo(signal, SignalCode.ThreadKill, out SignalInfo info);
        return (uint)signal > SignalConstants.Count ? Errno.EINVAL : SendToThread(target.Id, target.Id, signal, in info, target);
    }

    /// <summary>The same with details.</summary>
    public static Errno QueueLeader(Process target, Signal signal, in SignalInfo info)
    {
        Errno error = CheckInfo(target.Id, in info);
        return error != Errno.None ? error : SendToThread(target.Id, target.Id, signal, in info, target);
    }

    /// <summary>pidfd_send_signal(2) with PIDFD_SIGNAL_PROCESS_GROUP: the group that has the process's id. ESRCH.</summary>
    public static Errno KillGroup(Process target, Signal signal)
    {
        MakeInfo(signal, SignalCode.User, out SignalInfo info);
        return (uint)signal > SignalConstants.Count ? Errno.EINVAL : SendToGroup(target.Id, signal, in info);
    }

    /// <summary>The same with details, which are the program's own only for less than a group.</summary>
    public static Errno QueueGroup(Process target, Signal signal, in SignalInfo info) =>
        info.Code >= 0 || info.Code == SignalCode.ThreadKill ? Errno.EPERM : SendToGroup(target.Id, signal, in info);

    /// <summary>rt_tgsigqueueinfo(2).</summary>
    public static Errno QueueThread(int group, int id, Signal signal, in SignalInfo info)
    {
        if (group <= 0 || id <= 0)
        {
            return Errno.EINVAL;
        }

        Errno error = CheckInfo(id, in info);
        return error != Errno.None ? error : SendToThread(group, id, signal, in info);
    }

    /// <summary>Whether credentials allow signalling a process: same user, CAP_KILL, or SIGCONT within the session.</summary>
    internal static bool MaySend(Process target, Signal signal)
    {
        Thread sender = Thread.Current;
        Credentials mine = sender.Credentials;
        Credentials? theirs = target.Leader?.Credentials;
        if (theirs == null || ReferenceEquals(sender.Process, target) || mine.Has(Capability.Kill))
        {
            return true;
        }

        if (mine.EffectiveUserId == theirs.UserId || mine.EffectiveUserId == theirs.SavedUserId
            || mine.UserId == theirs.UserId || mine.UserId == theirs.SavedUserId)
        {
            return true;
        }

        return signal == Signal.SIGCONT && ReferenceEquals(sender.Process.Session, target.Session);
    }

    private static Errno CheckInfo(int target, in SignalInfo info)
    {
        Thread sender = Thread.Current;
        bool forged = info.Code >= 0 || info.Code == SignalCode.ThreadKill;
        return forged && target != sender.Process.Id ? Errno.EPERM : Errno.None;
    }

    private static void MakeInfo(Signal signal, int code, out SignalInfo info)
    {
        Thread sender = Thread.Current;
        info = default;
        info.Number = (int)signal;
        info.Code = code;
        info.ProcessId = sender.Process.Id;
        info.UserId = sender.Credentials.UserId;
    }

    // By id; with a process given, only while the id is still its own.
    private static Errno SendTo(int id, Signal signal, in SignalInfo info, Process? expected = null)
    {
        QueuedSignal? entry = signal == Signal.None ? null : SignalSender.TryQueue(in info);
        using (ProcessTable.Lock())
        {
            Process? process = ProcessTable.FindLocked(id);
            process = expected == null || ReferenceEquals(process, expected) ? process : null;
            Errno error = process == null ? Errno.ESRCH : SendOneLocked(process, null, signal, entry, info.Code);
            if (error != Errno.None)
            {
                entry?.Discharge();
            }

            return error;
        }
    }

    private static Errno SendToThread(int group, int id, Signal signal, in SignalInfo info, Process? expected = null)
    {
        QueuedSignal? entry = signal == Signal.None ? null : SignalSender.TryQueue(in info);
        using (ProcessTable.Lock())
        {
            Thread? thread = ProcessTable.FindThreadLocked(id);
            bool found = thread != null && !thread.IsKernelThread && (group == 0 || thread.Process.Id == group)
                && thread.State != ThreadState.Dead && (expected is null || ReferenceEquals(thread.Process, expected));
            Errno error = found ? SendOneLocked(thread!.Process, thread, signal, entry, info.Code) : Errno.ESRCH;
            if (error != Errno.None)
            {
                entry?.Discharge();
            }

            return error;
        }
    }

    private static Errno SendOneLocked(Process process, Thread? thread, Signal signal, QueuedSignal? entry, int code)
    {
        if (!MaySend(process, signal))
        {
            return Errno.EPERM;
        }

        if (signal == Signal.None || process.Life != ProcessLife.Alive)
        {
            entry?.Discharge();
            return Errno.None;
        }

        if (entry == null && signal >= Signal.SIGRTMIN && code != SignalCode.User)
        {
            return Errno.EAGAIN;
        }

        SignalSender.SendLocked(process, thread, signal, entry);
        return Errno.None;
    }

    // Each member gets an entry of its own. They are made before the lock is taken, for an allocation may collect or fail; a member that
    // joined meanwhile gets the signal without details.
    private static Errno SendToGroup(int groupId, Signal signal, in SignalInfo info)
    {
        QueuedSignal? spare = MakeEntries(CountGroup(groupId), signal, in info);
        Errno result = Errno.ESRCH;
        using (ProcessTable.Lock())
        {
            for (Process? process = FindGroupLocked(groupId)?.First; process != null; process = process.NextInGroup)
            {
                result = Merge(result, SendWithSpareLocked(process, signal, ref spare));
            }
        }

        DischargeAll(spare);
        return result;
    }

    private static Errno SendToAll(Signal signal, in SignalInfo info)
    {
        Process own = Thread.Current.Process;
        QueuedSignal? spare = MakeEntries(ProcessTable.ThreadCount, signal, in info);
        Errno result = Errno.ESRCH;
        using (ProcessTable.Lock())
        {
            for (Process? process = ProcessTable.NextLocked(2); process != null; process = ProcessTable.NextLocked(process.Id + 1))
            {
                if (!ReferenceEquals(process, own))
                {
                    result = Merge(result, SendWithSpareLocked(process, signal, ref spare));
                }
            }
        }

        DischargeAll(spare);
        return result;
    }

    private static Errno SendWithSpareLocked(Process process, Signal signal, ref QueuedSignal? spare)
    {
        QueuedSignal? entry = spare;
        if (entry != null)
        {
            spare = entry.Next;
            entry.Next = null;
        }

        Errno error = SendOneLocked(process, null, signal, entry, SignalCode.User);
        if (error != Errno.None)
        {
            entry?.Discharge();
        }

        return error;
    }

    private static ProcessGroup? FindGroupLocked(int groupId) =>
        groupId == 0 ? Thread.Current.Process.Group : ProcessTable.FindGroupLocked(groupId);

    private static int CountGroup(int groupId)
    {
        int count = 0;
        using (ProcessTable.Lock())
        {
            for (Process? process = FindGroupLocked(groupId)?.First; process != null; process = process.NextInGroup)
            {
                count++;
            }
        }

        return count;
    }

    private static QueuedSignal? MakeEntries(int count, Signal signal, in SignalInfo info)
    {
        QueuedSignal? first = null;
        for (int i = 0; i < count && signal != Signal.None; i++)
        {
            QueuedSignal? entry = SignalSender.TryQueue(in info);
            if (entry == null)
            {
                break;
            }

            entry.Next = first;
            first = entry;
        }

        return first;
    }

    private static void DischargeAll(QueuedSignal? spare)
    {
        for (; spare != null; spare = spare.Next)
        {
            spare.Discharge();
        }
    }

    // One success is success; else the last error counts.
    private static Errno Merge(Errno before, Errno now) => before == Errno.None || now == Errno.None ? Errno.None : now;
}
