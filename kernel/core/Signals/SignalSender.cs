// Sending signals to threads, processes and groups.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Signals;

/// <summary>How signals are sent. Kernel-made signals carry no queue entry and allocate nothing; they may be sent from interrupts.</summary>
public static class SignalSender
{
    /// <summary>Sends a kernel-made signal (SI_KERNEL) to a process: SIGALRM, SIGPIPE to all, SIGXFSZ… Any context; no signal lock held.</summary>
    public static void SendToProcess(Process process, Signal signal) => Send(process, null, signal, null);

    /// <summary>Sends a kernel-made signal to a thread: SIGPIPE of its own write. Any context; no signal lock held.</summary>
    public static void SendToThread(Thread thread, Signal signal) => Send(thread.Process, thread, signal, null);

    /// <summary>Sends a kernel-made signal to each process of a group (terminal keys, hang-up). Any context.</summary>
    public static void SendToGroup(ProcessGroup group, Signal signal)
    {
        using (ProcessTable.Lock())
        {
            SendToGroupLocked(group, signal);
        }
    }

    internal static void SendToGroupLocked(ProcessGroup group, Signal signal)
    {
        for (Process? process = group.First; process != null; process = process.NextInGroup)
        {
            SendLocked(process, null, signal, null);
        }
    }

    /// <summary>
    /// Makes an entry with details for a signal that a program sends, charged to the sender's user. Null when the quota (RLIMIT_SIGPENDING) is
    /// used up or memory is out: standard signals are then sent without details, queued ones fail with EAGAIN. No spinlock held.
    /// </summary>
    internal static QueuedSignal? TryQueue(in SignalInfo info)
    {
        Thread current = Thread.Current;
        UserAccount account = current.Credentials.Account;
        ulong limit = current.Process.Limits[ResourceLimit.PendingSignals];
        if ((ulong)Interlocked.Increment(ref account.QueuedSignals) > limit)
        {
            Interlocked.Decrement(ref account.QueuedSignals);
            return null;
        }

        return new QueuedSignal { Info = info, Account = account };
    }

    /// <summary>
    /// Sends with the process table locked, as everything that comes from programs: the target cannot end, and its parent can be told of a
    /// continuation. Takes over the entry.
    /// </summary>
    internal static void SendLocked(Process process, Thread? thread, Signal signal, QueuedSignal? entry)
    {
        bool continued = Send(process, thread, signal, entry);
        if (continued)
        {
            process.OnContinuedLocked();
        }
    }

    /// <summary>
    /// A fault of the current thread's own instruction. It cannot be ignored or blocked: then the default action is taken, as in Linux.
    /// </summary>
    internal static void Force(Signal signal, int code, ulong address)
    {
        Thread thread = Thread.Current;
        Process process = thread.Process;
        QueuedSignal entry = new()
        {
            Info = new SignalInfo { Number = (int)signal, Code = code, Address = address },
        };

        using (process.LockSignals())
        {
            SignalAction action = process.Handlers[signal];
            bool blocked = thread.BlockedSignals.Has(signal);
            if (blocked || action.Handler == SignalConstants.IgnoreHandler)
            {
                process.Handlers.Exchange(signal, default);
                thread.BlockedSignals &= ~SignalSet.Of(signal);
            }

            thread.PendingSignals.Add(signal, entry);
            process.UpdateWorkLocked(thread);
        }
    }

    /// <summary>A timer expired: queues its one entry, unless it is still queued. In an interrupt. Returns whether it was queued or dropped.</summary>
    internal static bool TrySendTimer(Process process, Thread? thread, QueuedSignal entry, Signal signal, int id, ulong value, int overrun)
    {
        using (process.LockSignals())
        {
            if (entry.IsQueued)
            {
                return false;
            }

            entry.Info = new SignalInfo
            {
                Number = (int)signal,
                Code = SignalCode.Timer,
                Word0 = (uint)id | ((ulong)(uint)overrun << 32),
                Word1 = value,
            };

            if (!IsDropped(process, thread, signal))
            {
                if (thread != null)
                {
                    thread.PendingSignals.Add(signal, entry);
                }
                else
                {
                    process.PendingSignals.Add(signal, entry);
                }

                NotifyLocked(process, thread, signal);
                SignalFile.Announce();
            }

            return true;
        }
    }

