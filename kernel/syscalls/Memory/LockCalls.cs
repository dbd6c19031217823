// mlock, mlock2, munlock, mlockall, munlockall. Source: mlock(2). Lume never evicts a page, so locking means bringing in and counting.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Syscalls.Memory;

/// <summary>Memory locking.</summary>
internal static class LockCalls
{
    public static SyscallResult Mlock(Thread thread, ulong address, ulong length) => Lock(thread, address, length, onFault: false);

    public static SyscallResult Mlock2(Thread thread, ulong address, ulong length, uint flags)
    {
        const uint onFault = 1;
        return (flags & ~onFault) != 0 ? Errno.EINVAL : Lock(thread, address, length, (flags & onFault) != 0);
    }

    public static SyscallResult Munlock(Thread thread, ulong address, ulong length) =>
        MappingCalls.Space(thread).Lock(address, length, isLocked: false, isUnlimited: true, onFault: true);

    public static SyscallResult Mlockall(Thread thread, uint flags)
    {
        const uint current = 1, future = 2, onFault = 4;
        if ((flags & ~(current | future | onFault)) != 0 || flags is 0 or onFault)
        {
            return Errno.EINVAL;
        }

        return !MayLock(thread) ? Errno.EPERM : MappingCalls.Space(thread).LockAll(
            (flags & current) != 0, (flags & future) != 0, IsUnlimited(thread), (flags & onFault) != 0);
    }

    public static SyscallResult Munlockall(Thread thread) =>
        MappingCalls.Space(thread).LockAll(current: false, future: false, isUnlimited: true, onFault: true);

    private static SyscallResult Lock(Thread thread, ulong address, ulong length, bool onFault) =>
        !MayLock(thread) ? Errno.EPERM
        : MappingCalls.Space(thread).Lock(address, length, isLocked: true, IsUnlimited(thread), onFault);

    private static bool MayLock(Thread thread) => MappingCalls.Space(thread).MayLock || IsUnlimited(thread);

    /// <summary>Whether RLIMIT_MEMLOCK does not bind the caller.</summary>
    internal static bool IsUnlimited(Thread thread) => thread.Credentials.Has(Capability.LockMemory);
}
