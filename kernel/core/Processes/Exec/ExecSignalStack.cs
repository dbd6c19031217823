// How large a signal frame is at most, as told to programs.
namespace Lume.Kernel.Processes.Exec;

/// <summary>AT_MINSIGSTKSZ.</summary>
internal static class ExecSignalStack
{
    /// <summary>siginfo, ucontext with integer and floating-point state, padding: what Linux riscv64 reports without vector state.</summary>
    public const ulong Minimum = 1088;
}
