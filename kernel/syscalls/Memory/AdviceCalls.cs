// madvise, msync, mincore. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Memory;

/// <summary>Calls that ask about memory or advise on it.</summary>
internal static class AdviceCalls
{
    public static SyscallResult Madvise(Thread thread, ulong address, ulong length, MemoryAdvice advice) =>
        MappingCalls.Space(thread).Advise(address, length, advice);

    public static SyscallResult Msync(Thread thread, ulong address, ulong length, SyncFlags flags)
    {
        const SyncFlags both = SyncFlags.Async | SyncFlags.Sync;
        if ((flags & ~(both | SyncFlags.Invalidate)) != 0 || (flags & both) == both || !PageMath.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        // A length that rounds up to 0 is 0, as in Linux.
        ulong size = PageMath.RoundUp(length);
        if (size != 0 && !UserLayout.IsUserRange(address, size))
        {
            return Errno.ENOMEM;
        }

        return size == 0 ? Errno.None : MappingCalls.Space(thread).Synchronize(address, address + size, flags);
    }

    public static SyscallResult Mincore(Thread thread, ulong address, ulong length, UserOut<byte> vector)
    {
        if (!PageMath.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        ulong pages = PageMath.Count(length);
        if (!UserLayout.IsUserRange(address, length) || !UserLayout.IsUserRange(vector.Address, pages))
        {
            return UserLayout.IsUserRange(address, length) ? Errno.EFAULT : Errno.ENOMEM;
        }

        AddressSpace space = MappingCalls.Space(thread);
        Span<byte> chunk = stackalloc byte[256];
        for (ulong done = 0; done < pages;)
        {
            Span<byte> part = chunk[..(int)Math.Min((ulong)chunk.Length, pages - done)];
            Errno error = space.GetResidency(address + (done << PageMath.Shift), part);
            if (error == Errno.None)
            {
                error = vector.At((long)done).WriteAll(part);
            }

            if (error != Errno.None)
            {
                return error;
            }

            done += (ulong)part.Length;
        }

        return 0;
    }
}
