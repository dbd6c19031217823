// Clocks and sleeps.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Syscalls.Time;

/// <summary>clock_*, nanosleep, gettimeofday, settimeofday.</summary>
internal static class ClockCalls
{
    private const int TimerAbsolute = 1;

    public static SyscallResult GetTime(Thread thread, int clock, UserOut<Timespec> result)
    {
        Result<long> value = Read(thread, clock);
        return value.IsError ? value.Error : result.Write(Timespec.FromNanoseconds(value.Value));
    }

    public static SyscallResult SetTime(Thread thread, int clock, UserIn<Timespec> value)
    {
        if (clock != (int)ClockId.Realtime)
        {
            return Errno.EINVAL;
        }

        Errno error = value.Read(out Timespec time);
        if (error != Errno.None)
        {
            return error;
        }

        if (!time.IsValid)
        {
            return Errno.EINVAL;
        }

        return SetRealtime(thread, time.ToNanoseconds());
    }

    public static SyscallResult GetResolution(Thread thread, int clock, UserOut<Timespec> result)
    {
        Result<long> value = Read(thread, clock);
        if (value.IsError)
        {
            return value.Error;
        }

        return result.IsNull ? Errno.None : result.Write(new Timespec { Nanoseconds = Clock.Resolution });
    }

    public static SyscallResult NanoSleep(Thread thread, UserIn<Timespec> request, UserOut<Timespec> remaining)
    {
        Errno error = ReadTime(request, out long nanoseconds);
        return error != Errno.None ? error : SleepRelative(thread, nanoseconds, remaining);
    }

    public static SyscallResult ClockNanoSleep(
        Thread thread, int clock, int flags, UserIn<Timespec> request, UserOut<Timespec> remaining)
    {
        ClockId id = (ClockId)clock;
        if (id is ClockId.ThreadCpuTime or ClockId.MonotonicRaw or ClockId.RealtimeCoarse or ClockId.MonotonicCoarse
            || CpuClock.IsOfDescriptor(clock))
        {
            return Errno.EOPNOTSUPP;
        }

        // Unknown flags are ignored, as in Linux.
        if (!IsFixed(clock) && clock >= 0)
        {
            return Errno.EINVAL;
        }

        Errno error = ReadTime(request, out long nanoseconds);
        if (error != Errno.None)
        {
            return error;
        }

        bool isAbsolute = (flags & TimerAbsolute) != 0;
        if (clock < 0 || id == ClockId.ProcessCpuTime)
        {
            return WriteRemaining(thread, Sleeping.SleepOnCpuClock(id, nanoseconds, isAbsolute), remaining);
        }

        return isAbsolute ? Sleeping.SleepAbsolute(id, nanoseconds) : SleepRelative(thread, nanoseconds, remaining);
    }

    public static SyscallResult RestartSyscall(Thread thread) => Sleeping.Restart(thread);

    public static SyscallResult GetTimeOfDay(UserOut<Timeval> time, UserOut<ulong> zone)
    {
        if (!time.IsNull && time.Write(Timeval.FromNanoseconds(Clock.Realtime)) != Errno.None)
        {
            return Errno.EFAULT;
        }

        return zone.IsNull ? Errno.None : zone.Write(0);
    }

    // A time zone is checked and not kept: the kernel's clock is UTC. Its first word is minutes west of Greenwich.
    public static SyscallResult SetTimeOfDay(Thread thread, UserIn<Timeval> time, UserIn<ulong> zone)
    {
        const int mostMinutes = 15 * 60;
        if (!zone.IsNull)
        {
            Errno failed = zone.Read(out ulong value);
            if (failed != Errno.None || (int)value is < -mostMinutes or > mostMinutes)
            {
                return failed != Errno.None ? failed : Errno.EINVAL;
            }
        }

        if (time.IsNull)
        {
            return thread.Credentials.Has(Capability.Time) ? Errno.None : Errno.EPERM;
        }

        Errno error = time.Read(out Timeval wanted);
        if (error != Errno.None)
        {
            return error;
        }

        return wanted.IsValid ? SetRealtime(thread, wanted.ToNanoseconds()) : Errno.EINVAL;
    }

    private static SyscallResult SleepRelative(Thread thread, long nanoseconds, UserOut<Timespec> remaining) =>
        WriteRemaining(thread, Sleeping.SleepRelative(Clock.DeadlineIn(nanoseconds)), remaining);

    private static SyscallResult WriteRemaining(Thread thread, Errno error, UserOut<Timespec> remaining)
    {
        if (error == Errno.ERESTART_RESTARTBLOCK && !remaining.IsNull)
        {
            Timespec left = Timespec.FromNanoseconds(Sleeping.GetRemaining(thread));
            return remaining.Write(in left) == Errno.None ? error : Errno.EFAULT;
        }

        return error;
    }

    private static Errno ReadTime(UserIn<Timespec> request, out long nanoseconds)
    {
        nanoseconds = 0;
        Errno error = request.Read(out Timespec time);
        if (error != Errno.None)
        {
            return error;
        }

        nanoseconds = time.ToNanoseconds();
        return time.IsValid ? Errno.None : Errno.EINVAL;
    }

    private static SyscallResult SetRealtime(Thread thread, long nanoseconds) =>
        thread.Credentials.Has(Capability.Time) ? Clock.SetRealtime(nanoseconds) : Errno.EPERM;

    private static bool IsFixed(int clock) => (uint)clock <= (uint)ClockId.Tai && clock != 10;

    private static Result<long> Read(Thread thread, int clock)
    {
        switch ((ClockId)clock)
        {
            case ClockId.Realtime:
            case ClockId.RealtimeCoarse:
            case ClockId.RealtimeAlarm:
            case ClockId.Tai:
                return Clock.Realtime;
            case ClockId.Monotonic:
            case ClockId.MonotonicRaw:
            case ClockId.MonotonicCoarse:
            case ClockId.BootTime:
            case ClockId.BootTimeAlarm:
                return Clock.Monotonic;
            default:
                return ReadCpuClock(thread, clock);
        }
    }

    private static Result<long> ReadCpuClock(Thread thread, int clock)
    {
        Result<CpuClock> found = CpuClock.Find(thread, clock);
        return found.IsOk ? found.Value.Now : found.Error;
    }
}
