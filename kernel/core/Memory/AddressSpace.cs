// A user address space: what is mapped where, and the page table that says so to the machine.
using System;
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>A user address space. Threads of a process share it; vfork and CLONE_VM share it between processes. Counted.</summary>
public sealed partial class AddressSpace
{
    /// <summary>Limits of the owning process; prlimit changes them in place.</summary>
    public MemoryLimits Limits;

    /// <summary>An empty address space with one reference. ENOMEM.</summary>
    public static Result<AddressSpace> TryCreate(in MemoryLimits limits) => Errno.ENOMEM;

    /// <summary>fork: a copy-on-write copy with one reference. ENOMEM.</summary>
    public Result<AddressSpace> TryClone() => Errno.ENOMEM;

    /// <summary>Takes a reference (CLONE_VM, vfork, /proc readers that know it is alive).</summary>
    public void AddReference() => throw new NotSupportedException();

    /// <summary>Takes a reference unless the last one is gone.</summary>
    public bool TryAddReference() => throw new NotSupportedException();

    /// <summary>Gives a reference back; the last one unmaps everything. May sleep. The caller no longer runs on it (switch to another or to the kernel's first).</summary>
    public void Release() => throw new NotSupportedException();

    /// <summary>Makes this hart translate user addresses through it. Interrupts off. The scheduler calls it at each switch to a user thread.</summary>
    public void Activate() => throw new NotSupportedException();

    /// <summary>Resolves a page fault, in user mode or in a user copy. May sleep: lock depth 0.</summary>
    public FaultOutcome Resolve(ulong address, FaultAccess access) => throw new NotSupportedException();

    /// <summary>Maps memory; returns its address. Errors as mmap(2).</summary>
    public Result<ulong> Map(in MapRequest request) => Errno.ENOMEM;

    /// <summary>Unmaps a range. Errors as munmap(2).</summary>
    public Errno Unmap(ulong address, ulong length) => Errno.EINVAL;

    /// <summary>Sets the program break; returns the break now (the old one when it cannot be moved), as Linux's brk.</summary>
    public ulong SetBreak(ulong address) => 0;

    /// <summary>Copies from this address space, which need not be the current one (ptrace, process_vm_readv, /proc/pid/mem, cmdline). Returns bytes copied before the first page that cannot be read.</summary>
    public int ReadForeign(ulong address, Span<byte> destination) => 0;

    /// <summary>Copies to this address space, which need not be the current one. Returns bytes copied before the first page that cannot be written.</summary>
    public int WriteForeign(ulong address, ReadOnlySpan<byte> source) => 0;

    /// <summary>Numbers for /proc/pid/stat, statm and status.</summary>
    public MemoryStatistics GetStatistics() => default;

    /// <summary>Start and end of argument and environment strings, set by exec.</summary>
    public ProgramLayout Layout { get; internal set; }

    internal static void UnmapEverywhere(MemoryObject target, ulong firstPage, ulong pageCount, bool privateToo)
    {
    }
}
