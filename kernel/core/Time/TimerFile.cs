// timerfd: a timer that is read. Source: timerfd_create(2).
// The timer fires once for each read: what an interval missed meanwhile is computed, so that a short one costs no interrupts.
using System;
using System.Buffers.Binary;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Time;

/// <summary>An open timerfd.</summary>
public sealed class TimerFile : OpenFile
{
    // _IOW('T', 0, u64).
    private const uint SetTicksRequest = 0x4008_5400;

    // Files whose timers the wall clock's changes concern.
    private static readonly Mutex s_wallLock = new();
    private static TimerFile? s_wallTimers;

    private readonly Mutex _mutex = new();
    private readonly Alarm _alarm;
    private readonly bool _isWall;
    private TimerFile? _nextWall;
    private long _interval;
    private long _wallMoment;
    private long _ticks;
    private bool _isExpired;
    private bool _isCancelable;
    private bool _isCanceled;

    /// <summary>A timer that is not armed.</summary>
    /// <param name="clock">A wall or monotonic clock.</param>
    /// <param name="flags">O_NONBLOCK or nothing.</param>
    public TimerFile(ClockId clock, OpenFlags flags)
        : base(null, AnonymousFiles.HoldShared(), OpenFlags.ReadWrite | flags)
    {
        _isWall = clock is ClockId.Realtime or ClockId.RealtimeAlarm;
        _alarm = new Alarm(this);
    }

    /// <inheritdoc/>
    public override WaitQueue Readiness { get; } = new();

    private bool HasEvent => Volatile.Read(ref _ticks) != 0;

    /// <inheritdoc/>
    public override PollEvents GetReadiness() => HasEvent ? PollEvents.Readable : PollEvents.None;

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:[timerfd]");

    /// <summary>timerfd_settime: arms, or disarms for 0. Times in nanoseconds.</summary>
    /// <param name="value">From now, or a moment of the clock.</param>
    /// <param name="interval">Period; 0 fires once.</param>
    /// <param name="isAbsolute">TFD_TIMER_ABSTIME.</param>
    /// <param name="isCancelable">TFD_TIMER_CANCEL_ON_SET.</param>
    /// <param name="oldLeft">What was left of the old time.</param>
    /// <param name="oldInterval">The old period.</param>
    public void Set(long value, long interval, bool isAbsolute, bool isCancelable, out long oldLeft, out long oldInterval)
    {
        using (s_wallLock.Enter())
        {
            using (_mutex.Enter())
            {
                oldLeft = StopAlarm();
                oldInterval = _interval;
                Volatile.Write(ref _ticks, 0);
                _isExpired = _isCanceled = false;
                _isCancelable = isCancelable && isAbsolute && _isWall;
                _interval = interval;
                _wallMoment = isAbsolute && _isWall ? value : 0;
                Track(_wallMoment != 0);
                if (value != 0)
                {
                    _alarm.Start(!isAbsolute ? Clock.DeadlineIn(value) : _isWall ? value - Clock.RealtimeOffset : value);
                }
            }
        }
    }

    /// <summary>TFD_IOC_SET_TICKS: as many expirations are there to be read, 1 at least. ECANCELED after the wall clock was set.</summary>
    public override Result<long> Ioctl(uint request, ulong argument)
    {
        if (request != SetTicksRequest)
        {
            return Errno.ENOTTY;
        }

        Errno error = new UserIn<long>(argument).Read(out long ticks);
        if (error != Errno.None || ticks == 0)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        using (_mutex.Enter())
        {
            if (_isCanceled)
            {
                _isCanceled = false;
                return Errno.ECANCELED;
            }

            Volatile.Write(ref _ticks, ticks);
        }

        Readiness.WakeAll(PollEvents.Readable);
        return 0;
    }

    /// <summary>timerfd_gettime, nanoseconds; 0 when it is not armed.</summary>
    public void Get(out long left, out long interval)
    {
        using (_mutex.Enter())
        {
            Forward();
            left = Left();
            interval = _interval;
        }
    }

