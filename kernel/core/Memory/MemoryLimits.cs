// The resource limits that bound an address space.
namespace Lume.Kernel.Memory;

/// <summary>Soft limits, in bytes; ulong.MaxValue is RLIM_INFINITY. prlimit writes them through <see cref="AddressSpace.Limits"/>.</summary>
public struct MemoryLimits
{
    /// <summary>RLIMIT_AS.</summary>
    public ulong AddressSpace;

    /// <summary>RLIMIT_DATA: private writable memory.</summary>
    public ulong Data;

    /// <summary>RLIMIT_STACK.</summary>
    public ulong Stack;

    /// <summary>RLIMIT_MEMLOCK.</summary>
    public ulong Locked;

    /// <summary>Linux's defaults: 8 MiB of stack, 8 MiB locked, the rest without limit.</summary>
    public static MemoryLimits Default => new()
    {
        AddressSpace = ulong.MaxValue,
        Data = ulong.MaxValue,
        Stack = 8UL << 20,
        Locked = 8UL << 20,
    };
}
