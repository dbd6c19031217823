// Taking signals on the way to user mode: default actions, stops, handlers, restarts of system calls.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Signals;

/// <summary>Delivery of signals to the current thread. Interrupts are on, no lock is held.</summary>
internal static class SignalDelivery
{
    private const int InstructionLength = 4;

    /// <summary>Takes what is deliverable: runs default actions, and sets up the frame of at most one handler. May not return.</summary>
    public static void Run(Thread thread, ref TrapFrame frame, bool isRestartable)
    {
        if (TakeHandled(thread, out Signal signal, out SignalAction action))
        {
            if (isRestartable)
            {
                RestartForHandler(ref frame, action.Flags);
            }

            Deliver(thread, ref frame, signal, in action);
            return;
        }

        if (isRestartable && TrapEntry.IsRestart((long)frame.A0))
        {
            Restart(thread, ref frame);
        }

        if ((thread.Work & ThreadWork.RestoreMask) != 0)
        {
            thread.RemoveWork(ThreadWork.RestoreMask);
            thread.Process.SetBlocked(thread, thread.SavedMask);
        }
    }

    /// <summary>No handler runs: the interrupted system call runs again, a relative sleep through restart_syscall.</summary>
    public static void Restart(Thread thread, ref TrapFrame frame)
    {
        if ((long)frame.A0 == -(long)Errno.ERESTART_RESTARTBLOCK)
        {
            frame.A7 = SyscallNumber.RestartSyscall;
        }

        frame.A0 = frame.OriginalA0;
        frame.Pc -= InstructionLength;
    }

    private static void RestartForHandler(ref TrapFrame frame, SignalActionFlags flags)
    {
        long result = (long)frame.A0;
        bool again = result == -(long)Errno.ERESTARTNOINTR
            || (result == -(long)Errno.ERESTARTSYS && (flags & SignalActionFlags.Restart) != 0);
        if (again)
        {
            frame.A0 = frame.OriginalA0;
            frame.Pc -= InstructionLength;
        }
        else if (TrapEntry.IsRestart(result))
        {
            frame.A0 = unchecked((ulong)-(long)Errno.EINTR);
        }
    }

    private static void Deliver(Thread thread, ref TrapFrame frame, Signal signal, in SignalAction action)
    {
        Process process = thread.Process;
        SignalSet before = thread.BlockedSignals;
        if ((thread.Work & ThreadWork.RestoreMask) != 0)
        {
            thread.RemoveWork(ThreadWork.RestoreMask);
            before = thread.SavedMask;
        }

        bool isSound = !thread.Sequence.IsRegistered || thread.Sequence.TryAbort(ref frame);
        if (!isSound || !SignalFrame.TryPush(thread, ref frame, signal, in action, before))
        {
            // No room for the frame, or a broken restartable sequence: Linux forces SIGSEGV, with the default action if that was the signal.
            if (signal == Signal.SIGSEGV)
            {
                process.Handlers.Exchange(Signal.SIGSEGV, default);
            }

            SignalSender.Force(Signal.SIGSEGV, SignalCode.Kernel, 0);
            return;
        }

        SignalSet mask = thread.BlockedSignals | new SignalSet(action.Mask);
        if ((action.Flags & SignalActionFlags.NoDefer) == 0)
        {
            mask |= SignalSet.Of(signal);
        }

        process.SetBlocked(thread, mask & ~SignalSet.Unstoppable);
    }

    // Returns true with a signal that has a handler; false when nothing is left.
    private static bool TakeHandled(Thread thread, out Signal signal, out SignalAction action)
    {
        Process process = thread.Process;
        while (true)
        {
            if (process.IsEnding || process.MustDieForExec(thread))
            {
                ThreadExit.ExitCurrent(process.EndStatus);
            }

            using (process.LockSignals())
            {
                if (process.IsStopping)
                {
                    signal = Signal.None;
                    action = default;
                }
                else
                {
                    signal = TakeLocked(process, thread, out action);
                    if (signal == Signal.None)
                    {
                        return false;
                    }
                }
            }

            if (signal == Signal.None)
            {
                JobControl.StopCurrent(thread);
                continue;
            }

            if (action.Handler > SignalConstants.IgnoreHandler)
            {
                return true;
            }

            if (action.Handler == SignalConstants.DefaultHandler)
            {
                DoDefault(process, thread, signal);
            }
        }
    }

    private static Signal TakeLocked(Process process, Thread thread, out SignalAction action)
    {
        SignalSet allowed = ~thread.BlockedSignals;

        // A stop of the thread's own must not come before the process's end: a stopped thread takes nothing more.
        bool own = !(thread.PendingSignals.Set & allowed).IsEmpty && !process.PendingSignals.Set.Has(Signal.SIGKILL);
        Signal signal = own
            ? thread.PendingSignals.Take(allowed, out thread.DeliveredInfo)
            : process.PendingSignals.Take(allowed, out thread.DeliveredInfo);

        action = default;
        process.UpdateWorkLocked(thread);
        if (signal == Signal.None)
        {
            return signal;
        }

        if (SignalSet.Stops.Has(signal))
        {
            process.IsStopDue = true;
        }

        if (!SignalSet.Unstoppable.Has(signal))
        {
            action = process.Handlers[signal];
            if (action.Handler > SignalConstants.IgnoreHandler && (action.Flags & SignalActionFlags.ResetHandler) != 0)
            {
                process.Handlers.ResetHandler(signal);
            }
        }

        return signal;
    }

    private static void DoDefault(Process process, Thread thread, Signal signal)
    {
        if (SignalSet.DefaultIgnored.Has(signal))
        {
            return;
        }

        if (SignalSet.Stops.Has(signal))
        {
            // An orphaned group has nobody to continue it: POSIX has terminal stops do nothing there.
            if (signal == Signal.SIGSTOP || !JobControl.IsOrphaned(process))
            {
                using (process.LockSignals())
                {
                    process.BeginStopLocked(signal);
                }
            }

            return;
        }

        if (ReferenceEquals(process, ProcessTable.Init) && signal != Signal.SIGKILL && !SignalSet.Synchronous.Has(signal))
        {
            return;
        }

        // Lume writes no core files, so the core flag stays clear.
        process.BeginEnd(WaitStatus.Killed((int)signal, coreDumped: false));
        ThreadExit.ExitCurrent(process.EndStatus);
    }
}
