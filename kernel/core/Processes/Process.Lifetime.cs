// Events in the life of a process that others wait for.
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Kernel.Processes;

public sealed partial class Process
{
    private WaitQueue? _vforkParent;
    private bool _vforkDone;
    private PosixTimers? _timers;
    private WaitQueue? _ended;

    /// <summary>exec waits here until it is the only thread.</summary>
    internal WaitQueue ThreadsGone { get; } = new();

    /// <summary>Its POSIX timers, and the lock that serialises all its timers; made when first used: few processes have any.</summary>
    internal PosixTimers Timers
    {
        get
        {
            PosixTimers? timers = System.Threading.Volatile.Read(ref _timers);
            if (timers != null)
            {
                return timers;
            }

            PosixTimers made = new();
            return System.Threading.Interlocked.CompareExchange(ref _timers, made, null) ?? made;
        }
    }

    /// <summary>Who has a descriptor of it waits here for its end; made when first used.</summary>
    internal WaitQueue Ended
    {
        get
        {
            WaitQueue? queue = System.Threading.Volatile.Read(ref _ended);
            if (queue != null)
            {
                return queue;
            }

            WaitQueue made = new();
            return System.Threading.Interlocked.CompareExchange(ref _ended, made, null) ?? made;
        }
    }

    /// <summary>It became a zombie, or was reaped.</summary>
    internal void AnnounceEnd() => System.Threading.Volatile.Read(ref _ended)?.WakeAll();

    /// <summary>exec and exit: POSIX timers go.</summary>
    internal void DeleteTimers() => _timers?.DeleteAll();

    /// <summary>Whether another process runs in the same memory (CLONE_VM without CLONE_THREAD).</summary>
    internal bool SharesMemory { get; set; }

    /// <summary>The child's side of vfork: a parent waits until it execs or ends.</summary>
    internal void PrepareVfork() => _vforkParent = new WaitQueue();

    /// <summary>The child has left the parent's memory.</summary>
    internal void CompleteVfork()
    {
        SharesMemory = false;
        if (_vforkParent is { } queue)
        {
            System.Threading.Volatile.Write(ref _vforkDone, true);
            queue.WakeAll();
        }
    }

    /// <summary>The parent's side: sleeps until the child is off its memory. Only its own death ends the wait early.</summary>
    internal void AwaitVfork()
    {
        VforkCondition condition = new(this);
        _vforkParent!.WaitUntil(ref condition, SleepMode.Killable);
    }

    private readonly struct VforkCondition : IWaitCondition
    {
        private readonly Process _child;

        public VforkCondition(Process child) => _child = child;

        public bool IsMet() => System.Threading.Volatile.Read(ref _child._vforkDone);
    }
}
