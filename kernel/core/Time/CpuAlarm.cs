// Alarms on processor time: POSIX timers and clock_nanosleep on CPU clocks.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Time;

/// <summary>The clock of a process's or a thread's processor time. Source: clock_getcpuclockid(3), pthread_getcpuclockid(3).</summary>
/// <param name="Process">Whose time, or whose thread's.</param>
/// <param name="Thread">Null: all threads of the process together.</param>
public readonly record struct CpuClock(Process Process, Thread? Thread)
{
    // The inverted id above three bits; bit 2 is "thread", the low two the kind. The kind 3 is a clock of a descriptor.
    private const int PerThread = 4, KindMask = 3, DescriptorKind = 3;

    /// <summary>Nanoseconds used.</summary>
    public long Now => Thread?.CpuTime ?? Process.CpuTime;

    /// <summary>Whether a clock id is one of a descriptor, which Lume does not have.</summary>
    public static bool IsOfDescriptor(int id) => id < 0 && (id & (KindMask | PerThread)) == DescriptorKind;

    /// <summary>The clock that an id names: of any process, of a thread of the caller's own process. EINVAL.</summary>
    public static Result<CpuClock> Find(Thread caller, int clock)
    {
        switch ((ClockId)clock)
        {
            case ClockId.ProcessCpuTime:
                return new CpuClock(caller.Process, null);
            case ClockId.ThreadCpuTime:
                return new CpuClock(caller.Process, caller);
        }

        int id = ~(clock >> 3);
        if (clock >= 0 || (clock & KindMask) == DescriptorKind || id < 0)
        {
            return Errno.EINVAL;
        }

        if ((clock & PerThread) != 0)
        {
            Thread? thread = id == 0 ? caller : ProcessTable.FindThread(id);
            return thread != null && ReferenceEquals(thread.Process, caller.Process) ? new CpuClock(caller.Process, thread) : Errno.EINVAL;
        }

        Process? process = id == 0 ? caller.Process : ProcessTable.Find(id);
        return process != null ? new CpuClock(process, null) : Errno.EINVAL;
    }
}

/// <summary>Members of one process's list of alarms; the tick looks at it.</summary>
internal readonly struct CpuAlarmLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "cpu-alarms"u8;

    public static int Rank => LockRank.Timer + 1;

    public static bool MasksInterrupts => true;
}

/// <summary>One alarm. Start and Cancel of one alarm are serialised by its owner; it fires in the tick of a hart that runs the process.</summary>
internal abstract class CpuAlarm(CpuClock clock)
{
    internal CpuAlarm? Next;
    internal bool IsListed;
    internal bool IsFiring;

    /// <summary>Whose time.</summary>
    public CpuClock Clock => clock;

    /// <summary>When it expires or expired, nanoseconds of its clock.</summary>
    public long Expiry { get; internal set; }

    /// <summary>Whether it is armed; a hint unless the owner's lock says otherwise.</summary>
    public bool IsArmed => Volatile.Read(ref IsListed);

    /// <summary>Arms it: the next tick of the process at or after this time fires it.</summary>
    public void Start(long expiry) => clock.Process.CpuTimers.Alarms.Add(this, expiry);

    /// <summary>Disarms it. When it returns, OnExpire neither runs nor will run. Not from OnExpire itself.</summary>
    public void Cancel()
    {
        do
        {
            clock.Process.CpuTimers.Alarms.Remove(this);
            while (Volatile.Read(ref IsFiring))
            {
                // OnExpire is short and its hart has interrupts off.
            }
        }
        while (IsArmed);
    }

    /// <summary>Its time has come: in an interrupt, no lock held. Allocates nothing.</summary>
    protected internal abstract void OnExpire(long now);
}

/// <summary>The alarms of one process.</summary>
internal sealed class CpuAlarmList
{
    private SpinLock<CpuAlarmLock> _lock;
    private CpuAlarm? _first;

    /// <summary>The tick met a thread of the process. In an interrupt, no lock held.</summary>
    public void OnTick(Process process)
    {
        if (Volatile.Read(ref _first) is null)
        {
            return;
        }

        long now = process.CpuTime;
        CpuAlarm? due = TakeDue(now);
        while (due is { } alarm)
        {
            due = alarm.Next;
            alarm.OnExpire(alarm.Clock.Thread?.CpuTime ?? now);
            Volatile.Write(ref alarm.IsFiring, false);
        }
    }

    /// <summary>Arms an alarm that is not armed.</summary>
    public void Add(CpuAlarm alarm, long expiry)
    {
        using (_lock.Enter())
        {
            // One that fires right now is still linked to the others that do.
            alarm.Expiry = expiry;
            alarm.Next = _first;
            alarm.IsListed = true;
            _first = alarm;
        }
    }

    /// <summary>Disarms an alarm if it is armed.</summary>
    public void Remove(CpuAlarm alarm)
    {
        using (_lock.Enter())
        {
            CpuAlarm? previous = null;
            for (CpuAlarm? at = _first; at != null && alarm.IsListed; previous = at, at = at.Next)
            {
                if (ReferenceEquals(at, alarm))
                {
                    Unlink(at, previous);
                    break;
                }
            }
        }
    }

    private CpuAlarm? TakeDue(long now)
    {
        CpuAlarm? due = null;
        using (_lock.Enter())
        {
            CpuAlarm? previous = null;
            for (CpuAlarm? at = _first; at != null;)
            {
                CpuAlarm? next = at.Next;
                if ((at.Clock.Thread?.CpuTime ?? now) >= at.Expiry)
                {
                    Unlink(at, previous);
                    at.IsFiring = true;
                    at.Next = due;
                    due = at;
                }
                else
                {
                    previous = at;
                }

                at = next;
            }
        }

        return due;
    }

    private void Unlink(CpuAlarm alarm, CpuAlarm? previous)
    {
        if (previous is null)
        {
            _first = alarm.Next;
        }
        else
        {
            previous.Next = alarm.Next;
        }

        alarm.IsListed = false;
    }
}

/// <summary>A thread that sleeps until a CPU clock has come so far. Source: clock_nanosleep(2).</summary>
internal sealed class CpuSleep(CpuClock clock) : CpuAlarm(clock)
{
    private readonly Thread _thread = Thread.Current;
    private bool _isOver;

    /// <summary>Sleeps until the clock shows <paramref name="expiry"/>. ERESTARTSYS for a signal.</summary>
    public Errno Sleep(long expiry)
    {
        Errno error = Errno.None;
        if (Clock.Now >= expiry)
        {
            return error;
        }

        Start(expiry);
        while (error == Errno.None)
        {
            _thread.SetSleeping(SleepMode.Interruptible);
            if (Volatile.Read(ref _isOver))
            {
                break;
            }

            error = Scheduler.SleepPrepared(WaitQueue.Forever);
        }

        _thread.SetRunning();
        Cancel();
        return Volatile.Read(ref _isOver) ? Errno.None : error;
    }

    protected internal override void OnExpire(long now)
    {
        Volatile.Write(ref _isOver, true);
        Scheduler.Wake(_thread);
    }
}
