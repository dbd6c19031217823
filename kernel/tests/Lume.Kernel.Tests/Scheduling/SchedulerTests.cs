// Threads, waiting and sleeping locks on one fake hart, where the order of events is exact.
using System;
using System.Collections.Generic;
using Lume.Abi;
using Lume.Hal;
using Lume.Hal.Fake;
using Lume.Kernel.Scheduling;
using Xunit;

namespace Lume.Kernel.Tests.Scheduling;

public sealed class SchedulerTests
{
    [Fact]
    public void Threads_run_in_the_order_in_which_they_were_started()
    {
        List<int> order = [];
        Run(() => order.Add(1), () => order.Add(2), () => order.Add(3));
        Assert.Equal([1, 2, 3], order);
    }

    [Fact]
    public void Yielding_lets_the_others_take_their_turn()
    {
        List<string> order = [];
        Run(
            () =>
            {
                order.Add("a1");
                Scheduler.Yield();
                order.Add("a2");
            },
            () =>
            {
                order.Add("b1");
                Scheduler.Yield();
                order.Add("b2");
            });
        Assert.Equal(["a1", "b1", "a2", "b2"], order);
    }

    [Fact]
    public void A_wake_up_between_the_look_and_the_sleep_is_not_lost()
    {
        WaitQueue queue = new();
        List<string> order = [];
        Run(() =>
        {
            queue.Prepare(SleepMode.Uninterruptible);
            queue.WakeAll();
            Assert.Equal(Errno.None, queue.Sleep());
            queue.Finish();
            order.Add("awake");
        });
        Assert.Equal(["awake"], order);
    }

    [Fact]
    public void A_waiter_sleeps_until_its_condition_is_made_true()
    {
        WaitQueue queue = new();
        Flag flag = new();
        List<string> order = [];
        Run(
            () =>
            {
                Condition condition = new(flag);
                Assert.Equal(Errno.None, queue.WaitUntil(ref condition));
                order.Add("met");
            },
            () =>
            {
                queue.WakeAll();
                Scheduler.Yield();
                order.Add("set");
                flag.IsSet = true;
                queue.WakeAll();
            });
        Assert.Equal(["set", "met"], order);
    }

    [Fact]
    public void One_wake_up_wakes_one_exclusive_waiter_and_all_others()
    {
        WaitQueue queue = new();
        int exclusive = 0;
        int shared = 0;
        Run(
            () => WaitOnce(queue, true, () => exclusive++),
            () => WaitOnce(queue, true, () => exclusive++),
            () => WaitOnce(queue, false, () => shared++),
            () =>
            {
                queue.WakeOne();
                Scheduler.Yield();
                Assert.Equal(1, exclusive);
                Assert.Equal(1, shared);
                queue.WakeOne();
            });
        Assert.Equal(2, exclusive);
    }

    [Fact]
    public void A_wait_ends_at_its_deadline()
    {
        FakeMachine machine = TestMachine.Enter();
        machine.Time = 1000;
        WaitQueue queue = new();
        Flag flag = new();
        Errno outcome = Errno.None;
        Run(
            () =>
            {
                Condition condition = new(flag);
                outcome = queue.WaitUntil(ref condition, SleepMode.Interruptible, Kernel.Time.Clock.Monotonic + 1_000_000);
            },
            () =>
            {
                machine.Time += 20_000;
                machine.Pending = InterruptSources.Timer;
                using (Interrupts.Mask())
                {
                    TrapEntry.OnInterrupt();
                }
            });
        machine.Time = null;
        Assert.Equal(Errno.ETIMEDOUT, outcome);
    }

    [Fact]
    public void A_mutex_lets_one_thread_in_at_a_time()
    {
        Mutex mutex = new();
        int inside = 0;
        int most = 0;
        void Work()
        {
            for (int i = 0; i < 20; i++)
            {
                using (mutex.Enter())
                {
                    most = Math.Max(most, ++inside);
                    Scheduler.Yield();
                    inside--;
                }
            }
        }

        Run(Work, Work, Work, Work);
        Assert.Equal(1, most);
        Assert.Null(mutex.Owner);
    }

    [Fact]
    public void A_writer_waits_for_readers_and_readers_wait_for_a_waiting_writer()
    {
        RwSemaphore semaphore = new();
        List<string> order = [];
        Run(
            () =>
            {
                using (semaphore.EnterRead())
                {
                    order.Add("read 1");
                    Scheduler.Yield();
                    Scheduler.Yield();
                }
            },
            () =>
            {
                using (semaphore.EnterWrite())
                {
                    order.Add("write");
                }
            },
            () =>
            {
                using (semaphore.EnterRead())
                {
                    order.Add("read 2");
                }
            });
        Assert.Equal(["read 1", "write", "read 2"], order);
    }

    [Fact]
    public void A_lock_whose_holder_failed_is_poisoned()
    {
        Mutex mutex = new();
        bool failed = false;
        Run(
            () =>
            {
                mutex.Acquire();
                throw new InvalidOperationException("broken");
            },
            () =>
            {
                try
                {
                    mutex.Acquire();
                }
                catch (InvalidOperationException)
                {
                    failed = true;
                }
            });
        Assert.True(failed);
    }

    private static void WaitOnce(WaitQueue queue, bool exclusive, Action then)
    {
        queue.Prepare(SleepMode.Uninterruptible, exclusive);
        queue.Sleep();
        queue.Finish();
        then();
    }

    // Runs kernel threads to their ends on hart 0; the calling thread plays idle.
    private static void Run(params Action[] bodies)
    {
        FakeMachine machine = TestMachine.Enter();
        machine.ThreadStart = TrapEntry.OnThreadStart;

        // Time stands still: the order does not depend on how long the host takes.
        ulong? time = machine.Time;
        machine.Time ??= Clock.Ticks;
        int left = bodies.Length;
        Exception? failure = null;
        foreach (Action body in bodies)
        {
            Thread thread = Scheduler.TryCreateKernelThread(
                () =>
                {
                    try
                    {
                        body();
                    }
                    catch (Exception exception) when (exception is not InvalidOperationException)
                    {
                        failure = exception;
                    }
                    finally
                    {
                        left--;
                    }
                },
                "test"u8)!;
            thread.Affinity = HartSet.Of(0);
            Scheduler.Start(thread);
        }

        for (int i = 0; i < 10_000 && left > 0; i++)
        {
            Scheduler.Reschedule();
        }

        machine.Time = time;
        Assert.Null(failure);
        Assert.Equal(0, left);
    }

    private sealed class Flag
    {
        public bool IsSet { get; set; }
    }

    private readonly struct Condition(Flag flag) : IWaitCondition
    {
        public bool IsMet() => flag.IsSet;
    }
}
