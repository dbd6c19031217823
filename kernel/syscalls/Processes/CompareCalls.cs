// kcmp: whether two processes share something. Source: kcmp(2).
using Lume.Abi;
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
        Last = SignalHandlers,
    }

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
            return kind is > (int)Kind.Last and <= 7 ? Errno.EOPNOTSUPP : Errno.EINVAL;
        }

        if ((Kind)kind == Kind.File)
        {
            return CompareFiles(first, second, firstIndex, secondIndex);
        }

        return ReferenceEquals(Share(first, (Kind)kind), Share(second, (Kind)kind)) ? Same : DifferentWithoutOrder;
    }

    private static object? Share(Thread thread, Kind kind) => kind switch
    {
        Kind.Memory => thread.Process.AddressSpace,
        Kind.Files => thread.Files,
        Kind.FileSystem => thread.FileSystem,
        _ => thread.Process.Handlers,
    };

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