    /// <summary>The wall clock was set: moments of it come at other times, and who asked for it is told.</summary>
    internal static void OnClockSet()
    {
        if (Volatile.Read(ref s_wallTimers) is null)
        {
            return;
        }

        using (s_wallLock.Enter())
        {
            for (TimerFile? file = s_wallTimers; file is not null; file = file._nextWall)
            {
                file.Adjust();
            }
        }
    }

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        if (destination.Remaining < sizeof(ulong))
        {
            return Errno.EINVAL;
        }

        while (true)
        {
            Errno error = TryTake(out long ticks);
            if (error == Errno.EAGAIN && !IsNonBlocking)
            {
                Expired condition = new(this);
                error = Readiness.WaitUntil(ref condition);
                if (error == Errno.None)
                {
                    continue;
                }
            }

            if (error != Errno.None)
            {
                return error;
            }

            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, ticks);
            return destination.CopyOut(bytes) == bytes.Length ? bytes.Length : Errno.EFAULT;
        }
    }

    /// <inheritdoc/>
    protected override void Closed()
    {
        using (s_wallLock.Enter())
        {
            Track(false);
        }

        _alarm.Cancel();
    }

    private Errno TryTake(out long ticks)
    {
        using (_mutex.Enter())
        {
            if (_isCanceled)
            {
                ticks = 0;
                _isCanceled = _isExpired = false;
                Volatile.Write(ref _ticks, 0);
                return Errno.ECANCELED;
            }

            Forward();
            ticks = Interlocked.Exchange(ref _ticks, 0);
            return ticks == 0 ? Errno.EAGAIN : Errno.None;
        }
    }

    // An expired periodic timer: counts the periods since, and starts it for the end of the current one.
    private void Forward()
    {
        if (!Volatile.Read(ref _isExpired) || _interval == 0 || _isCanceled)
        {
            return;
        }

        long next = Clock.NextPeriod(_alarm.Deadline, _interval, Clock.Monotonic, out long missed);
        _isExpired = false;
        Interlocked.Add(ref _ticks, missed);
        _alarm.Start(next);
    }

    // What was left. An expired periodic timer that nobody has read since still has the rest of its period.
    private long StopAlarm()
    {
        long now = Clock.Monotonic;
        return _alarm.Cancel() ? Math.Max(_alarm.Deadline - now, 1)
            : Volatile.Read(ref _isExpired) && _interval != 0 ? Clock.NextPeriod(_alarm.Deadline, _interval, now, out _) - now
            : 0;
    }

    private long Left() => _alarm.IsArmed ? Math.Max(_alarm.Deadline - Clock.Monotonic, 1) : 0;

    private void Adjust()
    {
        using (_mutex.Enter())
        {
            if (_alarm.Cancel())
            {
                _alarm.Start(_wallMoment - Clock.RealtimeOffset);
            }

            if (_isCancelable)
            {
                _isCanceled = true;
                Interlocked.Increment(ref _ticks);
            }
        }

        Readiness.WakeAll(PollEvents.Readable);
    }

    // Under s_wallLock.
    private void Track(bool wanted)
    {
        ref TimerFile? at = ref s_wallTimers;
        while (at is not null && !ReferenceEquals(at, this))
        {
            at = ref at._nextWall;
        }

        if (at is null == wanted)
        {
            TimerFile? rest = wanted ? null : _nextWall;
            _nextWall = null;
            Volatile.Write(ref at, wanted ? this : rest);
        }
    }

    // In an interrupt.
    private void OnExpire()
    {
        Volatile.Write(ref _isExpired, true);
        Interlocked.Increment(ref _ticks);
        Readiness.WakeAll(PollEvents.Readable);
    }

    private sealed class Alarm(TimerFile file) : KernelTimer
    {
        protected internal override void OnExpire() => file.OnExpire();
    }

    private readonly struct Expired(TimerFile file) : IWaitCondition
    {
        public bool IsMet() => file.HasEvent;
    }
}
