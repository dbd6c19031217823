// The class of a lock: its place in the order and what it does to interrupts, as a type.

using System;

namespace Lume.Hal;

/// <summary>The class of a lock. One small struct for each kind of lock, never instantiated.</summary>
public interface ILockClass
{
    /// <summary>What reports call it: a UTF-8 literal without spaces.</summary>
    static abstract ReadOnlySpan<byte> Name { get; }

    /// <summary>Place in the order, 0 to 63, of this class alone: a hart takes locks only in rising order. See <see cref="LockRank"/>.</summary>
    static abstract int Rank { get; }

    /// <summary>True when an interrupt handler takes it too: interrupts are off while it is held.</summary>
    static abstract bool MasksInterrupts { get; }

    /// <summary>True when two locks of the class may be held at once (in address order, say).</summary>
    static virtual bool AllowsSameRank => false;
}

/// <summary>The order of all spinlocks. Low numbers are taken first.</summary>
public static class LockRank
{
    /// <summary>Processes, the process tree, signals.</summary>
    public const int Process = 8;

    /// <summary>Mounts, dentries, inodes.</summary>
    public const int Vfs = 12;

    /// <summary>Open files, descriptor tables, pipes, sockets.</summary>
    public const int File = 16;

    /// <summary>Address spaces and areas.</summary>
    public const int Memory = 20;

    /// <summary>Page cache and reverse maps.</summary>
    public const int PageCache = 24;

    /// <summary>Drivers and the TTY.</summary>
    public const int Device = 28;

    /// <summary>Timers.</summary>
    public const int Timer = 32;

    /// <summary>Wait queues.</summary>
    public const int WaitQueue = 36;

    /// <summary>Run queues.</summary>
    public const int RunQueue = 40;

    /// <summary>The heap's slabs.</summary>
    public const int Slab = 48;

    /// <summary>The heap's page allocator.</summary>
    public const int Pages = 52;

    /// <summary>The hal's own tables.</summary>
    public const int Hal = 44;

    /// <summary>The log and the early console: may be taken anywhere.</summary>
    public const int Console = 62;
}
