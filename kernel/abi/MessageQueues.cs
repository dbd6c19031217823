// What POSIX message queues pass between kernel and programs. Source: Linux uapi linux/mqueue.h, asm-generic/siginfo.h.
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>struct mq_attr.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct QueueAttributes
{
    /// <summary>O_NONBLOCK or nothing.</summary>
    public long Flags;
    /// <summary>Most messages, bytes of the longest, messages queued.</summary>
    public long MaximumMessages, MaximumSize, Count;
    private readonly long _reserved0, _reserved1, _reserved2, _reserved3;
}

/// <summary>struct sigevent.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalEvent
{
    /// <summary>sigev_value.</summary>
    public ulong Value;
    /// <summary>sigev_signo.</summary>
    public int Signal;
    /// <summary>SIGEV_*.</summary>
    public int Kind;
    /// <summary>Thread id, or what a C library keeps here.</summary>
    public int ThreadId;
    private readonly int _padding;
    private readonly ulong _rest0, _rest1, _rest2, _rest3, _rest4;
}
