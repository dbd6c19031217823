// timerfd_create, timerfd_settime, timerfd_gettime.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;
using Lume.Syscalls.Files;

namespace Lume.Syscalls.Time;

internal static class TimerFileCalls
{
    private const int Absolute = 1;
    private const int CancelOnSet = 2;

    public static SyscallResult Create(Thread thread, int clock, OpenFlags flags)
    {
        ClockId id = (ClockId)clock;
        if ((flags & ~(OpenFlags.CloseOnExec | OpenFlags.NonBlock)) != 0
            || id is not (ClockId.Realtime or ClockId.Monotonic or ClockId.BootTime or ClockId.RealtimeAlarm or ClockId.BootTimeAlarm))
        {
            return Errno.EINVAL;
        }

        if (id is ClockId.RealtimeAlarm or ClockId.BootTimeAlarm && !thread.Credentials.Has(Capability.WakeAlarm))
        {
            return Errno.EPERM;
        }

        return OpenCalls.Install(thread, new TimerFile(id, flags & OpenFlags.NonBlock), (flags & OpenFlags.CloseOnExec) != 0);
    }

    public static SyscallResult SetTime(Thread thread, int descriptor, int flags, UserIn<TimerSpec> value, UserOut<TimerSpec> old)
    {
        Errno error = value.Read(out TimerSpec wanted);
        if (error != Errno.None)
        {
            return error;
        }

        if ((flags & ~(Absolute | CancelOnSet)) != 0 || !wanted.Value.IsValid || !wanted.Interval.IsValid)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not TimerFile file)
        {
            return lease.File is null ? Errno.EBADF : Errno.EINVAL;
        }

        file.Set(
            wanted.Value.ToNanoseconds(),
            wanted.Interval.ToNanoseconds(),
            (flags & Absolute) != 0,
            (flags & CancelOnSet) != 0,
            out long left,
            out long interval);
        return old.IsNull ? Errno.None : old.Write(TimerCalls.MakeSpec(left, interval));
    }

    public static SyscallResult GetTime(Thread thread, int descriptor, UserOut<TimerSpec> value)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not TimerFile file)
        {
            return lease.File is null ? Errno.EBADF : Errno.EINVAL;
        }

        file.Get(out long left, out long interval);
        return value.Write(TimerCalls.MakeSpec(left, interval));
    }
}
