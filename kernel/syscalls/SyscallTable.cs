// Number to handler: every system call that Lume has, one line each, by chapter. A switch over constants is a jump table.
// Raw registers become types here (UserIn, UserOut, UserSpan, int) and nowhere else.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls;

/// <summary>
/// The system call table. A handler is a static method in its chapter's folder; it takes the current thread if it needs it, then typed
/// arguments, and returns a <see cref="SyscallResult"/>. What is not here is ENOSYS and counted by <see cref="UnknownSystemCalls"/>.
/// </summary>
public sealed class SyscallTable : SystemCallTable
{
    /// <inheritdoc/>
    public override long Invoke(int number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5) =>
        Call(number, Thread.Current, a0, a1, a2, a3, a4, a5).Value;

    private static SyscallResult Call(int number, Thread thread, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5) => number switch
    {
        _ => UnknownSystemCalls.Count(number),
    };
}
