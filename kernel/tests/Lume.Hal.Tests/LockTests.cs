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
    private SpinLock<First> _first;

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
        _ = new FakeMachine();
        bool interrupts = _high.EnterManually();
        Assert.Throws<FakeHaltException>(() => _low.EnterManually());
        _high.Exit(interrupts);
    }

    // Its holder would wait in a handler for the second lock, whose holder waits for the first.
    [Fact]
    public void A_lock_that_leaves_interrupts_on_is_not_taken_under_one_that_masks_them()
    {
        _ = new FakeMachine();
        bool interrupts = _first.EnterManually();
        Assert.Throws<FakeHaltException>(() => _low.EnterManually());
        _first.Exit(interrupts);
    }

    [Fact]
    public void A_handler_takes_only_locks_that_mask_interrupts_and_neither_sleeps_nor_allocates()
    {
        _ = new FakeMachine();
        LockOrder.EnterHandler();
        Assert.Throws<FakeHaltException>(() => _low.EnterManually());
        Assert.Throws<FakeHaltException>(LockOrder.AssertMaySleep);
        Assert.Throws<FakeHaltException>(static () => LockOrder.AssertMayAllocate());
        using (_high.Enter())
        {
        }

        LockOrder.LeaveHandler();
        using (_low.Enter())
        {
            Assert.Throws<FakeHaltException>(static () => LockOrder.AssertMayAllocate());
        }

        LockOrder.AssertMayAllocate();
    }

    [Fact]
    public void Data_of_a_hart_is_not_used_after_giving_way_or_elsewhere()
    {
        FakeMachine machine = new(harts: 2);
        PerHart<int> data = new();
        PerHartReference<int> mine = data.Local;
        mine.Value = 5;
        using (Interrupts.Mask())
        {
            LockOrder.AssertLocal(0);
            Assert.Throws<FakeHaltException>(() => LockOrder.AssertLocal(1));
        }

        Assert.Throws<FakeHaltException>(() => LockOrder.AssertLocal(0));
        SafePoint.Idle();
        Assert.True(Stops(mine));
        mine = data.Local;
        machine.Enter(1);
        Assert.True(Stops(mine));
    }

    [Fact]
    public void Who_meets_at_a_lock_is_counted()
    {
        FakeMachine machine = new(harts: 2);
        _high.EnterManually();
        long before = Waits();
        Thread other = new(() =>
        {
            machine.Enter(1);
            _high.Exit(_high.EnterManually());
        });
        other.Start();
        while (!Hart.TryGetAwaited(1, out int rank, out _) || rank != LockRank.RunQueue)
        {
            Thread.Yield();
        }

        _high.Exit(false);
        other.Join();
        Assert.Equal(before + 1, Waits());
        Assert.False(Hart.TryGetAwaited(1, out _, out _));
        Assert.True(LockStatistics.TryGet(LockRank.RunQueue, out LockClassFigures figures));
        Assert.Equal("high"u8, figures.Name);
        Assert.True(figures.MasksInterrupts && figures.LongestWait > 0 && figures.LongestWait <= figures.Waited);
    }

    private static long Waits() => LockStatistics.TryGet(LockRank.RunQueue, out LockClassFigures figures) ? figures.Contended : 0;

    private static bool Stops(PerHartReference<int> data)
    {
        try
        {
            data.Value++;
            return false;
        }
        catch (FakeHaltException)
        {
            return true;
        }
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
        public static ReadOnlySpan<byte> Name => "low"u8;

        public static int Rank => LockRank.Device;

        public static bool MasksInterrupts => false;
    }

    private struct First : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "first"u8;

        public static int Rank => LockRank.Process;

        public static bool MasksInterrupts => true;
    }

    private struct High : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "high"u8;

        public static int Rank => LockRank.RunQueue;

        public static bool MasksInterrupts => true;
    }
}
