// Signals that open files send to their owners. Source: fcntl(2); Linux fs/fcntl.c for what the details are and when there are none.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Thread = Lume.Kernel.Scheduling.Thread;
using ThreadState = Lume.Kernel.Scheduling.ThreadState;

namespace Lume.Kernel.Signals;

/// <summary>Sends SIGIO, or what F_SETSIG asked for.</summary>
internal static class FileSignals
{
    /// <summary>Tells an owner, if there is one and its maker may. May allocate; <see cref="AsyncList.Lock"/> is held, no spinlock.</summary>
    /// <param name="owner">Whom to tell.</param>
    /// <param name="descriptor">What the file is called.</param>
    /// <param name="reason">What happened.</param>
    public static void Send(FileOwner? owner, int descriptor, PollReason reason)
    {
        if (owner is null || (owner.Process is null && owner.Group is null))
        {
            return;
        }

        // Entries are made before the table is locked; whoever joins a group meanwhile gets the signal without details.
        QueuedSignal? spare = owner.Signal == Signal.None ? null : MakeEntries(owner, Describe(owner.Signal, descriptor, reason));
        using (ProcessTable.Lock())
        {
            if (owner.Kind != OwnerKind.Group)
            {
                SendOneLocked(owner, owner.Process, owner.Kind == OwnerKind.Thread ? owner.Thread : null, ref spare);
                return;
            }

            for (Process? process = owner.Group?.First; process != null; process = process.NextInGroup)
            {
                SendOneLocked(owner, process, null, ref spare);
            }
        }
    }

    private static SignalInfo Describe(Signal signal, int descriptor, PollReason reason) => new()
    {
        Number = (int)signal,
        Code = SignalSet.WithOwnCodes.Has(signal) ? SignalCode.FileEvent : (int)reason,
        Word0 = (uint)BandOf(reason),
        Word1 = (uint)descriptor,
    };

    private static PollEvents BandOf(PollReason reason) => reason switch
    {
        PollReason.Input => PollEvents.In | PollEvents.ReadNormal,
        PollReason.Output => PollEvents.Out | PollEvents.WriteNormal | PollEvents.WriteBand,
        _ => PollEvents.In | PollEvents.ReadNormal | PollEvents.Message,
    };

    private static QueuedSignal? MakeEntries(FileOwner owner, SignalInfo info)
    {
        int count = owner.Kind == OwnerKind.Group ? CountMembers(owner.Group) : 1;
        QueuedSignal? first = null;
        for (; count > 0; count--)
        {
            first = new QueuedSignal { Info = info, Next = first };
        }

        return first;
    }

    private static int CountMembers(ProcessGroup? group)
    {
        int count = 0;
        using (ProcessTable.Lock())
        {
            for (Process? process = group?.First; process != null; process = process.NextInGroup)
            {
                count++;
            }
        }

        return count;
    }

    // A queued signal that its target has no room for becomes SIGIO without details, so that the program knows that it missed one.
    private static void SendOneLocked(FileOwner owner, Process? process, Thread? thread, ref QueuedSignal? spare)
    {
        Thread? judged = thread ?? process?.Leader;
        bool isAlive = process is { Life: ProcessLife.Alive } && judged is { State: not ThreadState.Dead };
        if (!isAlive || !owner.MaySignal(judged!.Credentials))
        {
            return;
        }

        Signal signal = owner.Signal;
        QueuedSignal? entry = spare;
        spare = spare?.Next;
        bool isCharged = entry is not null && TryCharge(entry, process!, judged.Credentials.Account, signal);
        bool isDetailed = signal != Signal.None && (isCharged || signal < Signal.SIGRTMIN);
        if (entry is not null)
        {
            entry.Next = null;
        }

        SignalSender.SendLocked(process!, thread, isDetailed ? signal : Signal.SIGIO, isDetailed ? entry : null);
    }

    // The target's user pays. Signals that are pending once at most always have their details.
    private static bool TryCharge(QueuedSignal entry, Process process, UserAccount account, Signal signal)
    {
        bool fits = (ulong)Interlocked.Increment(ref account.QueuedSignals) <= process.Limits[ResourceLimit.PendingSignals];
        if (!fits && signal >= Signal.SIGRTMIN)
        {
            Interlocked.Decrement(ref account.QueuedSignals);
            return false;
        }

        entry.Account = account;
        return true;
    }
}
