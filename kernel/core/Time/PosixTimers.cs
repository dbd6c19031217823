// POSIX timers of a process (timer_create and friends).
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Signals;
using Mutex = Lume.Kernel.Scheduling.Mutex;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Time;

/// <summary>The timers of one process by id. Its lock sleeps.</summary>
internal sealed class PosixTimers
{
    private readonly Mutex _lock = new();
    private readonly Mutex _arming = new();
    private List<PosixTimer?>? _timers;

    /// <summary>Serialises arming and disarming of the process's timers, interval timers included.</summary>
    public Mutex.Guard Serialize() => _arming.Enter();

    /// <summary>Registers a timer and gives it the lowest free id. Its signal counts as queued while it is there: EAGAIN beyond that limit.</summary>
    public Result<int> Add(PosixTimer timer, ulong limit)
    {
        if (!timer.TryCharge(limit))
        {
            return Errno.EAGAIN;
        }

        using (_lock.Enter())
        {
            _timers ??= new List<PosixTimer?>();
            for (int i = 0; i < _timers.Count; i++)
            {
                if (_timers[i] == null)
                {
                    return Place(timer, i);
                }
            }

            _timers.Add(null);
            return Place(timer, _timers.Count - 1);
        }
    }

    /// <summary>The timer with this id, or null.</summary>
    public PosixTimer? Find(int id)
    {
        using (_lock.Enter())
        {
            return _timers != null && (uint)id < (uint)_timers.Count ? _timers[id] : null;
        }
    }

    /// <summary>timer_delete. EINVAL.</summary>
    public Errno Delete(int id)
    {
        PosixTimer? timer;
        using (_lock.Enter())
        {
            timer = _timers != null && (uint)id < (uint)_timers.Count ? _timers[id] : null;
            if (timer != null)
            {
                _timers![id] = null;
            }
        }

        if (timer == null)
        {
            return Errno.EINVAL;
        }

        using (Serialize())
        {
            timer.Disarm();
        }

        timer.Discharge();

        return Errno.None;
    }

    /// <summary>exec and exit: all timers go.</summary>
    public void DeleteAll()
    {
        List<PosixTimer?>? timers;
        using (_lock.Enter())
        {
            timers = _timers;
            _timers = null;
        }

        for (int i = 0; timers != null && i < timers.Count; i++)
        {
            timers[i]?.Disarm();
            timers[i]?.Discharge();
        }
    }

    private int Place(PosixTimer timer, int id)
    {
        timer.Id = id;
        timer.UseIdAsValue();
        _timers![id] = timer;
        return id;
    }
}

/// <summary>One POSIX timer, on a wall or monotonic clock or on a CPU clock.</summary>
internal sealed class PosixTimer : KernelTimer
{
    private readonly Process _process;
    private readonly Thread? _thread;
    private readonly Signal _signal;
    private ulong _value;
    private readonly QueuedSignal _entry = new();
    private readonly UserAccount _account = Thread.Current.Credentials.Account;
    private readonly Alarm? _alarm;
    private long _interval;

    /// <summary>A timer that sends a signal to a process, or to a thread of it; <see cref="Signal.None"/> only counts.</summary>
    public PosixTimer(Process process, Thread? thread, ClockId clock, CpuClock? cpuClock, Signal signal, ulong value)
    {
        _alarm = cpuClock is { } found ? new Alarm(this, found) : null;
        _process = process;
        _thread = thread;
        _signal = signal;
        _value = value;
        Clock = clock;
    }

    /// <summary>Its id; also si_timerid.</summary>
    public int Id { get; set; }

    /// <summary>Its clock.</summary>
    public ClockId Clock { get; }

    /// <summary>Its clock when that counts processor time.</summary>
    public CpuClock? CpuClock => _alarm?.Clock;

    /// <summary>Whether si_value is the id: timer_create without a sigevent.</summary>
    public bool UsesIdAsValue { get; init; }

    /// <summary>Expirations that the last signal stood for besides its own.</summary>
    public int Overrun { get; private set; }

    /// <summary>Counts its signal as one that its user has queued.</summary>
    public bool TryCharge(ulong limit)
    {
        if ((ulong)Interlocked.Increment(ref _account.QueuedSignals) <= limit)
        {
            return true;
        }

        Discharge();
        return false;
    }

    /// <summary>Ends <see cref="TryCharge"/>.</summary>
    public void Discharge() => Interlocked.Decrement(ref _account.QueuedSignals);

    /// <summary>The id is known now.</summary>
    public void UseIdAsValue() => _value = UsesIdAsValue ? (ulong)(uint)Id : _value;

    /// <summary>Arms with a deadline: monotonic, or a moment of the CPU clock.</summary>
    public void Arm(long deadline, long interval)
    {
        Stop();
        Overrun = 0;
        _interval = interval;
        if (_alarm is null)
        {
            Start(deadline);
        }
        else if (_alarm.Clock.Now >= deadline)
        {
            // A moment that is over expires at once, not at the next tick of the process.
            _alarm.Expiry = deadline;
            _alarm.OnExpire(_alarm.Clock.Now);
        }
        else
        {
            _alarm.Start(deadline);
        }
    }

    /// <summary>Stops it.</summary>
    public void Disarm()
    {
        _interval = 0;
        Stop();
    }

    /// <summary>Time left and period, nanoseconds; zero when it is not armed.</summary>
    public void GetRemaining(out long left, out long interval)
    {
        interval = _interval;
        if (_alarm is not null)
        {
            left = _alarm.IsArmed ? System.Math.Max(_alarm.Expiry - _alarm.Clock.Now, 1) : 0;
            return;
        }

        left = IsArmed ? System.Math.Max(Deadline - Time.Clock.Monotonic, 1) : 0;
    }

    private void Stop()
    {
        Cancel();
        _alarm?.Cancel();
    }

    protected internal override void OnExpire()
    {
        long missed = _interval != 0 ? Repeat(_interval) : 0;
        if (_signal != Signal.None)
        {
            Send(missed);
        }
    }

    // The one entry is still queued when the last signal was not taken yet: then this expiration is an overrun (timer_getoverrun(2)).
    private void Send(long missed)
    {
        int overrun = (int)System.Math.Min(missed, int.MaxValue);
        bool isSent = SignalSender.TrySendTimer(_process, _thread, _entry, _signal, Id, _value, overrun);
        Overrun = isSent ? overrun : (int)System.Math.Min((long)Overrun + overrun + 1, int.MaxValue);
    }

    private sealed class Alarm(PosixTimer timer, CpuClock clock) : CpuAlarm(clock)
    {
        protected internal override void OnExpire(long now)
        {
            long missed = 0;
            if (timer._interval != 0)
            {
                Start(Time.Clock.NextPeriod(Expiry, timer._interval, now, out missed));
            }

            if (timer._signal != Signal.None)
            {
                timer.Send(missed);
            }
        }
    }
}
