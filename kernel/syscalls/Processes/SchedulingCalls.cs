// sched_*, nice values, getcpu.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Processes;

/// <summary>Scheduling of threads as programs see it.</summary>
internal static class SchedulingCalls
{
    private const int PriorityProcess = 0;
    private const int PriorityGroup = 1;
    private const int PriorityUser = 2;
    private const int ResetOnFork = 0x4000_0000;

    public static SyscallResult Yield()
    {
        Scheduler.Yield();
        return 0;
    }

    public static SyscallResult GetCpu(UserOut<uint> cpu, UserOut<uint> node)
    {
        if (!cpu.IsNull && cpu.Write((uint)SchedulingControl.CurrentHart) != Errno.None)
        {
            return Errno.EFAULT;
        }

        return node.IsNull ? Errno.None : node.Write(0);
    }

    public static SyscallResult SetAffinity(Thread thread, int id, UserSpan mask)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        int length = (int)Math.Min(mask.Length, 8);
        if (mask.Read(bytes.Slice(0, length)) != Errno.None)
        {
            return Errno.EFAULT;
        }

        Thread? target = FindThread(thread, id);
        if (target == null)
        {
            return Errno.ESRCH;
        }

        return MayChange(thread, target)
            ? SchedulingControl.SetAffinity(target, BinaryPrimitives.ReadUInt64LittleEndian(bytes))
            : Errno.EPERM;
    }

    public static SyscallResult GetAffinity(Thread thread, int id, UserSpan mask)
    {
        // The length is counted in bits, in 32 of them.
        if ((uint)mask.Length * 8 < SchedulingControl.OnlineCount || (mask.Length & 7) != 0)
        {
            return Errno.EINVAL;
        }

        Thread? target = FindThread(thread, id);
        if (target == null)
        {
            return Errno.ESRCH;
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, SchedulingControl.GetAffinity(target));
        Errno error = mask.Write(bytes);
        return error == Errno.None ? 8 : error;
    }

    public static SyscallResult SetScheduler(Thread thread, int id, int policy, UserIn<int> parameter)
    {
        if (parameter.IsNull || id < 0 || policy < 0)
        {
            return Errno.EINVAL;
        }

        Errno error = parameter.Read(out int priority);
        return error != Errno.None ? error : SetPolicy(thread, id, policy & ~ResetOnFork, priority, (policy & ResetOnFork) != 0);
    }

    public static SyscallResult SetParameter(Thread thread, int id, UserIn<int> parameter)
    {
        if (parameter.IsNull || id < 0)
        {
            return Errno.EINVAL;
        }

        Thread? target = FindThread(thread, id);
        if (target == null)
        {
            return Errno.ESRCH;
        }

        Errno error = parameter.Read(out int priority);
        return error != Errno.None ? error : SetPolicy(thread, id, target.Policy, priority, target.ResetsOnFork);
    }

    public static SyscallResult GetScheduler(Thread thread, int id)
    {
        if (id < 0)
        {
            return Errno.EINVAL;
        }

        Thread? target = FindThread(thread, id);
        return target == null ? Errno.ESRCH : target.Policy | (target.ResetsOnFork ? ResetOnFork : 0);
    }

    public static SyscallResult GetParameter(Thread thread, int id, UserOut<int> parameter)
    {
        if (parameter.IsNull || id < 0)
        {
            return Errno.EINVAL;
        }

        Thread? target = FindThread(thread, id);
        return target == null ? Errno.ESRCH : parameter.Write(target.RealTimePriority);
    }

    public static SyscallResult MaximumPriority(int policy) => PriorityBound(policy, 99);

    public static SyscallResult MinimumPriority(int policy) => PriorityBound(policy, 1);

    public static SyscallResult RoundRobinInterval(Thread thread, int id, UserOut<Timespec> interval)
    {
        if (id < 0)
        {
            return Errno.EINVAL;
        }

        return FindThread(thread, id) == null
            ? Errno.ESRCH
            : interval.Write(Timespec.FromNanoseconds(SchedulingControl.RoundRobinInterval));
    }

    // The raw call returns 20 - nice, so that no result looks like an error.
    public static SyscallResult GetPriority(Thread thread, int which, int who)
    {
        int best = int.MinValue;
        Errno error = Visit(thread, which, who, null, ref best);
        return error != Errno.None ? error : best == int.MinValue ? Errno.ESRCH : best;
    }

    public static SyscallResult SetPriority(Thread thread, int which, int who, int nice)
    {
        int found = int.MinValue;
        int wanted = Math.Clamp(nice, Thread.LowestNice, Thread.HighestNice);
        Errno error = Visit(thread, which, who, wanted, ref found);
        return error != Errno.None ? error : found == int.MinValue ? Errno.ESRCH : Errno.None;
    }

    // SCHED_DEADLINE and SCHED_EXT: nobody can have them here, but their bounds are known.
    private const int DeadlinePolicy = 6;
    private const int ExtensiblePolicy = 7;

    private static SyscallResult PriorityBound(int policy, int realTime) => policy switch
    {
        SchedulingControl.Fifo or SchedulingControl.RoundRobin => realTime,
        SchedulingControl.Other or SchedulingControl.Batch or SchedulingControl.Idle => 0,
        DeadlinePolicy or ExtensiblePolicy => 0,
        _ => Errno.EINVAL,
    };

    internal static SyscallResult SetPolicy(Thread thread, int id, int policy, int priority, bool resetsOnFork)
    {
        Thread? target = FindThread(thread, id);
        if (target == null)
        {
            return Errno.ESRCH;
        }

        bool isRealTime = policy is SchedulingControl.Fifo or SchedulingControl.RoundRobin;
        bool allowed = thread.Credentials.Has(Capability.Nice)
            || (MayChange(thread, target) && (!isRealTime || (ulong)priority <= target.Process.Limits[ResourceLimit.RealTimePriority]));

        // Only CAP_SYS_NICE takes the mark away again (sched_setscheduler(2)).
        allowed &= resetsOnFork || !target.ResetsOnFork || thread.Credentials.Has(Capability.Nice);
        return allowed ? SchedulingControl.SetPolicy(target, policy, priority, resetsOnFork) : Errno.EPERM;
    }

    // Reads (nice null) or sets the nice value of one process, a group or a user's processes.
    private static Errno Visit(Thread thread, int which, int who, int? nice, ref int best)
    {
        if (which is < PriorityProcess or > PriorityUser)
        {
            return Errno.EINVAL;
        }

        if (which == PriorityProcess)
        {
            Thread? target = FindThread(thread, who);
            return target == null ? Errno.ESRCH : Touch(thread, target, nice, ref best);
        }

        int group = who == 0 ? thread.Process.Group!.Id : who;
        uint user = who == 0 ? thread.Credentials.UserId : (uint)who;
        Errno error = Errno.None;
        for (Process? process = ProcessTable.Next(1); process != null; process = ProcessTable.Next(process.Id + 1))
        {
            Thread? main = process.MainThread;
            bool matches = main != null && (which == PriorityGroup ? process.Group?.Id == group : main.Credentials.UserId == user);
            if (matches)
            {
                Errno one = Touch(thread, main!, nice, ref best);
                error = one == Errno.None ? error : one;
            }
        }

        return error;
    }

    private static Errno Touch(Thread thread, Thread target, int? nice, ref int best)
    {
        best = Math.Max(best, 20 - target.Nice);
        return nice is { } value ? SetNice(thread, target, value) : Errno.None;
    }

    /// <summary>EPERM for somebody else's thread, EACCES for more urgency than RLIMIT_NICE allows.</summary>
    internal static Errno SetNice(Thread thread, Thread target, int value)
    {
        if (!MayChange(thread, target))
        {
            return Errno.EPERM;
        }

        ulong allowed = target.Process.Limits[ResourceLimit.Nice];
        if (value < target.Nice && (ulong)(20 - value) > allowed && !thread.Credentials.Has(Capability.Nice))
        {
            return Errno.EACCES;
        }

        SchedulingControl.SetNice(target, value);
        return Errno.None;
    }

    internal static Thread? FindThread(Thread thread, int id) => id == 0 || id == thread.Id ? thread : ProcessTable.FindThread(id);

    internal static bool MayChange(Thread thread, Thread target)
    {
        uint user = thread.Credentials.EffectiveUserId;
        return user == target.Credentials.EffectiveUserId || user == target.Credentials.UserId || thread.Credentials.Has(Capability.Nice);
    }
}
