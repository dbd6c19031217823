// wait4 and waitid: finding out what became of children.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>Which children a wait is about.</summary>
public readonly struct WaitTarget
{
    private readonly WaitIdType _type;
    private readonly int _id;

    /// <summary>All, one process by id, or a group by id.</summary>
    public WaitTarget(WaitIdType type, int id)
    {
        _type = type;
        _id = id;
    }

    /// <summary>The first argument of wait4: a pid, -1 for all, 0 for the caller's group, other negatives for a group.</summary>
    public static WaitTarget FromPid(int pid, Process caller) => pid switch
    {
        -1 => new WaitTarget(WaitIdType.All, 0),
        0 => new WaitTarget(WaitIdType.Group, caller.Group!.Id),
        < 0 => new WaitTarget(WaitIdType.Group, -pid),
        _ => new WaitTarget(WaitIdType.Process, pid),
    };

    internal bool Matches(Process child) => _type switch
    {
        WaitIdType.All => true,
        WaitIdType.Process => child.Id == _id,
        WaitIdType.Group => child.Group?.Id == _id,
        _ => false,
    };
}

/// <summary>What a wait found.</summary>
public struct WaitOutcome
{
    /// <summary>The child; 0 with WNOHANG when none had anything to report.</summary>
    public int ProcessId;

    /// <summary>Status word of wait4.</summary>
    public int Status;

    /// <summary>siginfo as waitid reports it.</summary>
    public SignalInfo Info;

    /// <summary>What the child used, with its own reaped children.</summary>
    public ResourceUsage Usage;
}

/// <summary>Waiting for children. Source: wait(2).</summary>
public static class Waiting
{
    /// <summary>Waits for a child to end, stop or continue. ECHILD when there is none to wait for; ERESTARTSYS for a signal.</summary>
    /// <param name="target">Which children.</param>
    /// <param name="options">WEXITED, WSTOPPED, WCONTINUED, WNOHANG, WNOWAIT, __WALL, __WCLONE, __WNOTHREAD; checked by the caller.</param>
    /// <param name="outcome">What was found.</param>
    public static Errno Wait(WaitTarget target, WaitOptions options, out WaitOutcome outcome)
    {
        Process caller = Thread.Current.Process;
        WaitQueue queue = caller.ChildEvents;
        bool queued = false;
        Errno error;
        while (true)
        {
            error = Look(caller, target, options, out outcome);
            if (error != Errno.EAGAIN)
            {
                break;
            }

            if ((options & WaitOptions.NoHang) != 0)
            {
                error = Errno.None;
                break;
            }

            if (queued)
            {
                error = queue.Sleep();
                if (error != Errno.None)
                {
                    break;
                }
            }

            queue.Prepare(SleepMode.Interruptible);
            queued = true;
        }

        if (queued)
        {
            queue.Finish();
        }

        return error;
    }

    // EAGAIN: there are such children, but none has anything to report.
    private static Errno Look(Process caller, WaitTarget target, WaitOptions options, out WaitOutcome outcome)
    {
        outcome = default;
        bool any = false;
        using (ProcessTable.Lock())
        {
            for (Process? child = caller.FirstChild; child != null; child = child.NextSibling)
            {
                if (!target.Matches(child) || !IsEligible(child, options))
                {
                    continue;
                }

                // Who has ended neither stops nor continues any more.
                any |= child.Life != ProcessLife.Zombie || (options & WaitOptions.Exited) != 0;
                if (TryReportLocked(child, options, ref outcome))
                {
                    return Errno.None;
                }
            }
        }

        return any ? Errno.EAGAIN : Errno.ECHILD;
    }

    // __WCLONE waits for children whose end sends no SIGCHLD, otherwise for those whose end does; __WALL for both.
    private static bool IsEligible(Process child, WaitOptions options)
    {
        if ((options & WaitOptions.NoThread) != 0 && !ReferenceEquals(child.ParentThread, Thread.Current))
        {
            return false;
        }

        if ((options & WaitOptions.All) != 0)
        {
            return true;
        }

        return child.ExitSignal != Signal.SIGCHLD == ((options & WaitOptions.Clone) != 0);
    }

    private static bool TryReportLocked(Process child, WaitOptions options, ref WaitOutcome outcome)
    {
        bool keep = (options & WaitOptions.NoWait) != 0;
        if (child.Life == ProcessLife.Zombie && (options & WaitOptions.Exited) != 0)
        {
            ProcessExit.Decode(child.ExitStatus, out int code, out int value);
            Fill(child, child.ExitStatus, code, value, ref outcome);
            if (!keep)
            {
                ProcessExit.ReapLocked(child);
            }

            return true;
        }

        if (child.StopUnreported && (options & WaitOptions.Stopped) != 0 && child.Life == ProcessLife.Alive)
        {
            int signal = (int)child.StopSignal;
            Fill(child, WaitStatus.Stopped(signal), SignalCode.ChildStopped, signal, ref outcome);
            child.StopUnreported = keep;
            return true;
        }

        if (child.ContinueUnreported && (options & WaitOptions.Continued) != 0 && child.Life == ProcessLife.Alive)
        {
            Fill(child, WaitStatus.Continued, SignalCode.ChildContinued, (int)Signal.SIGCONT, ref outcome);
            child.ContinueUnreported = keep;
            return true;
        }

        return false;
    }

    private static void Fill(Process child, int status, int code, int value, ref WaitOutcome outcome)
    {
        outcome.ProcessId = child.Id;
        outcome.Status = status;
        ChildNotice.Fill(ref outcome.Info, child, Signal.SIGCHLD, code, value);
        UsageTotals usage = child.SumUsageLocked();
        usage.Add(in child.ReapedChildren);
        outcome.Usage = usage.ToUsage();
    }
}
