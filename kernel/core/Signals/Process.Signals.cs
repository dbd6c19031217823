// The signal state of a process, under its signal lock.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

public sealed partial class Process
{
    /// <summary>Signals sent to the process as a whole; the signal lock.</summary>
    internal PendingSignals PendingSignals;

    private SpinLock<SignalLock> _signalLock;
    private int _isEnding;

    /// <summary>What it does on each signal. Replaced only by exec, when a single thread is left.</summary>
    public SignalHandlers Handlers { get; internal set; }

    /// <summary>Whether it is being ended: every thread leaves at its next chance.</summary>
    public bool IsEnding => System.Threading.Volatile.Read(ref _isEnding) != 0;

    /// <summary>Wait status that it ends with once <see cref="IsEnding"/>.</summary>
    internal int EndStatus { get; private set; }

    /// <summary>Whether its threads are to stop (job control), or have; the signal lock.</summary>
    internal bool IsStopping { get; private set; }

    /// <summary>A stop signal was taken and no SIGCONT or SIGKILL came since: it may stop the process. The signal lock.</summary>
    internal bool IsStopDue { get; set; }

    /// <summary>The signal that stopped it.</summary>
    internal Signal StopSignal { get; private set; }

    /// <summary>Threads that have stopped; the signal lock.</summary>
    internal int StoppedThreads { get; private set; }

    /// <summary>Thread that goes on alone while exec ends the others.</summary>
    internal Thread? ExecThread { get; private set; }

    /// <summary>Takes the signal lock.</summary>
    internal SpinLock<SignalLock>.Guard LockSignals() => _signalLock.Enter();

    /// <summary>Sets a thread's mask and finds out anew whether something is deliverable. The thread is the current one.</summary>
    internal void SetBlocked(Thread thread, SignalSet mask)
    {
        using (_signalLock.Enter())
        {
            SignalSet newlyBlocked = mask & ~thread.BlockedSignals & PendingSignals.Set;
            thread.BlockedSignals = mask;
            UpdateWorkLocked(thread);
            if (!newlyBlocked.IsEmpty && ThreadCount > 1)
            {
                RetargetLocked(thread);
            }
        }
    }

    /// <summary>Sets or clears the flag by which a thread knows that it has to look at signals.</summary>
    internal void UpdateWorkLocked(Thread thread)
    {
        SignalSet pending = (thread.PendingSignals.Set | PendingSignals.Set) & ~thread.BlockedSignals;
        if (!pending.IsEmpty || IsEnding || IsStopping || MustDieForExec(thread))
        {
            thread.AddWork(ThreadWork.Signal);
        }
        else
        {
            thread.RemoveWork(ThreadWork.Signal);
        }
    }

    /// <summary>Whether this thread has to exit: the process ends, or another thread's exec ends all others.</summary>
    internal bool MustDieForExec(Thread thread) => ExecThread != null && !ReferenceEquals(ExecThread, thread);

    /// <summary>Begins to end the process (exit_group, fatal signal). The first status wins. Every thread is woken and leaves.</summary>
    internal void BeginEnd(int status)
    {
        using (_signalLock.Enter())
        {
            BeginEndLocked(status);
        }
    }

    internal void BeginEndLocked(int status)
    {
        if (IsEnding)
        {
            return;
        }

        EndStatus = status;
        System.Threading.Volatile.Write(ref _isEnding, 1);
        IsStopping = false;
        WakeAllLocked();
    }

    /// <summary>exec: all threads but the current one are to exit. False when another thread's exec or an exit came first.</summary>
    internal bool BeginExecAlone(Thread thread)
    {
        using (_signalLock.Enter())
        {
            if (IsEnding || ExecThread != null)
            {
                return false;
            }

            ExecThread = thread;
            WakeAllLocked();
            return true;
        }
    }

    internal void EndExecAlone()
    {
        using (_signalLock.Enter())
        {
            ExecThread = null;
            UpdateWorkLocked(Thread.Current);
        }
    }

    /// <summary>A stop signal was taken: all threads are to stop. False if SIGCONT or the end came meanwhile.</summary>
    internal bool BeginStopLocked(Signal signal)
    {
        if (IsEnding || ExecThread != null || !IsStopDue)
        {
            return false;
        }

        if (!IsStopping)
        {
            IsStopping = true;
            StopSignal = signal;
            StoppedThreads = 0;
            for (Thread? thread = FirstThread; thread != null; thread = thread.NextInProcess)
            {
                thread.AddWork(ThreadWork.Signal);
                if (!Scheduler.Wake(thread, WakeSet.Interruptible))
                {
                    Scheduler.Kick(thread);
                }
            }
        }

        return true;
    }

    /// <summary>The current thread has come to its stop. Returns whether it is the last one.</summary>
    internal bool AddStoppedLocked() => ++StoppedThreads >= LiveThreads;

    /// <summary>SIGCONT or SIGKILL: threads go on. Returns whether the process had stopped as a whole, or was about to.</summary>
    internal bool ContinueLocked()
    {
        bool was = IsStopping;
        IsStopping = false;
        IsStopDue = false;
        for (Thread? thread = FirstThread; thread != null; thread = thread.NextInProcess)
        {
            Scheduler.Wake(thread, WakeSet.Stopped);
            UpdateWorkLocked(thread);
        }

        return was;
    }

    /// <summary>A thread leaves: signals of the process that it was told of must find another thread.</summary>
    internal void HandOverSignalsLocked(Thread leaving)
    {
        if (!PendingSignals.Set.IsEmpty && ThreadCount > 1)
        {
            RetargetLocked(leaving);
        }
    }

    private void WakeAllLocked()
    {
        for (Thread? thread = FirstThread; thread != null; thread = thread.NextInProcess)
        {
            thread.AddWork(ThreadWork.Signal);
            if (!Scheduler.Wake(thread, WakeSet.Killable))
            {
                Scheduler.Kick(thread);
            }
        }
    }

    // A thread blocked signals that the process has pending: others may take them.
    private void RetargetLocked(Thread except)
    {
        for (Thread? thread = FirstThread; thread != null; thread = thread.NextInProcess)
        {
            if (!ReferenceEquals(thread, except) && !(PendingSignals.Set & ~thread.BlockedSignals).IsEmpty)
            {
                thread.AddWork(ThreadWork.Signal);
                if (!Scheduler.Wake(thread, WakeSet.Interruptible))
                {
                    Scheduler.Kick(thread);
                }
            }
        }
    }
}
