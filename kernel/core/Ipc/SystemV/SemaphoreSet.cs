// A set of semaphores: their values, and the operations that wait for other values.
// Invariant: no waiting operation could be carried out; whoever changes a value carries out what it makes possible, oldest first.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Security;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>One semaphore.</summary>
internal struct Semaphore
{
    /// <summary>0 to <see cref="SemaphoreSet.MaximumValue"/>.</summary>
    public int Value;

    /// <summary>The process that last changed it or found it zero.</summary>
    public int LastProcess;
}

/// <summary>A set that semget made. Everything under <see cref="IpcObject.Lock"/>. Source: semop(2), semctl(2).</summary>
public sealed partial class SemaphoreSet : IpcObject
{
    /// <summary>SEMVMX, and the largest adjustment of SEM_UNDO.</summary>
    public const int MaximumValue = 32767;

    private const short NoWait = (short)IpcFlags.NoWait;
    private const short Undo = 0x1000;
    private const long Overhead = 256;
    private const long BytesEach = 8;

    private readonly Semaphore[] _semaphores;
    private readonly LinkedList<SemaphoreWaiter> _zeroWaiters = new();
    private readonly LinkedList<SemaphoreWaiter> _changeWaiters = new();
    private readonly List<SemaphoreUndo> _undos = new();
    private int _manyWaiting;

    internal SemaphoreSet(int key, int count, uint mode, Credentials credentials)
        : base(key, mode, credentials)
    {
        _semaphores = new Semaphore[count];
    }

    /// <summary>Semaphores.</summary>
    public int Count => _semaphores.Length;

    /// <summary>Seconds since 1970 of the last semop; 0 when there was none.</summary>
    public long OperationTime { get; private set; }

    /// <summary>One semaphore.</summary>
    internal Semaphore this[int index] => _semaphores[index];

    /// <summary>Bytes of the kernel's memory that a set of this size takes.</summary>
    internal static long Cost(int count) => Overhead + (count * BytesEach);

    /// <summary>
    /// Carries out all operations or none. EAGAIN: one would have to wait and says IPC_NOWAIT; ERANGE. Then, or when <paramref name="blocking"/>
    /// is the index of an operation that has to wait rather than -1, nothing has changed.
    /// </summary>
    internal Errno TryApply(ReadOnlySpan<SemaphoreOperation> operations, SemaphoreUndo? undo, int process, out int blocking)
    {
        blocking = -1;
        for (int i = 0; i < operations.Length; i++)
        {
            SemaphoreOperation operation = operations[i];
            ref Semaphore semaphore = ref _semaphores[operation.Index];
            int value = semaphore.Value + operation.Change;
            bool mustWait = operation.Change == 0 ? value != 0 : value < 0;
            bool fits = value <= MaximumValue;
            if (!mustWait && fits && (!WantsUndo(operation) || undo!.TryAdjust(operation.Index, -operation.Change)))
            {
                semaphore.Value = value;
                continue;
            }

            TakeBack(operations[..i], undo);
            bool waits = mustWait && (operation.Flags & NoWait) == 0;
            blocking = waits ? i : -1;
            return waits ? Errno.None : mustWait ? Errno.EAGAIN : Errno.ERANGE;
        }

        foreach (SemaphoreOperation operation in operations)
        {
            _semaphores[operation.Index].LastProcess = process;
        }

        return Errno.None;
    }

    /// <summary>Notes a semop and carries out what it made possible.</summary>
    internal void Finish(ReadOnlySpan<SemaphoreOperation> operations)
    {
        OperationTime = Now;
        foreach (SemaphoreOperation operation in operations)
        {
            if (operation.Change != 0)
            {
                SettleWaiters();
                return;
            }
        }
    }

    /// <summary>The end of a process: adds its adjustments, as far as values may go.</summary>
    internal void TakeBack(SemaphoreUndo undo, int process)
    {
        _undos.Remove(undo);
        for (int i = 0; i < _semaphores.Length; i++)
        {
            if (undo[i] != 0)
            {
                Store(i, Math.Clamp(_semaphores[i].Value + undo[i], 0, MaximumValue), process);
            }
        }

        OperationTime = Now;
        SettleWaiters();
    }

