// The scheduler: choosing and switching threads. Waking is in Scheduler.Wake.cs, ticks in Scheduler.Tick.cs, idling in Scheduler.Idle.cs.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Lume.Kernel.Security;
using Lume.Kernel.Time;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// On each hart real-time threads by priority, then the thread with the least virtual time; idle harts steal. Kernel code is not preempted: a thread leaves its hart only by
/// sleeping, yielding, or on its way back to user mode.
/// </summary>
public static partial class Scheduler
{
    private static RunQueue[] s_queues = [];

    /// <summary>The queue of the hart that this runs on; valid until the next point of giving way.</summary>
    internal static RunQueue Local => s_queues[Hart.Index];

    /// <summary>The queue of any hart.</summary>
    internal static RunQueue QueueOf(int hart) => s_queues[hart];

    /// <summary>Sets up the queues and makes the boot context this hart's idle thread. Once, on the boot hart, when the heap works.</summary>
    public static void Initialize()
    {
        Devices.InterruptCounters.Initialize();
        RunQueue[] queues = new RunQueue[Hart.Count];
        for (int i = 0; i < queues.Length; i++)
        {
            queues[i] = new RunQueue(i);
        }

        s_queues = queues;
        TimerQueue.Initialize(queues.Length);
        AdoptHart();
    }

    /// <summary>Makes the context that this hart booted on its idle thread. Each secondary hart calls it once, before <see cref="RunIdle"/>.</summary>
    public static void AdoptHart()
    {
        RunQueue queue = Local;
        Thread idle = new(Process.Kernel, Credentials.Root);
        idle.SetName("idle"u8);
        idle.Affinity = HartSet.Of(queue.Index);
        idle.MoveTo(queue.Index);
        idle.SetRunning();
        idle.Context = ThreadContext.AdoptCurrent(idle);
        queue.Idle = idle;
        queue.Current = idle;
        queue.SwitchedAt = (long)Hal.Clock.Ticks;
    }

    /// <summary>Makes a kernel thread; <see cref="Start"/> runs it. Null when memory is out.</summary>
    /// <param name="body">What it runs; the thread ends when it returns.</param>
    /// <param name="name">At most 15 bytes.</param>
    public static Thread? TryCreateKernelThread(Action body, ReadOnlySpan<byte> name)
    {
        Thread thread = new(Process.Kernel, Credentials.Root) { KernelBody = body };
        thread.SetName(name);
        ThreadContext? context = ThreadContext.TryCreate(thread);
        if (context == null)
        {
            return null;
        }

        thread.Context = context;
        if (ProcessTable.AddKernelThread(thread) != Errno.None)
        {
            context.Free();
            return null;
        }

        return thread;
    }

    /// <summary>Lets a new thread run for the first time.</summary>
    public static void Start(Thread thread)
    {
        thread.SliceLeft = RoundRobinTicks();
        using (Interrupts.Mask())
        {
            thread.VirtualTime = Thread.Current.VirtualTime;
            thread.SetRunning();
            Place(thread);
        }
    }

    /// <summary>Gives the hart to another runnable thread, if there is one (sched_yield). No spinlock is held.</summary>
    public static void Yield()
    {
        if (Local.Count != 0)
        {
            Thread.Current.YieldsTurn = true;
            Reschedule();
        }
        else
        {
            SafePoint.Cooperate();
        }
    }

    /// <summary>For long loops in the kernel: stops for the collector, lets others run when the time slice is over. No spinlock is held.</summary>
    public static void Cooperate()
    {
        if (SafePoint.IsRequested)
        {
            SafePoint.Cooperate();
        }

        if ((Thread.Current.Work & ThreadWork.Reschedule) != 0)
        {
            Reschedule();
        }
    }

    /// <summary>
    /// Leaves this hart to another thread: for good if the current one is dead, until woken if it is asleep, else until its turn comes again.
    /// No spinlock is held. Interrupts are as before when it returns.
    /// </summary>
    internal static void Reschedule()
    {
        LockOrder.AssertMaySleep();
        SafePoint.Cooperate();
        bool interrupts = Interrupts.Disable();
        RunQueue queue = Local;
        queue.Lock.EnterManually();
        Thread previous = queue.Current;
        previous.RemoveWork(ThreadWork.Reschedule);
        Account(queue, previous, (long)Hal.Clock.Ticks);
        Thread? next = Choose(queue, previous);
        if (next == null)
        {
            queue.Lock.Exit(false);
        }
        else
        {
            queue.Current = next;
            queue.Departing = previous.State == ThreadState.Dead || previous.MustMove ? previous : null;
            queue.Switches++;
            if (previous.Sequence.IsRegistered && previous.UserFrame.Cause != TrapCause.UserCall)
            {
                // A sequence makes no system calls, so one that makes a call is in none.
                previous.AddWork(ThreadWork.Sequence);
            }

            queue.Lock.Exit(false);
            SwitchTo(queue, next);
        }

        if (interrupts)
        {
            Interrupts.Enable();
        }
    }

