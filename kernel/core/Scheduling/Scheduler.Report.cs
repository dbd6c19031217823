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
        foreach (RunQueue queue in s_queues)
        {
            KernelLog.Begin(LogLevel.Notice).Text("hart ").Number(queue.Index).Text(": runs ").Number(queue.Current.Id)
                .Text(", waiting ").Number(queue.Count).Text(", switches ").Number(queue.Switches).End();
        }

        DumpProcess(Process.Kernel, withStacks);
        int seen = 0;
        for (Process? process = ProcessTable.NextUnlocked(1); process != null && seen < ProcessTable.PidMaximum; seen++)
        {
            DumpProcess(process, withStacks);
            process = ProcessTable.NextUnlocked(process.Id + 1);
        }
    }

    /// <summary>Writes which hart holds how many spinlocks and which thread how many sleeping ones to the log; as <see cref="Dump"/>.</summary>
    public static void DumpLocks()
    {
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            int depth = Hart.CountSpinLocks(hart, out ulong ranks);
            KernelLog.Begin(LogLevel.Notice).Text("hart ").Number(hart).Text(": spinlocks ").Number(depth).Text(", ranks ").Hex(ranks).End();
        }

        DumpHolders(Process.Kernel);
        int seen = 0;
        for (Process? process = ProcessTable.NextUnlocked(1); process != null && seen < ProcessTable.PidMaximum; seen++)
        {
            DumpHolders(process);
            process = ProcessTable.NextUnlocked(process.Id + 1);
        }
    }

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
        int length = thread.Name.IndexOf((byte)0);
        KernelLog.Begin(LogLevel.Notice).Text("process ").Number(process.Id).Text(" thread ").Number(thread.Id)
            .Text(" ").Text(thread.Name.Slice(0, length < 0 ? thread.Name.Length : length)).Text(": ").Text(NameOf(thread.State))
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
