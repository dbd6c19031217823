// What a thread is doing, as the scheduler sees it.
namespace Lume.Kernel.Scheduling;

/// <summary>State of a thread. It changes to <see cref="Runnable"/> only under the lock of the thread's run queue.</summary>
public enum ThreadState
{
    /// <summary>Made, not started.</summary>
    New,
    /// <summary>Running or in a run queue.</summary>
    Runnable,
    /// <summary>Asleep; a signal wakes it.</summary>
    Interruptible,
    /// <summary>Asleep; only a fatal signal wakes it.</summary>
    Killable,
    /// <summary>Asleep; only what it waits for wakes it.</summary>
    Uninterruptible,
    /// <summary>Stopped by job control; SIGCONT or SIGKILL wakes it.</summary>
    Stopped,
    /// <summary>Ended; it never runs again.</summary>
    Dead,
}

/// <summary>What may end a sleep besides the event itself.</summary>
public enum SleepMode
{
    /// <summary>Any signal that is not blocked or ignored.</summary>
    Interruptible = ThreadState.Interruptible,
    /// <summary>Only a signal that ends the process.</summary>
    Killable = ThreadState.Killable,
    /// <summary>Nothing.</summary>
    Uninterruptible = ThreadState.Uninterruptible,
}
