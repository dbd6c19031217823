// How threads and processes end.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes;

/// <summary>The end of the current thread, and with the last one of its process.</summary>
public static class ThreadExit
{
    /// <summary>exit_group: ends the whole process.</summary>
    /// <param name="code">Exit code, 0 to 255.</param>
    public static void ExitProcess(int code)
    {
        Process process = Thread.Current.Process;
        process.BeginEnd(WaitStatus.Exited(code));
        ExitCurrent(process.EndStatus);
    }

    /// <summary>exit: ends the current thread. Never returns.</summary>
    /// <param name="status">Wait status of the process if this is its last thread and nothing ended the process as a whole.</param>
    public static void ExitCurrent(int status)
    {
        Thread thread = Thread.Current;
        Process process = thread.Process;
        LockOrder.AssertMaySleep();
        thread.IsExiting = true;
        if (ReferenceEquals(thread, process.Leader))
        {
            // When all threads end one by one, the process ends with what its first thread said.
            process.ExitStatus = status;
        }

        if (!thread.IsKernelThread)
        {
            // Before the thread leaves: the last one to leave takes the memory away.
            RobustList.OnThreadExit(thread);
            ClearThreadId(thread, process);
            Semaphores.OnThreadExit(thread);
            ReleaseResources(thread);
            System.Threading.Interlocked.Decrement(ref thread.Credentials.Account.Threads);
        }

        if (LeaveProcess(process, thread))
        {
            process.CpuTimers.Real?.Cancel();
            process.DeleteTimers();
            ReleaseMemory(process);
            ProcessExit.Finish(process, thread, process.IsEnding ? process.EndStatus : process.ExitStatus);
        }
        else
        {
            FinishThread(process, thread);
        }

        while (true)
        {
            // The next thread on this hart frees the stack.
            Scheduler.Reschedule();
        }
    }

    // Signals that the process has pending must find another thread now.
    private static bool LeaveProcess(Process process, Thread thread)
    {
        bool completesStop = false;
        bool isLast;
        using (ProcessTable.Lock())
        {
            using (process.LockSignals())
            {
                isLast = --process.LiveThreads == 0 && !thread.IsKernelThread;
                completesStop = process.IsStopping && !isLast && process.StoppedThreads == process.LiveThreads;
                process.HandOverSignalsLocked(thread);
            }

            if (completesStop)
            {
                JobControl.ReportStopLocked(process, null);
            }
        }

        return isLast;
    }

    // A C library waits on this word for the thread's end (pthread_join). A process that is alone on its memory has nobody to tell.
    private static void ClearThreadId(Thread thread, Process process)
    {
        ulong address = thread.ClearOnExit;
        if (address == 0 || (process.LiveThreads == 1 && !process.SharesMemory))
        {
            return;
        }

        thread.ClearOnExit = 0;
        if (new UserOut<int>(address).Write(0) == Errno.None)
        {
            Futex.Wake(address, 1, FutexOperation.MatchAny, isPrivate: false);
        }
    }

    private static void ReleaseResources(Thread thread)
    {
        FileTable? files = thread.Files;
        FsContext? fileSystem = thread.FileSystem;
        using (ProcessTable.Lock())
        {
            thread.Files = null;
            thread.FileSystem = null;
        }

        files?.RemoveSharer();
        fileSystem?.RemoveSharer();
    }

    // The hart leaves the address space before the last reference goes; a vforking parent goes on when its child is off it.
    internal static void ReleaseMemory(Process process)
    {
        AddressSpace? space;
        using (ProcessTable.Lock())
        {
            space = process.AddressSpace;
            process.AddressSpace = null;
        }

        if (space != null)
        {
            process.DeadThreads.MaximumResident = (long)space.GetStatistics().ResidentPeak * 4;
            using (Interrupts.Mask())
            {
                PageTable.ActivateKernel();
            }

            process.CompleteVfork();
            space.Release();
        }
    }

    // Not the last thread: nobody waits for it. The leader stays in the list as the name of the process.
    private static void FinishThread(Process process, Thread thread)
    {
        using (ProcessTable.Lock())
        {
            process.DeadThreads.Add(thread);
            if (!ReferenceEquals(thread, process.Leader))
            {
                ProcessTable.SetThreadLocked(thread.Id, null);
                process.RemoveThreadLocked(thread);
            }

            thread.SetDead();
        }

        process.ThreadsGone.WakeAll();
    }
}
