// A semop that waits.
using Lume.Abi;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>The operations of a thread that sleeps in semop. Under the set's lock.</summary>
internal sealed class SemaphoreWaiter : IpcWaiter
{
    public SemaphoreWaiter(SemaphoreOperation[] operations, SemaphoreUndo? undo, int blocking)
    {
        Operations = operations;
        Undo = undo;
        Blocking = blocking;
        foreach (SemaphoreOperation operation in operations)
        {
            Changes |= operation.Change != 0;
        }
    }

    /// <summary>All of them or none.</summary>
    public SemaphoreOperation[] Operations { get; }

    /// <summary>Where SEM_UNDO is noted.</summary>
    public SemaphoreUndo? Undo { get; }

    /// <summary>Which of the operations cannot be carried out.</summary>
    public int Blocking { get; set; }

    /// <summary>Whether it changes a value; otherwise it only waits for zeroes.</summary>
    public bool Changes { get; }

    /// <summary>Whether it concerns one semaphore.</summary>
    public bool IsSimple => Operations.Length == 1;

    /// <summary>Whether this is what it waits for.</summary>
    public bool WaitsFor(int index, bool zero) =>
        Operations[Blocking].Index == index && (zero ? Operations[Blocking].Change == 0 : Operations[Blocking].Change < 0);
}
