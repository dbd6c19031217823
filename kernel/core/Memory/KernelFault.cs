// Page faults that the kernel meets while it copies from or to user memory.
using System.Runtime;
using Lume.Hal;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Memory;

/// <summary>The entry point that the hal calls inside a user copy, with no spinlock held (docs/contracts.md).</summary>
public static class KernelFault
{
    /// <summary>Resolves a fault of the current process's memory: 1 to try again, 0 for a bad address. May sleep.</summary>
    /// <param name="address">The user address.</param>
    /// <param name="cause">scause: a load or a store page fault.</param>
    [RuntimeExport("lume_user_fault")]
    public static int OnUserFault(ulong address, ulong cause)
    {
        FaultAccess access;
        switch ((TrapCause)cause)
        {
            case TrapCause.LoadPage:
                access = FaultAccess.Read;
                break;
            case TrapCause.StorePage:
                access = FaultAccess.Write;
                break;
            default:
                return 0;
        }

        Thread thread = Thread.Current;
        AddressSpace? space = thread.Process.AddressSpace;
        if (space is null)
        {
            return 0;
        }

        FaultOutcome outcome;
        do
        {
            outcome = space.Resolve(address, access);
        }
        while (outcome == FaultOutcome.OutOfMemory && MemoryShortage.Relieve());

        if (outcome != FaultOutcome.Resolved)
        {
            return 0;
        }

        thread.MinorFaults++;
        return 1;
    }
}
