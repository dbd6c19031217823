// Resource limits and usage.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Syscalls.Processes;

/// <summary>prlimit64, getrlimit, setrlimit, getrusage, times.</summary>
internal static class LimitCalls
{
    private const int UsageSelf = 0;
    private const int UsageChildren = -1;
    private const int UsageThread = 1;
    private const long ClockTick = Clock.Second / 100;

    public static SyscallResult PrLimit(
        Thread thread, int pid, uint limit, UserIn<ResourceLimitValue> newValue, UserOut<ResourceLimitValue> oldValue)
    {
        ResourceLimitValue value = default;
        Errno error = newValue.IsNull ? Errno.None : newValue.Read(out value);
        if (error != Errno.None)
        {
            return error;
        }

        Process? process = thread.Process;
        if (pid != 0 && pid != process.Id)
        {
            process = ProcessTable.Find(pid);
            if (process == null)
            {
                return Errno.ESRCH;
            }

            if (!MayTouch(thread, process))
            {
                return Errno.EPERM;
            }
        }

        if (limit >= (uint)ResourceLimit.Count)
        {
            return Errno.EINVAL;
        }

        ResourceLimits limits = process.Limits;
        ResourceLimitValue old = limits.Get((ResourceLimit)limit);
        if (!newValue.IsNull)
        {
            error = Check(thread, (ResourceLimit)limit, in old, in value);
            if (error != Errno.None)
            {
                return error;
            }

            limits.Set((ResourceLimit)limit, value);
        }

        return oldValue.IsNull ? Errno.None : oldValue.Write(in old);
    }

    public static SyscallResult GetRLimit(Thread thread, uint limit, UserOut<ResourceLimitValue> value) =>
        limit < (uint)ResourceLimit.Count ? value.Write(thread.Process.Limits.Get((ResourceLimit)limit)) : Errno.EINVAL;

    public static SyscallResult SetRLimit(Thread thread, uint limit, UserIn<ResourceLimitValue> value) =>
        value.IsNull ? Errno.EFAULT : PrLimit(thread, 0, limit, value, default);

    public static SyscallResult GetRUsage(Thread thread, int who, UserOut<ResourceUsage> usage)
    {
        switch (who)
        {
            case UsageSelf:
                return usage.Write(thread.Process.GetUsage());
            case UsageChildren:
                return usage.Write(thread.Process.GetChildrenUsage());
            case UsageThread:
                return usage.Write(thread.GetUsage());
            default:
                return Errno.EINVAL;
        }
    }

    public static SyscallResult Times(Thread thread, UserOut<ProcessTimes> buffer)
    {
        if (!buffer.IsNull)
        {
            ResourceUsage own = thread.Process.GetUsage();
            ResourceUsage children = thread.Process.GetChildrenUsage();
            ProcessTimes times = new()
            {
                User = own.User.ToNanoseconds() / ClockTick,
                System = own.System.ToNanoseconds() / ClockTick,
                ChildrenUser = children.User.ToNanoseconds() / ClockTick,
                ChildrenSystem = children.System.ToNanoseconds() / ClockTick,
            };
            if (buffer.Write(in times) != Errno.None)
            {
                return Errno.EFAULT;
            }
        }

        return Clock.Monotonic / ClockTick;
    }

    private static Errno Check(Thread thread, ResourceLimit limit, in ResourceLimitValue old, in ResourceLimitValue value)
    {
        if (value.Current > value.Maximum)
        {
            return Errno.EINVAL;
        }

        if (limit == ResourceLimit.OpenFiles && value.Maximum > Kernel.Vfs.FileTable.MaxDescriptors)
        {
            return Errno.EPERM;
        }

        return value.Maximum > old.Maximum && !thread.Credentials.Has(Capability.Resource) ? Errno.EPERM : Errno.None;
    }

    private static bool MayTouch(Thread thread, Process target)
    {
        Kernel.Security.Credentials mine = thread.Credentials;
        Kernel.Security.Credentials? other = target.MainThread?.Credentials;
        bool same = other != null && mine.UserId == other.UserId && mine.UserId == other.EffectiveUserId && mine.UserId == other.SavedUserId
            && mine.GroupId == other.GroupId && mine.GroupId == other.EffectiveGroupId && mine.GroupId == other.SavedGroupId;
        return same || mine.Has(Capability.Resource);
    }
}
