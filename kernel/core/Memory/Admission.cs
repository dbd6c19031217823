// Which system calls may begin when only the kernel's reserve of memory is left (docs/memory.md).
using System.Threading;
using Lume.Abi;
using Lume.Heap;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Memory;

/// <summary>
/// Calls that leave something in memory are refused before they begin, so that those that have begun, and all that give memory back, can use
/// the reserve. An administrator's calls go on into half of it; before that is used up, the biggest process ends.
/// </summary>
public static class Admission
{
    private static long s_lateFailures;

    /// <summary>Calls that ran out of memory although they had been admitted, since boot.</summary>
    public static long LateFailures => Volatile.Read(ref s_lateFailures);

    /// <summary>
    /// An admitted call ran out of memory: ENOMEM. Locks that it holds are given back as whole, for what they guard is changed only when all that
    /// the change needs is there.
    /// </summary>
    internal static long FailLate()
    {
        Thread thread = Thread.Current;
        thread.SetRunning();
        thread.Held.AbandonAll(areBroken: false);
        Interlocked.Increment(ref s_lateFailures);
        return -(long)Errno.ENOMEM;
    }

    /// <summary>Whether a call may begin. False: it fails with ENOMEM. Asked only while <see cref="FrameAllocator.IsLow"/>; may collect, and sleep.</summary>
    internal static bool TryBegin(int number)
    {
        Thread thread = Thread.Current;
        if (!Takes(number) || thread.IsBeingKilled || FrameAllocator.Admit())
        {
            return true;
        }

        return thread.Credentials.Has(Capability.Administration)
            && (!FrameAllocator.IsHalfOfReserveUsed || (MemoryShortage.Relieve() && !FrameAllocator.IsHalfOfReserveUsed));
    }

    // Calls that may fail with ENOMEM, by their manual pages, and that make objects which outlive them.
    private static bool Takes(int number) => number switch
    {
        SyscallNumber.Setxattr or SyscallNumber.Lsetxattr or SyscallNumber.Fsetxattr => true,
        SyscallNumber.Eventfd2 or SyscallNumber.EpollCreate1 or SyscallNumber.EpollCtl => true,
        SyscallNumber.Signalfd4 or SyscallNumber.TimerfdCreate or SyscallNumber.TimerCreate or SyscallNumber.Pipe2 => true,
        SyscallNumber.InotifyInit1 or SyscallNumber.InotifyAddWatch or SyscallNumber.FanotifyInit or SyscallNumber.FanotifyMark => true,
        SyscallNumber.MemfdCreate or SyscallNumber.MemfdSecret or SyscallNumber.PidfdOpen or SyscallNumber.Userfaultfd => true,
        SyscallNumber.Dup or SyscallNumber.Dup3 or SyscallNumber.Fcntl or SyscallNumber.Flock => true,
        SyscallNumber.Openat or SyscallNumber.Openat2 or SyscallNumber.OpenByHandleAt => true,
        SyscallNumber.Mknodat or SyscallNumber.Mkdirat or SyscallNumber.Symlinkat or SyscallNumber.Linkat or SyscallNumber.Renameat2 => true,
        SyscallNumber.Mount or SyscallNumber.OpenTree or SyscallNumber.MoveMount or SyscallNumber.Fsopen or SyscallNumber.Unshare => true,
        SyscallNumber.Clone or SyscallNumber.Clone3 or SyscallNumber.Execve or SyscallNumber.Execveat => true,
        SyscallNumber.Mmap or SyscallNumber.Mremap or SyscallNumber.Mprotect or SyscallNumber.Brk or SyscallNumber.RemapFilePages => true,
        SyscallNumber.Mlock or SyscallNumber.Mlock2 or SyscallNumber.Mlockall => true,
        SyscallNumber.Socket or SyscallNumber.Socketpair or SyscallNumber.Accept or SyscallNumber.Accept4 => true,
        SyscallNumber.Msgget or SyscallNumber.Msgsnd or SyscallNumber.Semget or SyscallNumber.Semop or SyscallNumber.Semtimedop => true,
        SyscallNumber.Shmget or SyscallNumber.Shmat or SyscallNumber.MqOpen or SyscallNumber.MqTimedsend => true,
        _ => false,
    };
}
