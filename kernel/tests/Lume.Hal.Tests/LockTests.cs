// Spinlocks: exclusion, order, interrupts.

using System;
using System.Threading;
using Lume.Hal.Fake;
using Xunit;

namespace Lume.Hal.Tests;

public sealed class LockTests
{
    private SpinLock<int, Low> _counter;
    private SpinLock<Low> _low;
    private SpinLock<High> _high;

    [Fact]
    public void Harts_exclude_each_other()
    {
        FakeMachine machine = new(harts: 4);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.Length; i++)
        {
            int hart = i;
            threads[i] = new Thread(() =>
            {
                machine.Enter(hart);
                for (int j = 0; j < 20000; j++)
                {
                    using SpinLock<int, Low>.Guard guard = _counter.Enter();
                    guard.Value++;
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        using SpinLock<int, Low>.Guard last = _counter.Enter();
        Assert.Equal(80000, last.Value);
    }

    [Fact]
    public void The_depth_counts_locks_and_forbids_sleeping()
    {
        _ = new FakeMachine();
        LockOrder.AssertMaySleep();
        using (_low.Enter())
        {
            using (_high.Enter())
            {
                Assert.Equal(2, LockOrder.Depth);
                Assert.Throws<FakeHaltException>(LockOrder.AssertMaySleep);
            }
        }

        Assert.Equal(0, LockOrder.Depth);
    }

    [Fact]
    public void Taking_locks_out_of_order_stops_the_kernel()
    {
        Assert.SkipUnless(LockOrder.IsChecked, "Only debug builds check the order.");
        _ = new FakeMachine();
        bool interrupts = _high.EnterManually();
        Assert.Throws<FakeHaltException>(() => _low.EnterManually());
        _high.Exit(interrupts);
    }

    [Fact]
    public void Taking_a_lock_twice_stops_the_kernel()
    {
        _ = new FakeMachine();
        _low.EnterManually();
        Assert.Throws<FakeHaltException>(() => _low.EnterManually());
        Assert.False(_low.TryEnter(out _));
        Assert.True(_low.IsHeldHere);
    }

    [Fact]
    public void A_lock_of_interrupt_handlers_masks_them_and_restores_what_was()
    {
        _ = new FakeMachine();
        Assert.True(Interrupts.AreEnabled);
        using (_high.Enter())
        {
            Assert.False(Interrupts.AreEnabled);
        }

        Assert.True(Interrupts.AreEnabled);
        using (Interrupts.Mask())
        {
            using (_high.Enter())
            {
            }

            Assert.False(Interrupts.AreEnabled);
        }

        Assert.True(Interrupts.AreEnabled);
    }

    private struct Low : ILockClass
    {
        public static int Rank => LockRank.Device;

        public static bool MasksInterrupts => false;
    }

    private struct High : ILockClass
    {
        public static int Rank => LockRank.RunQueue;

        public static bool MasksInterrupts => true;
    }
}
