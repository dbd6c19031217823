// Numbers about an address space for /proc.
namespace Lume.Kernel.Memory;

/// <summary>Sizes in pages. Source: proc_pid_statm(5), proc_pid_status(5).</summary>
public struct MemoryStatistics
{
    /// <summary>VmSize: all areas.</summary>
    public ulong Virtual;

    /// <summary>VmPeak.</summary>
    public ulong VirtualPeak;

    /// <summary>VmRSS: mapped frames.</summary>
    public ulong Resident;

    /// <summary>VmHWM.</summary>
    public ulong ResidentPeak;

    /// <summary>Resident pages of areas that map files or shared memory.</summary>
    public ulong Shared;

    /// <summary>VmData: private writable areas without the stack.</summary>
    public ulong Data;

    /// <summary>VmStk.</summary>
    public ulong Stack;

    /// <summary>VmExe: the program's code.</summary>
    public ulong Code;

    /// <summary>VmLib: other executable areas.</summary>
    public ulong Library;

    /// <summary>VmLck.</summary>
    public ulong Locked;

    /// <summary>VmPTE, in pages.</summary>
    public ulong PageTables;
}

/// <summary>Where exec put things, in user addresses. Source: proc_pid_stat(5).</summary>
public struct ProgramLayout
{
    /// <summary>Start of the program's code.</summary>
    public ulong CodeStart;

    /// <summary>End of the program's code.</summary>
    public ulong CodeEnd;

    /// <summary>Start of its data.</summary>
    public ulong DataStart;

    /// <summary>End of its data.</summary>
    public ulong DataEnd;

    /// <summary>Start of the program break's area.</summary>
    public ulong BreakStart;

    /// <summary>The stack pointer at entry.</summary>
    public ulong StackStart;

    /// <summary>First byte of the argument strings.</summary>
    public ulong ArgumentsStart;

    /// <summary>One past the last byte of the argument strings.</summary>
    public ulong ArgumentsEnd;

    /// <summary>First byte of the environment strings.</summary>
    public ulong EnvironmentStart;

    /// <summary>One past the last byte of the environment strings.</summary>
    public ulong EnvironmentEnd;

    /// <summary>The auxiliary vector.</summary>
    public ulong AuxiliaryStart;

    /// <summary>One past the auxiliary vector.</summary>
    public ulong AuxiliaryEnd;

    /// <summary>The page with the signal trampoline: rt_sigreturn's code at offset 0. 0 when there is none.</summary>
    public ulong Vdso;
}