    /// <summary>
    /// First thing on a new thread, and after each switch: the thread that was left is off this hart now. Only one that nobody else can
    /// run comes here: any other may have been woken, run elsewhere and died by now.
    /// </summary>
    internal static void FinishSwitch()
    {
        RunQueue queue = Local;
        Thread? departed = queue.Departing;
        queue.Departing = null;
        if (departed == null)
        {
            return;
        }

        if (departed.MustMove)
        {
            departed.MustMove = false;
            Place(departed);
        }
        else
        {
            departed.Context.Free();
        }
    }

    // Under the queue's lock. Null: the current thread goes on.
    private static Thread? Choose(RunQueue queue, Thread previous)
    {
        bool yields = previous.YieldsTurn;
        previous.YieldsTurn = false;
        bool goesOn = previous.State == ThreadState.Runnable && !ReferenceEquals(previous, queue.Idle);
        if (!goesOn)
        {
            if (previous.State != ThreadState.Runnable)
            {
                previous.VoluntarySwitches++;
            }

            Thread chosen = queue.Dequeue() ?? queue.Idle;
            return ReferenceEquals(chosen, previous) ? null : chosen;
        }

        if (!previous.Affinity.Contains(queue.Index))
        {
            previous.MustMove = true;
            return queue.Dequeue() ?? queue.Idle;
        }

        if (queue.Next is not { } next || !GoesBefore(queue, next, previous, yields))
        {
            return null;
        }

        bool turnIsOver = yields || previous.SliceLeft <= 0;
        previous.SliceLeft = turnIsOver ? RoundRobinTicks() : previous.SliceLeft;
        previous.InvoluntarySwitches++;
        queue.Remove(next);
        queue.Enqueue(previous, front: !turnIsOver);
        return next;
    }

    // Whether a waiting thread takes the hart from the one that runs on it and could go on.
    private static bool GoesBefore(RunQueue queue, Thread next, Thread current, bool yields)
    {
        int priority = current.RealTimePriority;
        if (priority != 0)
        {
            bool isTurnOver = yields || (current.Policy == SchedulingControl.RoundRobin && current.SliceLeft <= 0);
            return next.RealTimePriority > priority
                || (next.RealTimePriority == priority && isTurnOver)
                || (next.RealTimePriority == 0 && queue.Budget.IsSpent);
        }

        if (next.RealTimePriority != 0)
        {
            return !queue.Budget.IsSpent;
        }

        if (yields && next.VirtualTime > current.VirtualTime)
        {
            current.VirtualTime = next.VirtualTime;
        }

        return next.VirtualTime < current.VirtualTime || (yields && next.VirtualTime == current.VirtualTime);
    }

    // This hart, interrupts off: what the thread ran since the last time.
    private static void Account(RunQueue queue, Thread previous, long now)
    {
        long ran = now - queue.SwitchedAt;
        queue.SwitchedAt = now;
        previous.RunTicks += ran;
        queue.Budget.Renew(now);
        if (ReferenceEquals(previous, queue.Idle))
        {
            queue.IdleTime += ran;
        }
        else if (previous.RealTimePriority != 0)
        {
            previous.SliceLeft -= ran;
            queue.Budget.Charge(ran);
        }
        else
        {
            queue.Charge(previous, ran);
        }
    }

    // Interrupts off, no lock held. Returns when this thread runs again, perhaps on another hart.
    private static void SwitchTo(RunQueue queue, Thread next)
    {
        Memory.AddressSpace? space = next.Process.AddressSpace;
        if (space == null || next.IsKernelThread)
        {
            PageTable.EnterLazy();
        }
        else
        {
            space.Activate();
        }

        if (!ReferenceEquals(next, queue.Idle))
        {
            StartTick(queue);
        }

        ThreadContext.SwitchTo(next.Context);
        FinishSwitch();
    }
}
