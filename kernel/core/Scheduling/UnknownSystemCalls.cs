// Counts of system calls that Lume does not have, by number, for /proc/lume/syscalls.
using System.Threading;
using Lume.Abi;

namespace Lume.Kernel.Scheduling;

/// <summary>How often programs asked for what is not there.</summary>
public static class UnknownSystemCalls
{
    private static readonly int[] s_counts = new int[SyscallNumber.Limit + 1];

    /// <summary>Calls with a number that Linux does not know either.</summary>
    public static int Unnamed => Volatile.Read(ref s_counts[SyscallNumber.Limit]);

    /// <summary>Counts one and refuses it.</summary>
    public static Errno Count(int number)
    {
        int slot = (uint)number < SyscallNumber.Limit ? number : SyscallNumber.Limit;
        Interlocked.Increment(ref s_counts[slot]);
        return Errno.ENOSYS;
    }

    /// <summary>How often a call was refused.</summary>
    public static int Get(int number) => (uint)number < SyscallNumber.Limit ? Volatile.Read(ref s_counts[number]) : 0;
}
