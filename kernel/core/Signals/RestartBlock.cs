// How a relative sleep goes on after a signal that ran no handler.
using Lume.Abi;

namespace Lume.Kernel.Signals;

/// <summary>Which call restart_syscall resumes.</summary>
internal enum RestartKind
{
    /// <summary>None: EINTR.</summary>
    None,

    /// <summary>nanosleep, clock_nanosleep relative.</summary>
    Sleep,

    /// <summary>clock_nanosleep relative on a CPU clock.</summary>
    CpuSleep,

    /// <summary>futex wait with a relative timeout.</summary>
    Futex,

    /// <summary>poll with a timeout.</summary>
    Poll,
}

/// <summary>The state of an interrupted relative wait: its absolute deadline and its arguments.</summary>
internal struct RestartBlock
{
    public RestartKind Kind;
    public ClockId Clock;
    public long Deadline;
    public ulong Argument0;
    public ulong Argument1;
    public ulong Argument2;
    public ulong Argument3;
}
