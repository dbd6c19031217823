// What semctl reads and sets.
using System;
using Lume.Abi;

namespace Lume.Kernel.Ipc.SystemV;

public sealed partial class SemaphoreSet
{
    /// <summary>Everything that IPC_STAT tells. Under the lock.</summary>
    public SemaphoreSetStatus GetStatus() => new()
    {
        Permission = GetPermission(),
        OperationTime = OperationTime,
        ChangeTime = ChangeTime,
        Count = (ulong)Count,
    };

    /// <summary>GETVAL, GETPID, GETNCNT, GETZCNT of a semaphore that there is. EIDRM.</summary>
    public Result<int> Get(int index, IpcCommand command)
    {
        using (Lock.Enter())
        {
            if (IsRemoved)
            {
                return Errno.EIDRM;
            }

            return command switch
            {
                IpcCommand.GetValue => _semaphores[index].Value,
                IpcCommand.GetProcess => _semaphores[index].LastProcess,
                IpcCommand.CountIncreaseWaiters => CountWaiters(index, forZero: false),
                _ => CountWaiters(index, forZero: true),
            };
        }
    }

    /// <summary>GETALL. EIDRM.</summary>
    public Errno CopyValues(Span<ushort> values)
    {
        using (Lock.Enter())
        {
            for (int i = 0; i < _semaphores.Length && !IsRemoved; i++)
            {
                values[i] = (ushort)_semaphores[i].Value;
            }

            return IsRemoved ? Errno.EIDRM : Errno.None;
        }
    }

    /// <summary>SETVAL of a semaphore that there is to a value in range; no process takes back what it did to it before. EIDRM.</summary>
    public Errno Set(int index, int value, int process)
    {
        using (Lock.Enter())
        {
            if (IsRemoved)
            {
                return Errno.EIDRM;
            }

            foreach (SemaphoreUndo undo in _undos)
            {
                undo.Forget(index);
            }

            Store(index, value, process);
            ChangeTime = Now;
            SettleWaiters();
            return Errno.None;
        }
    }

    /// <summary>SETALL to values in range; nothing is taken back after that either. EIDRM.</summary>
    public Errno SetAll(ReadOnlySpan<ushort> values, int process)
    {
        using (Lock.Enter())
        {
            if (IsRemoved)
            {
                return Errno.EIDRM;
            }

            foreach (SemaphoreUndo undo in _undos)
            {
                undo.ForgetAll();
            }

            for (int i = 0; i < _semaphores.Length; i++)
            {
                Store(i, values[i], process);
            }

            ChangeTime = Now;
            SettleWaiters();
            return Errno.None;
        }
    }
}
