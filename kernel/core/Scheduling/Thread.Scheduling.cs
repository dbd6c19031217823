// The part of a thread that scheduler and run queues work on.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

/// <summary>Reasons to do something before a thread returns to user mode; bits of one word that the exit path tests.</summary>
[Flags]
internal enum ThreadWork
{
    /// <summary>Nothing: return at once.</summary>
    None = 0,

    /// <summary>Another thread should run.</summary>
    Reschedule = 1,

    /// <summary>A signal that is not blocked may be pending, or the process is stopping or ending.</summary>
    Signal = 2,

    /// <summary>A system call changed the signal mask for its own length: the saved one comes back.</summary>
    RestoreMask = 4,

    /// <summary>Its restartable sequence was interrupted, or it goes on on another hart.</summary>
    Sequence = 8,
}

public sealed partial class Thread
{
    /// <summary>Lowest and highest nice value.</summary>
    public const int LowestNice = -20, HighestNice = 19;

    internal Thread? NextQueued;
    internal Thread? PreviousQueued;
    internal bool IsQueued;
    internal bool IsExiting;
    internal bool MustMove;
    internal bool YieldsTurn;
    internal long SliceLeft;
    internal long VirtualTime;
    internal long RunTicks;
    internal int UserSamples;
    internal int KernelSamples;
    private int _hartIndex;
    private int _state;
    private int _work;

    internal SleepTimer SleepTimer { get; }

    /// <summary>What it is doing. Others see a snapshot.</summary>
    public ThreadState State => (ThreadState)Volatile.Read(ref _state);

    /// <summary>Nice value, -20 to 19.</summary>
    public int Nice { get; internal set; }

    /// <summary>SCHED_* policy: 0 other, 1 FIFO, 2 round robin, 3 batch, 5 idle.</summary>
    public int Policy { get; internal set; }

    /// <summary>Real-time priority, 1 to 99; 0 for the ordinary policies.</summary>
    public int RealTimePriority { get; internal set; }

    /// <summary>Policy, priority and nice value as one number, the lowest for the most urgent thread, as Linux's "prio" orders them.</summary>
    public int Urgency => RealTimePriority != 0 ? 99 - RealTimePriority : 120 + Nice;

    /// <summary>SCHED_RESET_ON_FORK: its children are scheduled as ordinary threads.</summary>
    public bool ResetsOnFork { get; internal set; }

    /// <summary>ioprio_set: class and level as the call packs them; 0 for none.</summary>
    public int IoPriority { get; set; }

    /// <summary>Harts that it may run on.</summary>
    public HartSet Affinity { get; internal set; } = new(ulong.MaxValue);

    /// <summary>The hart that it runs on or ran on last.</summary>
    public int LastHart => HartIndex;

    /// <summary>Times it slept, and times it was preempted.</summary>
    public long VoluntarySwitches { get; internal set; }

    /// <summary>Times it was preempted.</summary>
    public long InvoluntarySwitches { get; internal set; }

    /// <summary>Page faults resolved without and with I/O; the memory side counts.</summary>
    public long MinorFaults, MajorFaults;

    /// <summary>CPU time in nanoseconds, the run of now included if it runs here, up to the last tick if elsewhere.</summary>
    public long CpuTime
    {
        get
        {
            long ticks;
            if (Context.IsCurrent)
            {
                // The tick moves what has run from the second term to the first.
                using (Interrupts.Mask())
                {
                    ticks = RunTicks + (long)Hal.Clock.Ticks - Scheduler.Local.SwitchedAt;
                }
            }
            else
            {
                ticks = Volatile.Read(ref RunTicks);
            }

            return (long)Hal.Clock.ToNanoseconds((ulong)Math.Max(ticks, 0));
        }
    }

    /// <summary>The hart whose queue it is in, or will be next.</summary>
    internal int HartIndex => Volatile.Read(ref _hartIndex);

    internal ThreadWork Work => (ThreadWork)Relaxed.Read(ref _work);

    /// <summary>Makes it one of another hart's. Under the lock of the queue that it has left for good, so that who holds that lock may rely on it.</summary>
    internal void MoveTo(int hart)
    {
        if (hart != _hartIndex)
        {
            Volatile.Write(ref _hartIndex, hart);
            if (Sequence.IsRegistered)
            {
                AddWork(ThreadWork.Sequence);
            }
        }
    }

    internal void AddWork(ThreadWork work) => Interlocked.Or(ref _work, (int)work);

    internal void RemoveWork(ThreadWork work) => Interlocked.And(ref _work, ~(int)work);

    // The exchange is a full barrier: the state is visible before the sleeper looks at its condition.
    internal void SetSleeping(SleepMode mode) => Interlocked.Exchange(ref _state, (int)mode);

    internal void SetStopped() => Interlocked.Exchange(ref _state, (int)ThreadState.Stopped);

    internal void SetRunning() => Volatile.Write(ref _state, (int)ThreadState.Runnable);

    // For wakers: the thread itself may leave its state at any moment, and may even be dead by then.
    internal bool TrySetRunning(ThreadState seen) => Interlocked.CompareExchange(ref _state, (int)ThreadState.Runnable, (int)seen) == (int)seen;

    internal void SetDead() => Volatile.Write(ref _state, (int)ThreadState.Dead);

    /// <summary>Splits CPU time into user and kernel by the ticks that met either.</summary>
    internal void SplitTime(out long user, out long kernel)
    {
        long total = CpuTime;
        long samples = (long)UserSamples + KernelSamples;
        user = samples == 0 ? total / 2 : (long)(total / samples * UserSamples) + (total % samples * UserSamples / samples);
        kernel = total - user;
    }
}

/// <summary>Wakes a sleeper at its deadline.</summary>
internal sealed class SleepTimer : KernelTimer
{
    private readonly Thread _thread;

    public SleepTimer(Thread thread) => _thread = thread;

    protected internal override void OnExpire() => Scheduler.Wake(_thread);
}
