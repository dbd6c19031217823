// SIGCHLD: telling a parent what became of its child.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Signals;

/// <summary>Sends SIGCHLD with its details. The process table is locked.</summary>
internal static class ChildNotice
{
    /// <summary>Fills an entry for a change of the child and sends it to the parent.</summary>
    /// <param name="child">The child.</param>
    /// <param name="code">CLD_*.</param>
    /// <param name="status">Exit code or signal number.</param>
    /// <param name="entry">Made before the lock was taken; null sends without details.</param>
    public static void SendLocked(Process child, int code, int status, QueuedSignal? entry)
    {
        Process? parent = child.Parent;
        if (parent == null)
        {
            return;
        }

        bool isEnd = code is SignalCode.ChildExited or SignalCode.ChildKilled or SignalCode.ChildDumped;
        Signal signal = isEnd ? child.ExitSignal : Signal.SIGCHLD;
        if (signal == Signal.None)
        {
            return;
        }

        if (!isEnd && (parent.Handlers[Signal.SIGCHLD].Flags & SignalActionFlags.NoChildStop) != 0)
        {
            return;
        }

        if (entry != null)
        {
            Fill(ref entry.Info, child, signal, code, status);
        }

        SignalSender.SendLocked(parent, null, signal, entry);
    }

    /// <summary>The siginfo of a change of a child; waitid uses it too.</summary>
    public static void Fill(ref SignalInfo info, Process child, Signal signal, int code, int status)
    {
        UsageTotals usage = child.SumUsageLocked();
        info = new SignalInfo
        {
            Number = (int)signal,
            Code = code,
            ProcessId = child.Id,
            UserId = child.Leader?.Credentials.UserId ?? 0,
            Status = status,
            Word2 = (ulong)(usage.User / 10_000_000),
            Word3 = (ulong)(usage.System / 10_000_000),
        };
    }
}
