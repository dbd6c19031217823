// The spinlock classes of core's process side: rank and interrupt policy of each.
using System;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>The process table: tree, groups, sessions, pids. Terminals signal groups from interrupts.</summary>
internal readonly struct ProcessTreeLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "process_tree"u8;

    public static int Rank => LockRank.Process;

    public static bool MasksInterrupts => true;
}

/// <summary>Signal state of one process and its threads; timers signal from interrupts.</summary>
internal readonly struct SignalLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "signals"u8;

    public static int Rank => LockRank.Process + 1;

    public static bool MasksInterrupts => true;
}

/// <summary>A bucket of the futex table. Requeue holds two, in index order.</summary>
internal readonly struct FutexLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "futex"u8;

    public static int Rank => LockRank.Process + 2;

    public static bool MasksInterrupts => true;

    public static bool AllowsSameRank => true;
}

/// <summary>Timers of one hart.</summary>
internal readonly struct TimerLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "timers"u8;

    public static int Rank => LockRank.Timer;

    public static bool MasksInterrupts => true;
}

/// <summary>Members of one wait queue.</summary>
internal readonly struct WaitQueueLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "wait_queue"u8;

    public static int Rank => LockRank.WaitQueue;

    public static bool MasksInterrupts => true;

    /// <summary>An epoll set is woken by the queue of a file that it watches.</summary>
    public static bool AllowsSameRank => true;
}

/// <summary>The run queue of one hart.</summary>
internal readonly struct RunQueueLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "run_queue"u8;

    public static int Rank => LockRank.RunQueue;

    public static bool MasksInterrupts => true;
}

/// <summary>State of small things that only threads touch: mutexes' owners, the random pool, user accounts.</summary>
internal readonly struct LeafLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "leaf"u8;

    public static int Rank => LockRank.RunQueue + 2;

    public static bool MasksInterrupts => true;
}
