// What became of a page fault.
namespace Lume.Kernel.Memory;

/// <summary>The access that faulted; the values are those of <see cref="AreaFlags"/>.</summary>
public enum FaultAccess : uint
{
    /// <summary>A load.</summary>
    Read = AreaFlags.Read,

    /// <summary>A store or an atomic operation.</summary>
    Write = AreaFlags.Write,

    /// <summary>An instruction fetch.</summary>
    Execute = AreaFlags.Execute,
}

/// <summary>The result of resolving a fault, and the signal that a failure means to user mode.</summary>
public enum FaultOutcome
{
    /// <summary>The access may be retried.</summary>
    Resolved,

    /// <summary>Nothing is mapped there: SIGSEGV, SEGV_MAPERR.</summary>
    NotMapped,

    /// <summary>The area does not allow it: SIGSEGV, SEGV_ACCERR.</summary>
    NotAllowed,

    /// <summary>Beyond the end of the mapped file, or it could not be read: SIGBUS, BUS_ADRERR.</summary>
    NoPage,

    /// <summary>No memory: the process is killed with SIGKILL.</summary>
    OutOfMemory,
}
