// Who runs next on a hart: priorities, virtual time, the budget of real-time threads.
using System.Linq;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Xunit;

namespace Lume.Kernel.Tests.Scheduling;

public sealed class RunQueueTests
{
    private const long Second = 10_000_000;

    [Fact]
    public void A_step_of_nice_is_a_quarter_of_the_speed_of_virtual_time()
    {
        TestMachine.Enter();
        long[] times = [.. Enumerable.Range(Thread.LowestNice, 40).Select(nice => VirtualTime.Scale(NewThread(nice: nice), Second))];
        Assert.Equal(Second, times[20]);
        for (int i = 1; i < times.Length; i++)
        {
            Assert.InRange((double)times[i] / times[i - 1], 1.249, 1.251);
        }

        Thread idle = NewThread();
        idle.Policy = SchedulingControl.Idle;
        Assert.InRange(VirtualTime.Scale(idle, Second), 341 * Second, 342 * Second);
    }

    [Fact]
    public void Real_time_threads_come_first_by_priority_and_turn_then_the_others_by_virtual_time()
    {
        TestMachine.Enter();
        RunQueue queue = NewQueue();
        Thread low = NewThread(priority: 10);
        Thread high = NewThread(priority: 20);
        Thread alsoHigh = NewThread(priority: 20);
        Thread behind = NewThread(virtualTime: 300);
        Thread ahead = NewThread(virtualTime: 100);
        Thread alsoAhead = NewThread(virtualTime: 100);
        foreach (Thread thread in (Thread[])[behind, ahead, low, high, alsoAhead, alsoHigh])
        {
            queue.Enqueue(thread);
        }

        Thread[] order = [high, alsoHigh, low, ahead, alsoAhead, behind];
        Assert.Equal(6, queue.Count);
        Assert.All(order, thread => Assert.Same(thread, queue.Dequeue()));
        Assert.Null(queue.Dequeue());
    }

    [Fact]
    public void A_preempted_real_time_thread_stays_in_front_of_its_equals()
    {
        TestMachine.Enter();
        RunQueue queue = NewQueue();
        Thread waiting = NewThread(priority: 10);
        Thread preempted = NewThread(priority: 10);
        queue.Enqueue(waiting);
        queue.Enqueue(preempted, front: true);
        Assert.Same(preempted, queue.Dequeue());
        Assert.Same(waiting, queue.Dequeue());
    }

    [Fact]
    public void A_long_sleep_saves_no_virtual_time_up()
    {
        TestMachine.Enter();
        RunQueue queue = NewQueue();
        queue.Charge(NewThread(), Second);
        Thread sleeper = NewThread();
        queue.Enter(sleeper);
        Assert.InRange(sleeper.VirtualTime, Second - (Second / 100), Second);
    }

    [Fact]
    public void Real_time_threads_that_took_their_part_of_a_period_let_others_in_until_it_ends()
    {
        TestMachine.Enter();
        RunQueue queue = NewQueue();
        Thread greedy = NewThread(priority: 50);
        Thread modest = NewThread();
        queue.Enqueue(greedy);
        queue.Budget.Renew(Second);
        queue.Budget.Charge(Second * 94 / 100);
        queue.Enqueue(modest);
        Assert.Same(greedy, queue.Next);
        queue.Budget.Charge(Second / 50);
        Assert.Same(modest, queue.Next);
        queue.Remove(modest);
        Assert.Same(greedy, queue.Next);
        queue.Enqueue(modest);
        queue.Budget.Renew((2 * Second) - 10);
        Assert.Same(modest, queue.Next);
        queue.Budget.Renew((2 * Second) + 10);
        Assert.Same(greedy, queue.Next);
    }

    [Fact]
    public void A_long_run_with_little_weight_puts_the_next_turn_off_by_seconds_only()
    {
        TestMachine.Enter();
        RunQueue queue = NewQueue();
        queue.Enqueue(NewThread());
        Thread idle = NewThread();
        idle.Policy = SchedulingControl.Idle;
        queue.Charge(idle, Second / 2);
        Assert.InRange(idle.VirtualTime, Second, 3 * Second);
        queue.Dequeue();
        queue.Charge(idle, Second / 2);
        Assert.InRange(idle.VirtualTime, 170 * Second, 180 * Second);
    }

    [Fact]
    public void The_part_of_real_time_threads_is_not_more_than_the_whole()
    {
        Assert.Equal(Errno.EINVAL, SchedulingControl.SetRealTimeLimit(1000, 1001));
        Assert.Equal(Errno.EINVAL, SchedulingControl.SetRealTimeLimit(0, 0));
        Assert.Equal(Errno.EINVAL, SchedulingControl.SetRealTimeLimit(1000, -2));
        Assert.Equal(Errno.None, SchedulingControl.SetRealTimeLimit(1000, -1));
        Assert.Equal(Errno.None, SchedulingControl.SetRealTimeLimit(1_000_000, 950_000));
    }

    [Fact]
    public void Only_harts_that_a_waiting_thread_may_run_on_are_called_for_help()
    {
        TestMachine.Enter();
        RunQueue queue = NewQueue();
        Thread pinned = NewThread();
        pinned.Affinity = HartSet.Of(0).With(2);
        queue.Enqueue(pinned);
        Assert.Equal(HartSet.Of(2).Bits, queue.WhoCouldHelp().Bits);
    }

    private static RunQueue NewQueue()
    {
        RunQueue queue = new(0);
        queue.Current = NewThread();
        queue.Idle = NewThread();
        return queue;
    }

    private static Thread NewThread(int priority = 0, int nice = 0, long virtualTime = 0) => new(Process.Kernel, Credentials.Root)
    {
        Nice = nice,
        RealTimePriority = priority,
        Policy = priority == 0 ? SchedulingControl.Other : SchedulingControl.Fifo,
        VirtualTime = virtualTime,
    };
}
