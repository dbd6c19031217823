// kcmp: whether two processes share something. Source: kcmp(2).
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Processes;

internal static class CompareCalls
{
    private const int Same = 0;

    // There is no order that would not give away addresses, and no need for one.
    private const int DifferentWithoutOrder = 3;

    private enum Kind
    {
        File,
        Memory,
        Files,
        FileSystem,
        SignalHandlers,
        IoContext,
        SemaphoreUndo,
        EpollTarget,
        Last = EpollTarget,
    }

    // Words of struct kcmp_epoll_slot: the set's descriptor, the watched one, and which of several with that number.
    private const int SetWord = 0, TargetWord = 1, SkipWord = 2, SlotWords = 3;

    public static SyscallResult Compare(int firstId, int secondId, int kind, ulong firstIndex, ulong secondIndex)
    {
        Thread? first = ProcessTable.FindThread(firstId);
        Thread? second = ProcessTable.FindThread(secondId);
        if (first is null || second is null)
        {
            return Errno.ESRCH;
        }

        if (!Inspection.MayAttach(first) || !Inspection.MayAttach(second))
        {
            return Errno.EPERM;
        }

        if ((uint)kind > (uint)Kind.Last)
        {
            return Errno.EINVAL;
        }

        return (Kind)kind switch
        {
            Kind.File => CompareFiles(first, second, firstIndex, secondIndex),
            Kind.EpollTarget => CompareTarget(first, second, firstIndex, new UserIn<uint>(secondIndex)),
            _ => ReferenceEquals(Share(first, (Kind)kind), Share(second, (Kind)kind)) ? Same : DifferentWithoutOrder,
        };
    }

    private static object? Share(Thread thread, Kind kind) => kind switch
    {
        Kind.Memory => thread.Process.AddressSpace,
        Kind.Files => thread.Files,
        Kind.FileSystem => thread.FileSystem,
        Kind.SignalHandlers => thread.Process.Handlers,
        // Nobody has an I/O context or a list of semaphore adjustments: all share none, as on Linux before they are first needed.
        _ => null,
    };

    private static SyscallResult CompareTarget(Thread first, Thread second, ulong index, UserIn<uint> address)
    {
        Span<uint> slot = stackalloc uint[SlotWords];
        Errno error = address.ReadAll(slot);
        if (error != Errno.None)
        {
            return error;
        }

        OpenFile? file = Inspection.TakeFile(first, (int)index);
        OpenFile? set = Inspection.TakeFile(second, (int)slot[SetWord]);
        SyscallResult result = file is null || set is null ? Errno.EBADF
            : set is not EpollFile epoll ? Errno.EINVAL
            : epoll.Watches(file, (int)slot[TargetWord], slot[SkipWord]) switch { null => Errno.ENOENT, true => Same, _ => DifferentWithoutOrder };
        file?.Release();
        set?.Release();
        return result;
    }

    private static SyscallResult CompareFiles(Thread first, Thread second, ulong firstIndex, ulong secondIndex)
    {
        OpenFile? one = Inspection.TakeFile(first, (int)firstIndex);
        OpenFile? other = Inspection.TakeFile(second, (int)secondIndex);
        SyscallResult result = one is null || other is null ? Errno.EBADF : ReferenceEquals(one, other) ? Same : DifferentWithoutOrder;
        one?.Release();
        other?.Release();
        return result;
    }
}
