// Interval timers and POSIX timers.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Time;

namespace Lume.Syscalls.Time;

/// <summary>getitimer, setitimer, timer_*.</summary>
internal static class TimerCalls
{
    private const int TimerAbsolute = 1;
    private const int EventSize = 64;
    private const int NotifySignal = 0;
    private const int NotifyNone = 1;
    private const int NotifyThread = 2;
    private const int NotifyThreadId = 4;

    public static SyscallResult GetInterval(Thread thread, int which, UserOut<IntervalTimerValue> value)
    {
        if (which is < 0 or > 2)
        {
            return Errno.EINVAL;
        }

        return value.Write(Read(thread, (IntervalTimer)which));
    }

    public static SyscallResult SetInterval(
        Thread thread, int which, UserIn<IntervalTimerValue> value, UserOut<IntervalTimerValue> old)
    {
        if (which is < 0 or > 2)
        {
            return Errno.EINVAL;
        }

        IntervalTimerValue wanted = default;
        if (!value.IsNull)
        {
            Errno error = value.Read(out wanted);
            if (error != Errno.None)
            {
                return error;
            }

            if (!wanted.Value.IsValid || !wanted.Interval.IsValid)
            {
                return Errno.EINVAL;
            }
        }

        IntervalTimer timer = (IntervalTimer)which;
        IntervalTimerValue before = Read(thread, timer);
        IntervalTimers.Set(thread.Process, timer, wanted.Value.ToNanoseconds(), wanted.Interval.ToNanoseconds());
        return old.IsNull ? Errno.None : old.Write(in before);
    }

    public static SyscallResult Create(Thread thread, int clock, UserSpan description, UserOut<int> id)
    {
        ClockId wanted = (ClockId)clock;
        if (CpuClock.IsOfDescriptor(clock))
        {
            return Errno.EOPNOTSUPP;
        }

        if (clock >= 0 && wanted is not (ClockId.Realtime or ClockId.Monotonic or ClockId.BootTime or ClockId.Tai
            or ClockId.RealtimeAlarm or ClockId.BootTimeAlarm or ClockId.ProcessCpuTime or ClockId.ThreadCpuTime))
        {
            return wanted is ClockId.MonotonicRaw or ClockId.RealtimeCoarse or ClockId.MonotonicCoarse ? Errno.EOPNOTSUPP : Errno.EINVAL;
        }

        Signal signal = Signal.SIGALRM;
        int threadId = 0;
        ulong value = 0;
        if (!description.IsNull)
        {
            Errno error = ReadEvent(description, out signal, out threadId, out value);
            if (error != Errno.None)
            {
                return error;
            }
        }

        Result<int> made = IntervalTimers.Create(thread.Process, wanted, signal, threadId, value, description.IsNull);
        if (made.IsError)
        {
            return made.Error;
        }

        if (id.Write(made.Value) == Errno.None)
        {
            return 0;
        }

        IntervalTimers.Delete(thread.Process, made.Value);
        return Errno.EFAULT;
    }

    public static SyscallResult SetTime(Thread thread, int id, int flags, UserIn<TimerSpec> value, UserOut<TimerSpec> old)
    {
        Errno error = value.Read(out TimerSpec wanted);
        if (error != Errno.None)
        {
            return value.IsNull ? Errno.EINVAL : error;
        }

        if (!wanted.Value.IsValid || !wanted.Interval.IsValid)
        {
            return Errno.EINVAL;
        }

        error = IntervalTimers.SetPosix(
            thread.Process,
            id,
            (flags & TimerAbsolute) != 0,
            wanted.Value.ToNanoseconds(),
            wanted.Interval.ToNanoseconds(),
            out long left,
            out long interval);
        return error != Errno.None || old.IsNull ? error : old.Write(MakeSpec(left, interval));
    }

    public static SyscallResult GetTime(Thread thread, int id, UserOut<TimerSpec> value)
    {
        Errno error = IntervalTimers.GetPosix(thread.Process, id, out long left, out long interval);
        return error != Errno.None ? error : value.Write(MakeSpec(left, interval));
    }

    public static SyscallResult GetOverrun(Thread thread, int id) => IntervalTimers.GetOverrun(thread.Process, id);

    public static SyscallResult Delete(Thread thread, int id) => IntervalTimers.Delete(thread.Process, id);

    // struct sigevent: sigev_value (8), sigev_signo (4), sigev_notify (4), thread id (4), padding to 64.
    private static Errno ReadEvent(UserSpan description, out Signal signal, out int threadId, out ulong value)
    {
        Span<byte> bytes = stackalloc byte[EventSize];
        signal = Signal.None;
        threadId = 0;
        value = 0;
        Errno error = description.Read(bytes);
        if (error != Errno.None)
        {
            return error;
        }

        value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        int number = BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(8));
        switch (BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(12)))
        {
            case NotifyNone:
                return Errno.None;
            // A thread of the program is its C library's business: to the kernel it is a signal.
            case NotifySignal or NotifyThread:
                break;
            case NotifySignal | NotifyThreadId:
                threadId = BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(16));
                if (threadId <= 0)
                {
                    return Errno.EINVAL;
                }

                break;
            default:
                return Errno.EINVAL;
        }

        signal = (Signal)number;
        return number is >= 1 and <= SignalConstants.Count ? Errno.None : Errno.EINVAL;
    }

    private static IntervalTimerValue Read(Thread thread, IntervalTimer timer)
    {
        IntervalTimers.Get(thread.Process, timer, out long left, out long interval);
        return new IntervalTimerValue
        {
            Value = Timeval.FromNanoseconds(left),
            Interval = Timeval.FromNanoseconds(interval),
        };
    }

    internal static TimerSpec MakeSpec(long left, long interval) => new()
    {
        Value = Timespec.FromNanoseconds(left),
        Interval = Timespec.FromNanoseconds(interval),
    };
}
