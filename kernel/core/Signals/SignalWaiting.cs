// rt_sigtimedwait, rt_sigsuspend, pause-like waits.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Signals;

/// <summary>Waiting for signals, and the mask and pending set of the current thread.</summary>
public static class SignalWaiting
{
    /// <summary>rt_sigtimedwait: takes a pending signal of the set, or waits for one. EAGAIN at the deadline, EINTR for another signal.</summary>
    public static Errno TimedWait(SignalSet set, long deadline, out SignalInfo info)
    {
        Thread thread = Thread.Current;
        Process process = thread.Process;
        SignalSet wanted = set & ~SignalSet.Unstoppable;
        while (true)
        {
            using (process.LockSignals())
            {
                Signal signal = TakeLocked(process, thread, wanted, out info);
                if (signal != Signal.None)
                {
                    thread.AwaitedSignals = default;
                    process.UpdateWorkLocked(thread);
                    return Errno.None;
                }

                thread.AwaitedSignals = wanted;
                process.UpdateWorkLocked(thread);
                thread.SetSleeping(SleepMode.Interruptible);
            }

            Errno error = Scheduler.SleepPrepared(deadline);
            if (error == Errno.None)
            {
                continue;
            }

            using (process.LockSignals())
            {
                // The signal may have come together with the end of the wait.
                Signal signal = TakeLocked(process, thread, wanted, out info);
                thread.AwaitedSignals = default;
                process.UpdateWorkLocked(thread);
                if (signal != Signal.None)
                {
                    return Errno.None;
                }
            }

            return error == Errno.ETIMEDOUT ? Errno.EAGAIN : Errno.EINTR;
        }
    }

    /// <summary>rt_sigsuspend: waits with another mask until a handler ran. Always an error: ERESTARTNOHAND, which ends as EINTR.</summary>
    public static Errno Suspend(SignalSet mask)
    {
        Thread thread = Thread.Current;
        thread.BeginTemporaryMask(mask);
        Errno error;
        do
        {
            thread.SetSleeping(SleepMode.Interruptible);
            error = Scheduler.SleepPrepared(WaitQueue.Forever);
        }
        while (error == Errno.None);

        thread.EndTemporaryMask(interrupted: true);
        return Errno.ERESTARTNOHAND;
    }

    /// <summary>rt_sigpending: pending and blocked.</summary>
    public static SignalSet GetPending(Thread thread)
    {
        using (thread.Process.LockSignals())
        {
            return (thread.PendingSignals.Set | thread.Process.PendingSignals.Set) & thread.BlockedSignals;
        }
    }

    /// <summary>Pending signals of thread and process, for /proc/PID/status.</summary>
    public static void GetPendingSets(Thread thread, out SignalSet own, out SignalSet shared)
    {
        using (thread.Process.LockSignals())
        {
            own = thread.PendingSignals.Set;
            shared = thread.Process.PendingSignals.Set;
        }
    }

    /// <summary>rt_sigprocmask: sets the mask of the current thread; SIGKILL and SIGSTOP stay out.</summary>
    public static void SetMask(Thread thread, SignalSet mask) => thread.Process.SetBlocked(thread, mask & ~SignalSet.Unstoppable);

    /// <summary>rt_sigaction: sets an action. A signal that it ignores is forgotten if pending.</summary>
    public static SignalAction SetAction(Process process, Signal signal, SignalAction action)
    {
        action.Mask &= ~SignalSet.Unstoppable.Bits;
        action.Flags &= SignalActionFlags.Known;
        SignalAction old = process.Handlers.Exchange(signal, in action);
        if (process.Handlers.Ignores(signal))
        {
            using (process.LockSignals())
            {
                SignalSender.DiscardLocked(process, SignalSet.Of(signal));
            }
        }

        return old;
    }

    /// <summary>rt_sigreturn: the value for a0.</summary>
    public static Result<ulong> Return(Thread thread) => SignalFrame.Pop(thread);

    private static Signal TakeLocked(Process process, Thread thread, SignalSet wanted, out SignalInfo info)
    {
        Signal signal = thread.PendingSignals.Take(wanted, out info);
        return signal != Signal.None ? signal : process.PendingSignals.Take(wanted, out info);
    }
}