    /// <summary>A process will take back what it does.</summary>
    internal void Add(SemaphoreUndo undo) => _undos.Add(undo);

    /// <summary>Queues a request that <see cref="TryApply"/> said has to wait.</summary>
    internal void Enqueue(SemaphoreWaiter waiter)
    {
        _manyWaiting += waiter.IsSimple ? 0 : 1;
        ListOf(waiter).AddLast(waiter);
    }

    /// <summary>Takes a request back that was not settled.</summary>
    internal void Dequeue(SemaphoreWaiter waiter)
    {
        _manyWaiting -= waiter.IsSimple ? 0 : 1;
        ListOf(waiter).Remove(waiter);
    }

    /// <summary>GETNCNT, GETZCNT: threads that wait for this semaphore to grow, or to become zero.</summary>
    internal int CountWaiters(int index, bool forZero)
    {
        int count = 0;
        foreach (SemaphoreWaiter waiter in _changeWaiters)
        {
            count += waiter.WaitsFor(index, forZero) ? 1 : 0;
        }

        foreach (SemaphoreWaiter waiter in _zeroWaiters)
        {
            count += waiter.WaitsFor(index, forZero) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Carries out every waiting request that is possible now.</summary>
    internal void SettleWaiters()
    {
        SettleZeroWaiters();
        bool again;
        do
        {
            again = SettleChangeWaiters();
        }
        while (again);
    }

    internal override void OnRemoved()
    {
        SettleAll(_zeroWaiters);
        SettleAll(_changeWaiters);
        foreach (SemaphoreUndo undo in _undos)
        {
            undo.Drop();
        }

        _undos.Clear();
        IpcMemory.Release(Cost(Count));
    }

    private static bool WantsUndo(SemaphoreOperation operation) => (operation.Flags & Undo) != 0 && operation.Change != 0;

    private static void SettleAll(LinkedList<SemaphoreWaiter> waiters)
    {
        foreach (SemaphoreWaiter waiter in waiters)
        {
            waiter.Settle(Errno.EIDRM);
        }

        waiters.Clear();
    }

    private LinkedList<SemaphoreWaiter> ListOf(SemaphoreWaiter waiter) => waiter.Changes ? _changeWaiters : _zeroWaiters;

    private void Store(int index, int value, int process)
    {
        _semaphores[index].Value = value;
        _semaphores[index].LastProcess = process;
    }

    private void TakeBack(ReadOnlySpan<SemaphoreOperation> operations, SemaphoreUndo? undo)
    {
        foreach (SemaphoreOperation operation in operations)
        {
            _semaphores[operation.Index].Value -= operation.Change;
            if (WantsUndo(operation))
            {
                undo!.TakeBack(operation.Index, operation.Change);
            }
        }
    }

    private void SettleZeroWaiters()
    {
        for (LinkedListNode<SemaphoreWaiter>? node = _zeroWaiters.First; node != null;)
        {
            LinkedListNode<SemaphoreWaiter>? next = node.Next;
            TrySettle(node);
            node = next;
        }
    }

    // True: what was carried out may have made an older request possible. A lone decrease cannot, unless some request waits for several semaphores.
    private bool SettleChangeWaiters()
    {
        for (LinkedListNode<SemaphoreWaiter>? node = _changeWaiters.First; node != null;)
        {
            LinkedListNode<SemaphoreWaiter>? next = node.Next;
            bool affectsOlder = _manyWaiting != 0;
            if (TrySettle(node))
            {
                SettleZeroWaiters();
                if (affectsOlder)
                {
                    return true;
                }
            }

            node = next;
        }

        return false;
    }

    // True: values have changed.
    private bool TrySettle(LinkedListNode<SemaphoreWaiter> node)
    {
        SemaphoreWaiter waiter = node.Value;
        Errno error = TryApply(waiter.Operations, waiter.Undo, waiter.ProcessId, out int blocking);
        if (blocking >= 0)
        {
            waiter.Blocking = blocking;
            return false;
        }

        _manyWaiting -= waiter.IsSimple ? 0 : 1;
        node.List!.Remove(node);
        OperationTime = error == Errno.None ? Now : OperationTime;
        waiter.Settle(error);
        return error == Errno.None && waiter.Changes;
    }
}
