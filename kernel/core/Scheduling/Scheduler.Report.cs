// What the scheduler tells: statistics for /proc, and the dump of a console key.
using System;
using Lume.Hal;
using Lume.Kernel.Logging;
using Lume.Kernel.Processes;

namespace Lume.Kernel.Scheduling;

/// <summary>Times of one hart in nanoseconds, for /proc/stat.</summary>
public struct HartTimes
{
    /// <summary>In user mode, by ticks.</summary>
    public long User;

    /// <summary>In the kernel, by ticks.</summary>
    public long Kernel;

    /// <summary>Idle.</summary>
    public long Idle;
}

public static partial class Scheduler
{
    /// <summary>Switches of all harts since boot.</summary>
    public static long TotalSwitches
    {
        get
        {
            long sum = 0;
            foreach (RunQueue queue in s_queues)
            {
                sum += queue.Switches;
            }

            return sum;
        }
    }

    /// <summary>Times of one hart.</summary>
    public static HartTimes GetTimes(int hart)
    {
        RunQueue queue = s_queues[hart];
        long idle = queue.IdleTime;
        if (ReferenceEquals(queue.Current, queue.Idle))
        {
            idle += System.Math.Max((long)Hal.Clock.Ticks - queue.SwitchedAt, 0);
        }

        return new HartTimes
        {
            User = queue.UserTicks * TickPeriod,
            Kernel = queue.KernelTicks * TickPeriod,
            Idle = (long)Hal.Clock.ToNanoseconds((ulong)idle),
        };
    }

    /// <summary>Threads that run or wait for a hart.</summary>
    internal static int CountRunnable()
    {
        int count = 0;
        foreach (RunQueue queue in s_queues)
        {
            count += queue.Count + (ReferenceEquals(queue.Current, queue.Idle) ? 0 : 1);
        }

        return count;
    }

    /// <summary>
    /// Writes run queues and all threads with state, hart and held locks to the log: for a console key. Takes no lock, so that it
    /// works in a kernel that hangs; what it shows may be torn.
    /// </summary>
    /// <param name="withStacks">Whether to add the return addresses of threads that sleep in the kernel.</param>
    public static void Dump(bool withStacks)
    {
        DumpHarts(LogLevel.Notice);
        DumpProcess(Process.Kernel, withStacks);
        int seen = 0;
        for (Process? process = ProcessTable.NextUnlocked(1); process != null && seen < ProcessTable.PidMaximum; seen++)
        {
            DumpProcess(process, withStacks);
            process = ProcessTable.NextUnlocked(process.Id + 1);
        }
    }

    /// <summary>
    /// Writes the contention of spinlocks by class, which hart holds how many and waits for which, and which thread holds sleeping ones to the
    /// log; as <see cref="Dump"/>.
    /// </summary>
    public static void DumpLocks()
    {
        for (int rank = 0; rank < LockStatistics.RankLimit; rank++)
        {
            if (LockStatistics.TryGet(rank, out LockClassFigures figures))
            {
                DumpClass(rank, in figures);
            }
        }

        DumpHarts(LogLevel.Notice);
        DumpHolders(Process.Kernel);
        int seen = 0;
        for (Process? process = ProcessTable.NextUnlocked(1); process != null && seen < ProcessTable.PidMaximum; seen++)
        {
            DumpHolders(process);
            process = ProcessTable.NextUnlocked(process.Id + 1);
        }
    }

    /// <summary>Writes what each hart runs, which threads wait for it, and its spinlocks to the log; as <see cref="Dump"/>.</summary>
    internal static void DumpHarts(LogLevel level)
    {
        foreach (RunQueue queue in s_queues)
        {
            int depth = Hart.CountSpinLocks(queue.Index, out ulong ranks);
            LogLine line = KernelLog.Begin(level).Text("hart ").Number(queue.Index).Text(": runs ").Number(queue.Current.Id)
                .Text(", waiting ").Number(queue.Count).Text(", switches ").Number(queue.Switches)
                .Text(", spinlocks ").Number(depth).Text(", ranks ").Hex(ranks);
            if (Hart.TryGetAwaited(queue.Index, out int rank, out int holder))
            {
                line = line.Text(", waits for ").Text(NameOf(rank)).Text(" (rank ").Number(rank).Text(") of hart ").Number(holder);
            }

            line.End();
        }
    }

    private static void DumpClass(int rank, in LockClassFigures figures)
    {
        const int microsecond = 1000;
        LogLine line = KernelLog.Begin(LogLevel.Notice).Text("lock ").Text(figures.Name).Text(": rank ").Number(rank)
            .Text(figures.MasksInterrupts ? ", masks interrupts" : ", leaves interrupts on").Text(", waits ").Number(figures.Contended)
            .Text(", waited us ").Number(figures.Waited / microsecond).Text(", longest ").Number(figures.LongestWait / microsecond);
        if (LockOrder.IsChecked)
        {
            line = line.Text(", taken ").Number(figures.Taken).Text(", longest held us ").Number(figures.LongestHold / microsecond);
        }

        line.End();
    }

    private static ReadOnlySpan<byte> NameOf(int rank) => LockStatistics.TryGet(rank, out LockClassFigures figures) ? figures.Name : "a lock"u8;

    private static void DumpHolders(Process process)
    {
        for (Thread? thread = process.FirstThread; thread != null; thread = thread.NextInProcess)
        {
            if (thread.Held.Count != 0)
            {
                DumpThread(process, thread);
                DumpStack(thread);
            }
        }
    }

    private static void DumpProcess(Process process, bool withStacks)
    {
        for (Thread? thread = process.FirstThread; thread != null; thread = thread.NextInProcess)
        {
            DumpThread(process, thread);
            if (withStacks)
            {
                DumpStack(thread);
            }
        }
    }

    private static void DumpThread(Process process, Thread thread)
    {
        KernelLog.Begin(LogLevel.Notice).Text("process ").Number(process.Id).Text(" thread ").Number(thread.Id)
            .Text(" ").Text(thread.NameText).Text(": ").Text(NameOf(thread.State))
            .Text(", hart ").Number(thread.LastHart).Text(", locks ").Number(thread.Held.Count).End();
    }

    private static void DumpStack(Thread thread)
    {
        const int depth = 24;
        if (thread.State == ThreadState.Dead || thread.Context is not { } context)
        {
            return;
        }

        Span<ulong> addresses = stackalloc ulong[depth];
        int count = context.WalkStack(addresses);
        for (int i = 0; i < count; i++)
        {
            KernelLog.Begin(LogLevel.Notice).Text("   at ").Hex(addresses[i]).End();
        }
    }

    private static string NameOf(ThreadState state) => state switch
    {
        ThreadState.New => "new",
        ThreadState.Runnable => "runnable",
        ThreadState.Interruptible => "asleep",
        ThreadState.Killable => "asleep (killable)",
        ThreadState.Uninterruptible => "asleep (uninterruptible)",
        ThreadState.Stopped => "stopped",
        _ => "dead",
    };
}