    // Returns whether a stopped process was continued. thread == null: to the process.
    private static bool Send(Process process, Thread? thread, Signal signal, QueuedSignal? entry)
    {
        using (process.LockSignals())
        {
            bool continued = PrepareLocked(process, signal);
            bool taken = false;
            if (!IsDropped(process, thread, signal))
            {
                taken = thread != null ? thread.PendingSignals.Add(signal, entry) : process.PendingSignals.Add(signal, entry);
                NotifyLocked(process, thread, signal);
                SignalFile.Announce();
            }

            if (!taken)
            {
                entry?.Discharge();
            }

            return continued;
        }
    }

    // Stop and continue signals cancel each other when sent, whatever their actions (signal(7)).
    private static bool PrepareLocked(Process process, Signal signal)
    {
        if (signal == Signal.SIGCONT)
        {
            DiscardLocked(process, SignalSet.Stops);
            return process.ContinueLocked();
        }

        if (signal == Signal.SIGKILL)
        {
            process.ContinueLocked();
        }
        else if (SignalSet.Stops.Has(signal))
        {
            DiscardLocked(process, SignalSet.Of(Signal.SIGCONT));
        }

        return false;
    }

    /// <summary>Forgets pending signals of the process and all its threads; the signal lock.</summary>
    internal static void DiscardLocked(Process process, SignalSet signals)
    {
        process.PendingSignals.Discard(signals);
        for (Thread? thread = process.FirstThread; thread != null; thread = thread.NextInProcess)
        {
            thread.PendingSignals.Discard(signals);
        }
    }

    // An ignored signal is forgotten when sent, unless it is blocked: the program may set a handler before it unblocks it.
    // Init gets only what it has handlers for.
    private static bool IsDropped(Process process, Thread? thread, Signal signal)
    {
        if (process.IsEnding && signal != Signal.SIGKILL)
        {
            return true;
        }

        if (ReferenceEquals(process, ProcessTable.Init) && !process.Handlers.IsCaught(signal))
        {
            SignalSet blockedByInit = (thread ?? process.Leader)?.BlockedSignals ?? default;
            return !blockedByInit.Has(signal) || SignalSet.Unstoppable.Has(signal);
        }

        Thread? target = thread ?? process.Leader;
        if (target == null)
        {
            return true;
        }

        bool held = target.BlockedSignals.Has(signal) || target.AwaitedSignals.Has(signal);
        return !held && process.Handlers.Ignores(signal);
    }

    // Tells one thread that can take the signal. The first thread is preferred, as programs expect.
    private static void NotifyLocked(Process process, Thread? thread, Signal signal)
    {
        if (thread != null)
        {
            TellLocked(thread, signal);
            return;
        }

        for (Thread? candidate = process.FirstThread; candidate != null; candidate = candidate.NextInProcess)
        {
            if (CanTake(candidate, signal))
            {
                TellLocked(candidate, signal);
                return;
            }
        }
    }

    private static bool CanTake(Thread thread, Signal signal)
    {
        if (thread.IsExiting)
        {
            return false;
        }

        return signal == Signal.SIGKILL || !thread.BlockedSignals.Has(signal) || thread.AwaitedSignals.Has(signal);
    }

    private static void TellLocked(Thread thread, Signal signal)
    {
        bool awaited = thread.AwaitedSignals.Has(signal);
        if (thread.BlockedSignals.Has(signal) && !awaited && signal != Signal.SIGKILL)
        {
            return;
        }

        thread.AddWork(ThreadWork.Signal);
        WakeSet states = signal == Signal.SIGKILL ? WakeSet.Killable : WakeSet.Interruptible;
        if (!Scheduler.Wake(thread, states))
        {
            Scheduler.Kick(thread);
        }
    }
}
