// The semaphore sets of the system: semget, semop, semctl without their arguments' layout.
using System;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>System V semaphores. Source: semget(2), semop(2), semctl(2).</summary>
public static class Semaphores
{
    /// <summary>semmsl, semmns, semopm and semmni at first.</summary>
    private const int DefaultPerSet = 32000, DefaultTotal = 1_024_000_000, DefaultOperations = 500, DefaultSets = 32000;

    /// <summary>The sets.</summary>
    public static IpcTable<SemaphoreSet> Table { get; } = new(DefaultSets);

    /// <summary>semmsl: semaphores of a set.</summary>
    public static int MaximumPerSet { get; set; } = DefaultPerSet;

    /// <summary>semmns: semaphores in all.</summary>
    public static int MaximumTotal { get; set; } = DefaultTotal;

    /// <summary>semopm: operations of one semop.</summary>
    public static int MaximumOperations { get; set; } = DefaultOperations;

    /// <summary>Semaphores that there are. Changes with the table locked.</summary>
    public static int Total { get; private set; }

    /// <summary>semget. EINVAL, ENOENT, EEXIST, EACCES, ENOSPC, ENOMEM.</summary>
    public static Result<int> Get(int key, int count, IpcFlags flags, Credentials credentials) =>
        count < 0 || count > MaximumPerSet
            ? Errno.EINVAL
            : Table.Get(key, flags, credentials, new Maker(key, count, (uint)(flags & IpcFlags.Mode), credentials));

    /// <summary>semop, semtimedop. EINVAL, EFBIG, EACCES, EIDRM, ERANGE, ENOMEM; EAGAIN without waiting or at the deadline; EINTR.</summary>
    /// <param name="id">The set.</param>
    /// <param name="operations">All of them or none; their number is checked.</param>
    /// <param name="deadline">Monotonic nanoseconds, or <see cref="WaitQueue.Forever"/>.</param>
    public static Errno Operate(int id, ReadOnlySpan<SemaphoreOperation> operations, long deadline)
    {
        Thread thread = Thread.Current;
        if (!Table.Find(id).TryGet(out SemaphoreSet set))
        {
            return Errno.EINVAL;
        }

        Errno error = Check(set, operations, thread.Credentials, out bool undoes);
        if (error != Errno.None)
        {
            return error;
        }

        SemaphoreUndo? undo = null;
        if (undoes)
        {
            Result<SemaphoreUndo> made = (thread.SemaphoreUndos ??= new UndoList()).For(set);
            if (made.IsError)
            {
                return made.Error;
            }

            undo = made.Value;
        }

        SemaphoreWaiter waiter;
        using (set.Lock.Enter())
        {
            int blocking = -1;
            error = set.IsRemoved ? Errno.EIDRM : set.TryApply(operations, undo, thread.Process.Id, out blocking);
            if (error != Errno.None)
            {
                return error;
            }

            if (blocking < 0)
            {
                set.Finish(operations);
                return Errno.None;
            }

            waiter = new SemaphoreWaiter(operations.ToArray(), undo, blocking);
            set.Enqueue(waiter);
        }

        return Wait(set, waiter, deadline);
    }

    /// <summary>IPC_RMID. EPERM, EINVAL.</summary>
    public static Errno Remove(SemaphoreSet set, Credentials credentials)
    {
        using (Table.Enter())
        using (set.Lock.Enter())
        {
            if (set.IsRemoved || !set.MayControl(credentials))
            {
                return set.IsRemoved ? Errno.EIDRM : Errno.EPERM;
            }

            Total -= set.Count;
            Table.RemoveLocked(set);
            return Errno.None;
        }
    }

    /// <summary>The current thread ends, or leaves its fellows (unshare).</summary>
    internal static void OnThreadExit(Thread thread)
    {
        if (thread.SemaphoreUndos is { } undos)
        {
            thread.SemaphoreUndos = null;
            undos.RemoveSharer(thread.Process.Id);
        }
    }

    /// <summary>CLONE_SYSVSEM: the child shares the parent's adjustments from now on.</summary>
    internal static UndoList Share(Thread parent)
    {
        UndoList undos = parent.SemaphoreUndos ??= new UndoList();
        undos.AddSharer();
        return undos;
    }

    private static Errno Check(SemaphoreSet set, ReadOnlySpan<SemaphoreOperation> operations, Credentials credentials, out bool undoes)
    {
        const uint write = 0x92, read = 0x124;
        const short undo = 0x1000;
        int highest = 0;
        bool changes = false;
        undoes = false;
        foreach (SemaphoreOperation operation in operations)
        {
            highest = Math.Max(highest, operation.Index);
            changes |= operation.Change != 0;
            undoes |= (operation.Flags & undo) != 0;
        }

        return highest >= set.Count ? Errno.EFBIG : set.Allows(changes ? write : read, credentials) ? Errno.None : Errno.EACCES;
    }

    private static Errno Wait(SemaphoreSet set, SemaphoreWaiter waiter, long deadline)
    {
        Errno error = waiter.Sleep(deadline);
        if (error != Errno.None)
        {
            using (set.Lock.Enter())
            {
                if (!waiter.IsSettled)
                {
                    set.Dequeue(waiter);
                    return error == Errno.ETIMEDOUT ? Errno.EAGAIN : Errno.EINTR;
                }
            }
        }

        return waiter.Outcome;
    }

    private readonly struct Maker(int key, int count, uint mode, Credentials credentials) : IIpcMaker<SemaphoreSet>
    {
        public Result<SemaphoreSet> Make()
        {
            if (count == 0)
            {
                return Errno.EINVAL;
            }

            if (count > MaximumTotal - Total)
            {
                return Errno.ENOSPC;
            }

            Errno error = IpcMemory.Charge(SemaphoreSet.Cost(count));
            if (error != Errno.None)
            {
                return error;
            }

            Total += count;
            return new SemaphoreSet(key, count, mode, credentials);
        }

        public Errno Check(SemaphoreSet existing) => count > existing.Count ? Errno.EINVAL : Errno.None;
    }
}
