// What semaphores get back when a process ends (SEM_UNDO). Source: semop(2).
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>The adjustments of one set for one process. Under the set's lock.</summary>
internal sealed class SemaphoreUndo
{
    private const int MaximumAdjustment = SemaphoreSet.MaximumValue;
    private const long Overhead = 96;

    private readonly short[] _adjustments;

    public SemaphoreUndo(SemaphoreSet set)
    {
        Set = set;
        _adjustments = new short[set.Count];
    }

    /// <summary>Whose semaphores; null when the set is gone.</summary>
    public SemaphoreSet? Set { get; private set; }

    /// <summary>What a semaphore gets.</summary>
    public int this[int index] => _adjustments[index];

    /// <summary>Bytes of the kernel's memory that it takes.</summary>
    public static long Cost(int count) => Overhead + (count * sizeof(short));

    /// <summary>Adds to an adjustment. False beyond its range: nothing changed.</summary>
    public bool TryAdjust(int index, int change)
    {
        int adjustment = _adjustments[index] + change;
        bool fits = adjustment is >= -MaximumAdjustment - 1 and <= MaximumAdjustment;
        _adjustments[index] = fits ? (short)adjustment : _adjustments[index];
        return fits;
    }

    /// <summary>An operation did not happen after all.</summary>
    public void TakeBack(int index, int change) => _adjustments[index] += (short)change;

    /// <summary>The semaphore was set: nothing is left to adjust.</summary>
    public void Forget(int index) => _adjustments[index] = 0;

    /// <summary>All semaphores were set.</summary>
    public void ForgetAll() => System.Array.Clear(_adjustments);

    /// <summary>The set is gone, or its process.</summary>
    public void Drop()
    {
        Set = null;
        IpcMemory.Release(Cost(_adjustments.Length));
    }
}

/// <summary>The adjustments of one process; threads made with CLONE_SYSVSEM share them. Its lock sleeps and comes before a set's.</summary>
internal sealed class UndoList
{
    private readonly Mutex _lock = new();
    private readonly List<SemaphoreUndo> _undos = new();
    private int _sharers = 1;

    /// <summary>One more thread.</summary>
    public void AddSharer() => Interlocked.Increment(ref _sharers);

    /// <summary>The entry for a set, made when there is none. ENOMEM; EIDRM.</summary>
    public Result<SemaphoreUndo> For(SemaphoreSet set)
    {
        using (_lock.Enter())
        {
            for (int i = _undos.Count - 1; i >= 0; i--)
            {
                SemaphoreSet? found = _undos[i].Set;
                if (ReferenceEquals(found, set))
                {
                    return _undos[i];
                }

                if (found is null)
                {
                    _undos.RemoveAt(i);
                }
            }

            return Add(set);
        }
    }

    /// <summary>A thread ends or goes its own way; the last one gives the semaphores back what they are due.</summary>
    /// <param name="process">Whom the semaphores name as their last user.</param>
    public void RemoveSharer(int process)
    {
        if (Interlocked.Decrement(ref _sharers) != 0)
        {
            return;
        }

        foreach (SemaphoreUndo undo in _undos)
        {
            if (undo.Set is { } set)
            {
                using (set.Lock.Enter())
                {
                    if (!set.IsRemoved)
                    {
                        set.TakeBack(undo, process);
                        undo.Drop();
                    }
                }
            }
        }
    }

    private Result<SemaphoreUndo> Add(SemaphoreSet set)
    {
        Errno error = IpcMemory.Charge(SemaphoreUndo.Cost(set.Count));
        if (error != Errno.None)
        {
            return error;
        }

        SemaphoreUndo added = new(set);
        using (set.Lock.Enter())
        {
            if (set.IsRemoved)
            {
                added.Drop();
                return Errno.EIDRM;
            }

            set.Add(added);
        }

        _undos.Add(added);
        return added;
    }
}
