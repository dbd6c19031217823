// What a thread does before it returns to user mode: give way, take signals, stop, end.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Scheduling;

/// <summary>The slow way back to user mode.</summary>
internal static class UserReturn
{
    /// <summary>Works until nothing is left to do. Interrupts off before and after; the thread may not come back from here.</summary>
    /// <param name="thread">The current thread.</param>
    /// <param name="frame">Its user registers.</param>
    /// <param name="isRestartable">Whether a0 holds the result of a system call that may have to run again.</param>
    public static void DoWork(Thread thread, ref TrapFrame frame, bool isRestartable)
    {
        while (true)
        {
            ThreadWork work = thread.Work;
            if (work == ThreadWork.None)
            {
                break;
            }

            Interrupts.Enable();
            if ((work & ThreadWork.Reschedule) != 0)
            {
                Scheduler.Reschedule();
            }

            if ((work & (ThreadWork.Signal | ThreadWork.RestoreMask)) != 0)
            {
                DeliverSignals(thread, ref frame, isRestartable);
                isRestartable = false;
            }

            if ((work & ThreadWork.Sequence) != 0)
            {
                thread.RemoveWork(ThreadWork.Sequence);
                if (thread.Sequence.IsRegistered && !thread.Sequence.TryResume(ref frame))
                {
                    SignalSender.Force(Signal.SIGSEGV, SignalCode.Kernel, 0);
                }
            }

            Interrupts.Disable();
        }

        if (isRestartable && TrapEntry.IsRestart((long)frame.A0))
        {
            SignalDelivery.Restart(thread, ref frame);
        }
    }

    private static void DeliverSignals(Thread thread, ref TrapFrame frame, bool isRestartable)
    {
        try
        {
            SignalDelivery.Run(thread, ref frame, isRestartable);
        }
        catch (System.Exception exception)
        {
            Oops.Report(exception, ref frame);
        }
    }
}
