// Where the machine enters core: traps from user mode, interrupts, new threads. System calls come first, they are the hot path.
using System;
using System.Runtime;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Devices;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Signals;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

/// <summary>The entry points that the hal calls (docs/contracts.md).</summary>
public static class TrapEntry
{
    private const int InstructionLength = 4;

    private static SystemCallTable s_table = null!;

    /// <summary>Installs the system call table; the board does it before the first user thread starts.</summary>
    public static void Install(SystemCallTable table) => s_table = table;

    /// <summary>A trap or interrupt from user mode: interrupts off, on the thread's kernel stack. Returning resumes the program.</summary>
    [RuntimeExport("lume_user_trap")]
    public static void OnUserTrap(ref TrapFrame frame)
    {
        if (frame.IsInterrupt)
        {
            Dispatch(fromUser: true);
        }
        else if (frame.Cause == TrapCause.UserCall)
        {
            CallSystem(ref frame);
            return;
        }
        else
        {
            Interrupts.Enable();
            HandleFault(ref frame);
            Interrupts.Disable();
        }

        Thread thread = Thread.Current;
        if (thread.Work != ThreadWork.None)
        {
            UserReturn.DoWork(thread, ref frame, isRestartable: false);
        }
    }

    /// <summary>An interrupt in kernel mode: interrupts off. The kernel is not preempted, so it goes on where it was.</summary>
    [RuntimeExport("lume_interrupt")]
    public static void OnInterrupt()
    {
        ulong held = LockOrder.BeginInterrupt();
        Dispatch(fromUser: false);
        LockOrder.EndInterrupt(held);
    }

    /// <summary>First code of a new thread: interrupts off, lock depth 0. Returning goes to user mode.</summary>
    [RuntimeExport("lume_thread_start")]
    public static void OnThreadStart()
    {
        Scheduler.FinishSwitch();
        Thread thread = Thread.Current;
        Interrupts.Enable();
        if (thread.KernelBody != null)
        {
            RunKernelThread(thread);
        }

        thread.OnFirstReturn();
        Interrupts.Disable();
        if (thread.Work != ThreadWork.None)
        {
            UserReturn.DoWork(thread, ref thread.UserFrame, isRestartable: false);
        }
    }

    private static void CallSystem(ref TrapFrame frame)
    {
        frame.Pc += InstructionLength;
        int number = (int)frame.A7;
        Interrupts.Enable();
        frame.A0 = (ulong)Invoke(number, ref frame);
        Interrupts.Disable();
        Thread thread = Thread.Current;
        if (thread.Work != ThreadWork.None)
        {
            UserReturn.DoWork(thread, ref frame, isRestartable: number != SyscallNumber.RtSigreturn);
        }
        else if (IsRestart((long)frame.A0) && number != SyscallNumber.RtSigreturn)
        {
            // The signal that interrupted the call was taken by another thread: the call runs again.
            SignalDelivery.Restart(thread, ref frame);
        }
    }

    // An exception is a bug of the kernel: it costs this process, not the machine.
    private static long Invoke(int number, ref TrapFrame frame)
    {
        try
        {
            if (FrameAllocator.IsLow && !Admission.TryBegin(number))
            {
                return -(long)Errno.ENOMEM;
            }

            return s_table.Invoke(number, frame.A0, frame.A1, frame.A2, frame.A3, frame.A4, frame.A5);
        }
        catch (OutOfMemoryException)
        {
            return Admission.FailLate();
        }
        catch (Exception exception)
        {
            Oops.Report(exception, ref frame);
            return -(long)Errno.EFAULT;
        }
    }

    private static void HandleFault(ref TrapFrame frame)
    {
        try
        {
            UserFault.Handle(ref frame);
        }
        catch (OutOfMemoryException)
        {
            Admission.FailLate();
            UserFault.RelieveOrEnd();
        }
        catch (Exception exception)
        {
            Oops.Report(exception, ref frame);
        }
    }

    internal static bool IsRestart(long result) =>
        result is <= -(long)Errno.ERESTARTSYS and >= -(long)Errno.ERESTART_RESTARTBLOCK && result != -515;

    private static void RunKernelThread(Thread thread)
    {
        try
        {
            thread.KernelBody!();
        }
        catch (Exception exception)
        {
            Oops.ReportKernelThread(exception);
        }

        ThreadExit.ExitCurrent(0);
    }

    private static void Dispatch(bool fromUser)
    {
        LockOrder.EnterHandler();
        InterruptSources sources = Interrupts.TakePending();
        InterruptCounters.Count(sources);
        if ((sources & InterruptSources.Software) != 0)
        {
            // Messages only bring a hart into the kernel or out of its sleep; what to do there is seen on the way out.
            Ipi.Take();
        }

        if ((sources & InterruptSources.Timer) != 0)
        {
            TimerQueue.Local.OnInterrupt(fromUser);
        }

        if ((sources & InterruptSources.External) != 0)
        {
            InterruptController.Root?.Dispatch();
        }

        LockOrder.LeaveHandler();
    }
}
