// Signals that were sent and not yet delivered, to a thread or to a process.
// Invariant: a queued entry's bit is set; a set bit without entry is a signal sent without details (si_code SI_KERNEL).
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Security;

namespace Lume.Kernel.Signals;

/// <summary>One sent signal with its details.</summary>
public sealed class QueuedSignal
{
    internal QueuedSignal? Next;
    internal UserAccount? Account;

    /// <summary>Whether it is in a pending set; the signal lock of that set's process.</summary>
    internal bool IsQueued;

    /// <summary>The details as the handler will see them.</summary>
    public SignalInfo Info;

    /// <summary>The signal.</summary>
    public Signal Signal => (Signal)Info.Number;

    // Gives its place in the sender's quota back.
    internal void Discharge()
    {
        if (Account != null)
        {
            Interlocked.Decrement(ref Account.QueuedSignals);
            Account = null;
        }
    }
}

/// <summary>A set of pending signals; guarded by the signal lock of the process.</summary>
internal struct PendingSignals
{
    private QueuedSignal? _first;
    private QueuedSignal? _last;

    /// <summary>Which signals are pending.</summary>
    public SignalSet Set { get; private set; }

    /// <summary>
    /// Adds a signal. A standard signal that is pending already stays as it is; a real-time one is queued again if it has an entry.
    /// </summary>
    /// <returns>Whether <paramref name="entry"/> was taken over; else the caller discharges it.</returns>
    public bool Add(Signal signal, QueuedSignal? entry)
    {
        bool wasPending = Set.Has(signal);
        Set |= SignalSet.Of(signal);
        if (entry == null || (wasPending && signal < Signal.SIGRTMIN))
        {
            return false;
        }

        entry.Next = null;
        entry.IsQueued = true;
        if (_last == null)
        {
            _first = entry;
        }
        else
        {
            _last.Next = entry;
        }

        _last = entry;
        return true;
    }

    /// <summary>Takes out the signal to deliver first among <paramref name="allowed"/>: synchronous ones, then the lowest number. None if there is none.</summary>
    public Signal Take(SignalSet allowed, out SignalInfo info)
    {
        SignalSet candidates = Set & allowed;
        if (candidates.IsEmpty)
        {
            info = default;
            return Signal.None;
        }

        SignalSet first = candidates & SignalSet.Synchronous;
        Signal signal = first.IsEmpty ? candidates.First : first.First;
        TakeEntry(signal, out info);
        return signal;
    }

    /// <summary>Forgets all signals of a set.</summary>
    public void Discard(SignalSet signals)
    {
        if ((Set & signals).IsEmpty)
        {
            return;
        }

        QueuedSignal? previous = null;
        for (QueuedSignal? entry = _first; entry != null; entry = entry.Next)
        {
            if (signals.Has(entry.Signal))
            {
                Unlink(previous, entry);
                entry.Discharge();
            }
            else
            {
                previous = entry;
            }
        }

        Set &= ~signals;
    }

    private void TakeEntry(Signal signal, out SignalInfo info)
    {
        QueuedSignal? found = null;
        QueuedSignal? before = null;
        QueuedSignal? previous = null;
        bool another = false;
        for (QueuedSignal? entry = _first; entry != null && !another; entry = entry.Next)
        {
            if (entry.Signal == signal)
            {
                another = found != null;
                found ??= entry;
            }

            if (found == null)
            {
                previous = entry;
            }
        }

        before = previous;
        if (!another)
        {
            Set &= ~SignalSet.Of(signal);
        }

        if (found == null)
        {
            info = new SignalInfo { Number = (int)signal, Code = SignalCode.Kernel };
            return;
        }

        Unlink(before, found);
        info = found.Info;
        found.Discharge();
    }

    private void Unlink(QueuedSignal? previous, QueuedSignal entry)
    {
        entry.IsQueued = false;
        if (previous == null)
        {
            _first = entry.Next;
        }
        else
        {
            previous.Next = entry.Next;
        }

        if (ReferenceEquals(_last, entry))
        {
            _last = previous;
        }
    }
}
