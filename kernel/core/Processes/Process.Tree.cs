// The place of a process in the tree, and its threads; all under the process table's lock.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>How far a process has come.</summary>
public enum ProcessLife
{
    /// <summary>Has threads, or is about to.</summary>
    Alive,

    /// <summary>All threads gone; waits for its parent's wait.</summary>
    Zombie,

    /// <summary>Waited for; out of the table.</summary>
    Reaped,
}

public sealed partial class Process
{
    internal Process? FirstChild;
    internal Process? NextSibling;
    internal Process? PreviousSibling;
    internal Process? NextInGroup;
    internal Process? PreviousInGroup;

    /// <summary>How far it has come.</summary>
    public ProcessLife Life { get; internal set; }

    /// <summary>Its parent; null for init and the kernel.</summary>
    public Process? Parent { get; internal set; }

    /// <summary>Its process group; null only for the kernel.</summary>
    public ProcessGroup? Group { get; internal set; }

    /// <summary>Its session; null only for the kernel.</summary>
    public Session? Session => Group?.Session;

    /// <summary>The thread whose id is the process's. It stays here after its exit while others run.</summary>
    public Thread? Leader { get; internal set; }

    /// <summary>First thread of the list; the leader is in it even after its exit.</summary>
    internal Thread? FirstThread { get; private set; }

    /// <summary>Threads in the list.</summary>
    public int ThreadCount { get; private set; }

    /// <summary>Threads that have not begun to exit.</summary>
    internal int LiveThreads { get; set; }

    /// <summary>The signal that the parent gets at the end; 0 for none.</summary>
    internal Signal ExitSignal { get; set; } = Signal.SIGCHLD;

    /// <summary>Wait status as zombie.</summary>
    public int ExitStatus { get; internal set; }

    /// <summary>The parent's thread that made it (for __WNOTHREAD and PR_SET_PDEATHSIG).</summary>
    internal Thread? ParentThread { get; set; }

    /// <summary>A stop that the parent has not waited for.</summary>
    internal bool StopUnreported { get; set; }

    /// <summary>A continuation that the parent has not waited for.</summary>
    internal bool ContinueUnreported { get; set; }

    /// <summary>Its threads that wait for children.</summary>
    internal WaitQueue ChildEvents { get; } = new();

    /// <summary>Whether it has stopped as a whole.</summary>
    public bool IsStopped => IsStopping && StoppedThreads >= LiveThreads;

    /// <summary>The thread after this one in the list, the first for null; for /proc. The list may change between calls.</summary>
    public Thread? NextThread(Thread? after)
    {
        using (ProcessTable.Lock())
        {
            return after == null ? FirstThread : after.NextInProcess;
        }
    }

    internal void AddThreadLocked(Thread thread)
    {
        // Appended: the leader is the first, and signals prefer the first.
        if (FirstThread == null)
        {
            FirstThread = thread;
        }
        else
        {
            Thread last = FirstThread;
            while (last.NextInProcess != null)
            {
                last = last.NextInProcess;
            }

            last.NextInProcess = thread;
        }

        ThreadCount++;
        LiveThreads++;
    }

    // Both locks: who walks the list holds one of them.
    internal void RemoveThreadLocked(Thread thread)
    {
        using (LockSignals())
        {
            Thread? before = null;
            Thread? at = FirstThread;
            while (at != null && !ReferenceEquals(at, thread))
            {
                before = at;
                at = at.NextInProcess;
            }

            if (at == null)
            {
                return;
            }

            if (before == null)
            {
                FirstThread = thread.NextInProcess;
            }
            else
            {
                before.NextInProcess = thread.NextInProcess;
            }

            thread.NextInProcess = null;
            ThreadCount--;
        }
    }

    internal void AddChildLocked(Process child)
    {
        child.Parent = this;
        child.PreviousSibling = null;
        child.NextSibling = FirstChild;
        if (FirstChild != null)
        {
            FirstChild.PreviousSibling = child;
        }

        FirstChild = child;
    }

    internal void RemoveChildLocked(Process child)
    {
        if (child.PreviousSibling == null)
        {
            FirstChild = child.NextSibling;
        }
        else
        {
            child.PreviousSibling.NextSibling = child.NextSibling;
        }

        if (child.NextSibling != null)
        {
            child.NextSibling.PreviousSibling = child.PreviousSibling;
        }

        child.Parent = child.NextSibling = child.PreviousSibling = null;
    }

    /// <summary>A stopped process goes on: its parent may want to know.</summary>
    internal void OnContinuedLocked()
    {
        bool wasReported = !StopUnreported;
        StopUnreported = false;
        ContinueUnreported = true;
        if (Parent != null && wasReported)
        {
            ChildNotice.SendLocked(this, SignalCode.ChildContinued, (int)Signal.SIGCONT, null);
        }

        Parent?.ChildEvents.WakeAll();
    }
}
