// semget, semop, semtimedop, semctl. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Syscalls.Ipc;

/// <summary>System V semaphores.</summary>
internal static class SemaphoreCalls
{
    private const int FewOperations = 8;
    private const uint Readable = 0x124;

    public static SyscallResult Get(Thread thread, int key, int count, IpcFlags flags) =>
        Semaphores.Get(key, count, flags, thread.Credentials);

    public static SyscallResult Operate(int id, UserIn<SemaphoreOperation> operations, ulong count, UserIn<Timespec> timeout)
    {
        Timespec time = default;
        Errno error = timeout.IsNull ? Errno.None : timeout.Read(out time);
        uint length = (uint)count;
        if (error != Errno.None || length > Semaphores.MaximumOperations || length == 0)
        {
            return error != Errno.None ? error : length == 0 ? Errno.EINVAL : Errno.E2BIG;
        }

        Span<SemaphoreOperation> copies = length <= FewOperations
            ? stackalloc SemaphoreOperation[FewOperations]
            : new SemaphoreOperation[(int)length];
        copies = copies[..(int)length];
        error = operations.ReadAll(copies);
        if (error != Errno.None || id < 0 || !time.IsValid)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        return Semaphores.Operate(id, copies, timeout.IsNull ? WaitQueue.Forever : Clock.DeadlineIn(time.ToNanoseconds()));
    }

    public static SyscallResult Control(Thread thread, int id, int index, IpcCommand command, ulong argument)
    {
        if (id < 0)
        {
            return Errno.EINVAL;
        }

        switch (command)
        {
            case IpcCommand.Limits:
            case IpcCommand.SemaphoreUsage:
                return WriteLimits(command == IpcCommand.SemaphoreUsage, new UserOut<SemaphoreLimits>(argument));
            case IpcCommand.Status:
            case IpcCommand.SemaphoreStatusAt:
            case IpcCommand.SemaphoreStatusAny:
                return WriteStatus(thread, id, command, new UserOut<SemaphoreSetStatus>(argument));
            case IpcCommand.Set:
                return Change(thread, id, new UserIn<SemaphoreSetStatus>(argument));
            case IpcCommand.Remove:
                return Semaphores.Table.Find(id).TryGet(out SemaphoreSet removed)
                    ? Semaphores.Remove(removed, thread.Credentials)
                    : Errno.EINVAL;
            case IpcCommand.SetValue when (int)argument is < 0 or > SemaphoreSet.MaximumValue:
                return Errno.ERANGE;
            case IpcCommand.GetProcess:
            case IpcCommand.GetValue:
            case IpcCommand.GetAll:
            case IpcCommand.CountIncreaseWaiters:
            case IpcCommand.CountZeroWaiters:
            case IpcCommand.SetValue:
            case IpcCommand.SetAll:
                return Semaphores.Table.Find(id).TryGet(out SemaphoreSet set)
                    ? ControlValues(thread, set, index, command, argument)
                    : Errno.EINVAL;
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult ControlValues(Thread thread, SemaphoreSet set, int index, IpcCommand command, ulong argument)
    {
        int process = thread.Process.Id;
        bool needsIndex = command is not (IpcCommand.GetAll or IpcCommand.SetAll);
        if (command == IpcCommand.SetValue && (uint)index >= (uint)set.Count)
        {
            return Errno.EINVAL;
        }

        bool writes = command is IpcCommand.SetValue or IpcCommand.SetAll;
        if (!set.Allows(writes ? Readable >> 1 : Readable, thread.Credentials))
        {
            return Errno.EACCES;
        }

        if (needsIndex && (uint)index >= (uint)set.Count)
        {
            return Errno.EINVAL;
        }

        return command switch
        {
            IpcCommand.GetAll => GetAll(set, new UserOut<ushort>(argument)),
            IpcCommand.SetAll => SetAll(set, new UserIn<ushort>(argument), process),
            IpcCommand.SetValue => set.Set(index, (int)argument, process),
            _ => set.Get(index, command),
        };
    }

    private static SyscallResult GetAll(SemaphoreSet set, UserOut<ushort> result)
    {
        ushort[] values = new ushort[set.Count];
        Errno error = set.CopyValues(values);
        return error == Errno.None ? result.WriteAll(values) : error;
    }

    private static SyscallResult SetAll(SemaphoreSet set, UserIn<ushort> argument, int process)
    {
        ushort[] values = new ushort[set.Count];
        Errno error = argument.ReadAll(values);
        if (error != Errno.None)
        {
            return error;
        }

        foreach (ushort value in values)
        {
            if (value > SemaphoreSet.MaximumValue)
            {
                return Errno.ERANGE;
            }
        }

        return set.SetAll(values, process);
    }

    // Source for what Linux does not use: uapi linux/sem.h.
    private static SyscallResult WriteLimits(bool usage, UserOut<SemaphoreLimits> result)
    {
        const int all = 32000 * 32000, undoEntries = 500, undoSize = 20;
        SemaphoreLimits limits = new()
        {
            Map = all,
            Sets = Semaphores.Table.Limit,
            Semaphores = Semaphores.MaximumTotal,
            Undos = all,
            PerSet = Semaphores.MaximumPerSet,
            Operations = Semaphores.MaximumOperations,
            UndosPerProcess = undoEntries,
            UndoSize = usage ? Semaphores.Table.Count : undoSize,
            MaximumValue = SemaphoreSet.MaximumValue,
            MaximumAdjustment = usage ? Semaphores.Total : SemaphoreSet.MaximumValue,
        };
        Errno error = result.Write(limits);
        return error == Errno.None ? Semaphores.Table.HighestIndex : error;
    }

    private static SyscallResult WriteStatus(Thread thread, int id, IpcCommand command, UserOut<SemaphoreSetStatus> result)
    {
        bool byId = command == IpcCommand.Status;
        if (!(byId ? Semaphores.Table.Find(id) : Semaphores.Table.At(id)).TryGet(out SemaphoreSet set))
        {
            return Errno.EINVAL;
        }

        SemaphoreSetStatus status;
        using (set.Enter())
        {
            if (set.IsRemoved)
            {
                return Errno.EIDRM;
            }

            if (command != IpcCommand.SemaphoreStatusAny && !set.Allows(Readable, thread.Credentials))
            {
                return Errno.EACCES;
            }

            status = set.GetStatus();
        }

        Errno error = result.Write(status);
        return error != Errno.None ? error : byId ? 0 : set.Id;
    }

    private static SyscallResult Change(Thread thread, int id, UserIn<SemaphoreSetStatus> argument)
    {
        Errno error = argument.Read(out SemaphoreSetStatus wanted);
        if (error != Errno.None)
        {
            return error;
        }

        return Semaphores.Table.Find(id).TryGet(out SemaphoreSet set)
            ? set.ChangeOwner(wanted.Permission, thread.Credentials)
            : Errno.EINVAL;
    }
}
