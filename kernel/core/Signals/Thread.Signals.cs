// The signal state of a thread.
using Lume.Abi;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Scheduling;

public sealed partial class Thread
{
    /// <summary>Signals sent to this thread; the process's signal lock.</summary>
    internal PendingSignals PendingSignals;

    /// <summary>The alternate signal stack; this thread only.</summary>
    internal SignalStack AlternateStack = new() { Flags = SignalConstants.StackDisabled };

    /// <summary>Blocked signals: written by this thread under the signal lock, read by senders under it.</summary>
    public SignalSet BlockedSignals { get; internal set; }

    /// <summary>The mask that comes back when <see cref="ThreadWork.RestoreMask"/> is set.</summary>
    internal SignalSet SavedMask { get; set; }

    /// <summary>Signals that this thread waits for in rt_sigtimedwait: they wake it although blocked.</summary>
    internal SignalSet AwaitedSignals { get; set; }

    /// <summary>Details of the signal that is being delivered; this thread only.</summary>
    internal SignalInfo DeliveredInfo;

    /// <summary>What restart_syscall goes on with; set together with <see cref="Errno.ERESTART_RESTARTBLOCK"/>.</summary>
    internal RestartBlock Restart;

    /// <summary>
    /// Whether an interruptible wait must end: a signal that is neither blocked nor ignored is pending, or the process stops or ends.
    /// </summary>
    public bool HasPendingSignal => (Work & ThreadWork.Signal) != 0;

    /// <summary>Whether the process is being killed, so that even killable waits must end.</summary>
    public bool IsBeingKilled => Process.IsEnding || PendingSignals.Set.Has(Signal.SIGKILL) || Process.PendingSignals.Set.Has(Signal.SIGKILL);

    /// <summary>
    /// Replaces the signal mask for the length of a system call (ppoll, pselect6, epoll_pwait, rt_sigsuspend). Call
    /// <see cref="EndTemporaryMask"/> before the call returns.
    /// </summary>
    public void BeginTemporaryMask(SignalSet mask)
    {
        SavedMask = BlockedSignals;
        Process.SetBlocked(this, mask & ~SignalSet.Unstoppable);
    }

    /// <summary>
    /// Ends what <see cref="BeginTemporaryMask"/> began. When a signal interrupted the call the old mask comes back only after the handler was
    /// chosen with the temporary one; else at once.
    /// </summary>
    public void EndTemporaryMask(bool interrupted)
    {
        if (interrupted && HasPendingSignal)
        {
            AddWork(ThreadWork.RestoreMask);
        }
        else
        {
            Process.SetBlocked(this, SavedMask);
        }
    }

    internal bool MustWakeFor(ThreadState state) => state switch
    {
        ThreadState.Interruptible => HasPendingSignal,
        ThreadState.Killable => HasPendingSignal && IsBeingKilled,
        _ => false,
    };
}
