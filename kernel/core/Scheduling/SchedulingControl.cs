// Changing how a thread is scheduled: affinity, nice, policy.
using System.Threading;
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>The scheduler's knobs. Source: sched(7).</summary>
public static class SchedulingControl
{
    /// <summary>SCHED_OTHER.</summary>
    public const int Other = 0;

    /// <summary>SCHED_FIFO.</summary>
    public const int Fifo = 1;

    /// <summary>SCHED_RR.</summary>
    public const int RoundRobin = 2;

    /// <summary>SCHED_BATCH.</summary>
    public const int Batch = 3;

    /// <summary>SCHED_IDLE.</summary>
    public const int Idle = 5;

    /// <summary>Harts that run, as a mask.</summary>
    public static ulong OnlineMask => Hart.Online.Bits;

    /// <summary>Number of harts that run.</summary>
    public static int OnlineCount => Hart.Online.Count;

    /// <summary>The hart that this runs on (getcpu); it may change at once.</summary>
    public static int CurrentHart => Hart.Index;

    /// <summary>The affinity mask, of harts that run.</summary>
    public static ulong GetAffinity(Thread thread) => thread.Affinity.Bits & OnlineMask;

    /// <summary>Sets the affinity. EINVAL when no running hart is left in it. The current thread moves at its next return to user mode.</summary>
    public static Errno SetAffinity(Thread thread, ulong mask)
    {
        if ((mask & OnlineMask) == 0)
        {
            return Errno.EINVAL;
        }

        thread.Affinity = new HartSet(mask);
        if (!thread.Affinity.Contains(thread.LastHart))
        {
            thread.AddWork(ThreadWork.Reschedule);
            Scheduler.Kick(thread);
            Scheduler.MoveIfQueued(thread);
        }

        return Errno.None;
    }

    /// <summary>Sets the nice value, which is in range.</summary>
    public static void SetNice(Thread thread, int nice) => thread.Nice = nice;

    /// <summary>Sets policy, real-time priority and whether children inherit them. EINVAL for combinations that sched_setscheduler(2) refuses.</summary>
    public static Errno SetPolicy(Thread thread, int policy, int priority, bool resetsOnFork)
    {
        bool isRealTime = policy is Fifo or RoundRobin;
        if (policy is not (Other or Fifo or RoundRobin or Batch or Idle) || priority is < 0 or > 99 || isRealTime != (priority != 0))
        {
            return Errno.EINVAL;
        }

        thread.ResetsOnFork = resetsOnFork;
        Scheduler.ChangePriority(thread, policy, priority);
        return Errno.None;
    }

    /// <summary>
    /// Every running hart passes a full memory barrier and a fence.i between call and return (membarrier). The remote fence interrupts
    /// each hart and waits for its answer; what another thread did before is seen here, and what it does next sees what was done here.
    /// </summary>
    public static void SynchronizeHarts()
    {
        Interlocked.MemoryBarrier();
        Hart.FlushInstructionCache();
        Interlocked.MemoryBarrier();
    }

    /// <summary>Length of the period in which real-time threads are limited, microseconds (sched_rt_period_us).</summary>
    public static int RealTimePeriod => RealTimeBudget.Period;

    /// <summary>What they may run of it while ordinary threads wait, microseconds; -1 for all (sched_rt_runtime_us).</summary>
    public static int RealTimeRuntime => RealTimeBudget.Runtime;

    /// <summary>Sets both. EINVAL as on Linux: a period of nothing, or a part greater than the whole.</summary>
    public static Errno SetRealTimeLimit(int period, int runtime) => RealTimeBudget.Configure(period, runtime);

    /// <summary>Time slice of round robin, nanoseconds.</summary>
    public static long RoundRobinInterval => Scheduler.TickPeriod;
}
