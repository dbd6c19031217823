// ioprio_set, ioprio_get. Source: ioprio_set(2). The value is kept for each thread; no device schedules by it yet.
using System;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Processes;

internal static class IoPriorityCalls
{
    private const int ByProcess = 1, ByGroup = 2, ByUser = 3;
    private const int ClassShift = 13;
    private const int NoClass = 0, RealTime = 1, BestEffort = 2, Idle = 3;
    private const int Levels = 8;

    public static SyscallResult Set(Thread thread, int which, int who, int value)
    {
        int level = value & (Levels - 1);
        bool isKnown = (uint)value < 4 << ClassShift;
        switch (value >> ClassShift)
        {
            case RealTime when isKnown:
                if (!thread.Credentials.Has(Capability.Administration) && !thread.Credentials.Has(Capability.Nice))
                {
                    return Errno.EPERM;
                }

                break;
            case BestEffort or Idle when isKnown:
                break;
            case NoClass when isKnown && level == 0:
                break;
            default:
                return Errno.EINVAL;
        }

        int best = -1;
        return Visit(thread, which, who, value, ref best);
    }

    public static SyscallResult Get(Thread thread, int which, int who)
    {
        int best = -1;
        Errno error = Visit(thread, which, who, null, ref best);
        return error != Errno.None ? error : best;
    }

    private static Errno Visit(Thread thread, int which, int who, int? value, ref int best)
    {
        if (which == ByProcess)
        {
            Thread? target = SchedulingCalls.FindThread(thread, who);
            return target is null ? Errno.ESRCH : Touch(thread, target, value, ref best);
        }

        if (which is not (ByGroup or ByUser))
        {
            return Errno.EINVAL;
        }

        int group = who == 0 ? thread.Process.Group!.Id : who;
        uint user = who == 0 ? thread.Credentials.UserId : (uint)who;
        Errno error = Errno.ESRCH;
        for (Process? process = ProcessTable.Next(1); process != null; process = ProcessTable.Next(process.Id + 1))
        {
            Thread? main = process.MainThread;
            if (main != null && (which == ByGroup ? process.Group?.Id == group : main.Credentials.UserId == user))
            {
                error = Touch(thread, main, value, ref best);
                if (error != Errno.None)
                {
                    break;
                }
            }
        }

        return error;
    }

    // Of several the most urgent is told: a lower class number, then a lower level; a thread without a value counts as best effort.
    private static Errno Touch(Thread thread, Thread target, int? value, ref int best)
    {
        if (value is { } wanted)
        {
            if (!SchedulingCalls.MayChange(thread, target))
            {
                return Errno.EPERM;
            }

            target.IoPriority = wanted;
            return Errno.None;
        }

        best = best < 0 ? target.IoPriority : Math.Min(Rank(best), Rank(target.IoPriority));
        return Errno.None;
    }

    private static int Rank(int value) => value >> ClassShift == NoClass ? (BestEffort << ClassShift) | (Levels / 2) : value;
}
