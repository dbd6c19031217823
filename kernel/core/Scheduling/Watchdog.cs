// The watchdog: says when a hart does not come out of the kernel any more, and what it is doing there.
using System;
using System.Threading;
using Lume.Hal;
using Lume.Kernel.Devices;
using Lume.Kernel.Logging;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// One for each hart. A hart whose interrupts work watches itself: its own ticks count how long the thread on it has not given way, so time that
/// an emulator gives to others does not count. A hart that takes no interrupts is watched by its neighbour, once a second; each look first
/// makes the firmware of the silent hart answer, which proves that its processor ran since the last one.
/// </summary>
internal sealed class Watchdog : KernelTimer
{
    /// <summary>Seconds without giving way until a report, unless the command line says otherwise.</summary>
    public const int DefaultSeconds = 10;

    private const int TicksPerSecond = (int)(1_000_000_000 / Scheduler.TickPeriod);
    private const int LongestSeconds = 3600;
    private const long Second = 1_000_000_000;

    private static Watchdog[] s_watchdogs = [];
    private static int s_reports;

    private readonly int _hart;
    private readonly long[] _interrupts = new long[Hart.Count];
    private readonly int[] _silentSeconds = new int[Hart.Count];
    private long _switches;
    private int _ticks;

    private Watchdog(int hart) => _hart = hart;

    /// <summary>Seconds until a report; 0 for no watchdog.</summary>
    public static int Seconds { get; private set; }

    /// <summary>Reports since boot.</summary>
    public static int Reports => Volatile.Read(ref s_reports);

    /// <summary>Makes a watchdog for each hart; before the others start.</summary>
    /// <param name="seconds">0 for none; more than an hour is an hour.</param>
    public static void Initialize(int seconds)
    {
        seconds = Math.Clamp(seconds, 0, LongestSeconds);
        Seconds = seconds;
        Watchdog[] watchdogs = new Watchdog[seconds == 0 ? 0 : Hart.Count];
        for (int hart = 0; hart < watchdogs.Length; hart++)
        {
            watchdogs[hart] = new Watchdog(hart);
        }

        s_watchdogs = watchdogs;
    }

    /// <summary>Lets this hart watch its neighbour from now on, if it has one.</summary>
    public static void StartHere()
    {
        if (s_watchdogs.Length > 1)
        {
            s_watchdogs[Hart.Index].Start(Time.Clock.Monotonic + Second);
        }
    }

    /// <summary>A tick of this hart, before it looks for other reasons to give way.</summary>
    public static void OnTick(RunQueue queue, Thread current, bool fromUser)
    {
        if (queue.Index < s_watchdogs.Length)
        {
            s_watchdogs[queue.Index].CountTick(queue, current, fromUser);
        }
    }

    // A second of ticks in the kernel may be many short calls. Then the thread is asked to give way: whoever does takes the request away.
    private void CountTick(RunQueue queue, Thread current, bool fromUser)
    {
        if (fromUser || _switches != queue.Switches)
        {
            _switches = queue.Switches;
            _ticks = 0;
        }
        else if (++_ticks == TicksPerSecond)
        {
            current.AddWork(ThreadWork.Reschedule);
        }
        else if (_ticks > TicksPerSecond && (current.Work & ThreadWork.Reschedule) == 0)
        {
            _ticks = 0;
        }
        else if (_ticks == (Seconds + 1) * TicksPerSecond)
        {
            Span<ulong> addresses = stackalloc ulong[LockStatistics.TraceLength * 2];
            Report(queue, "has not given way", addresses[..Hart.WalkHere(addresses)]);
        }
    }

    /// <summary>Looks at the neighbour, and past one that is stuck at whom that one would look at.</summary>
    protected internal override void OnExpire()
    {
        int hart = Next(_hart);
        while (hart != _hart && IsStuck(hart))
        {
            hart = Next(hart);
        }

        Start(Time.Clock.Monotonic + Second);
    }

    private static int Next(int hart) => (hart + 1) % Hart.Count;

    // A hart with interrupts on takes one at once when it is nudged.
    private bool IsStuck(int hart)
    {
        long interrupts = InterruptCounters.Of(hart);
        if (interrupts != _interrupts[hart] || !Hart.Online.Contains(hart) || !Hart.IsInKernel(hart))
        {
            _interrupts[hart] = interrupts;
            _silentSeconds[hart] = 0;
            return false;
        }

        Ipi.Send(hart, IpiMessages.Nudge);
        Hart.AwaitProgress(hart);
        if (++_silentSeconds[hart] == Seconds)
        {
            Span<ulong> addresses = stackalloc ulong[LockStatistics.TraceLength];
            Report(Scheduler.QueueOf(hart), "has taken no interrupt", addresses[..LockStatistics.GetTrace(hart, addresses)]);
        }

        return _silentSeconds[hart] >= Seconds;
    }

    private static void Report(RunQueue queue, string what, ReadOnlySpan<ulong> addresses)
    {
        Thread thread = queue.Current;
        KernelLog.Begin(LogLevel.Emergency).Text("watchdog: hart ").Number(queue.Index).Text(" ").Text(what).Text(" in the kernel for ")
            .Number(Seconds).Text(" s").End();
        LogLine line = KernelLog.Begin(LogLevel.Emergency).Text("process ").Number(thread.Process.Id).Text(" thread ").Number(thread.Id)
            .Text(" ").Text(thread.NameText);
        if (!thread.IsKernelThread)
        {
            line = line.Text(": system call ").Number((long)thread.UserFrame.A7).Text(" of pc ").Hex(thread.UserFrame.Pc);
        }

        line.End();
        foreach (ulong address in addresses)
        {
            KernelLog.Begin(LogLevel.Emergency).Text("   at ").Hex(address).End();
        }

        Scheduler.DumpHarts(LogLevel.Emergency);
        Interlocked.Increment(ref s_reports);
    }
}
