// The door from the trap handler to the system calls, which live in a higher room.
namespace Lume.Kernel.Scheduling;

/// <summary>From a system call number to what it does. The board installs the one table at boot.</summary>
public abstract class SystemCallTable
{
    /// <summary>
    /// Runs a call for the current thread. Interrupts are on, no lock is held. The arguments are registers as the program left them.
    /// </summary>
    /// <returns>The value for a0: a result, or a negative errno (the internal restart codes included).</returns>
    public abstract long Invoke(int number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5);
}
