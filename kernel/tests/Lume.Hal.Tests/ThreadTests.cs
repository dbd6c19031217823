// Contexts, stopping the world, messages, clock.

using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Hal.Fake;
using Xunit;

namespace Lume.Hal.Tests;

public sealed class ThreadTests
{
    [Fact]
    public void Contexts_take_turns_and_each_knows_its_owner()
    {
        FakeMachine machine = new(harts: 1);
        List<string> order = [];
        ThreadContext boot = ThreadContext.AdoptCurrent("boot");
        ThreadContext other = ThreadContext.TryCreate("other")!;
        machine.ThreadStart = () =>
        {
            order.Add(ThreadContext.CurrentOwner<string>());
            ThreadContext.SwitchTo(boot);
            order.Add("again");
            ThreadContext.SwitchTo(boot);
        };
        order.Add(ThreadContext.CurrentOwner<string>());
        ThreadContext.SwitchTo(other);
        order.Add("between");
        ThreadContext.SwitchTo(other);
        Assert.Equal(["boot", "other", "between", "again"], order);
        Assert.False(other.IsOnHart);
        Assert.True(boot.IsCurrent);
        other.Free();
    }

    [Fact]
    public void A_started_frame_enters_user_mode_with_interrupts_on_and_floating_point_off()
    {
        TrapFrame frame = default;
        frame.Start(0x10000, 0x20000);
        Assert.True(frame.FromUser);
        Assert.Equal(StatusBits.UserStart, frame.Status);
        Assert.Equal(0UL, frame.Status & (StatusBits.FloatMask | StatusBits.InterruptEnable));
    }

    [Fact]
    public void A_copied_frame_cannot_smuggle_kernel_rights()
    {
        TrapFrame parent = new() { Status = ulong.MaxValue, A0 = 7 };
        TrapFrame child = default;
        child.CopyFrom(ref parent);
        Assert.Equal(7UL, child.A0);
        Assert.Equal(StatusBits.UserStart | StatusBits.FloatMask, child.Status);
    }

    [Fact]
    public void The_world_stops_when_all_others_cooperate_sleep_or_run_user_code()
    {
        FakeMachine machine = new(harts: 4);
        Hart.StartOthers();
        SetState(machine, 1, HartState.User);
        SetState(machine, 2, HartState.Idle);
        int rounds = 0;
        bool stop = false;
        Thread kernel = new(() =>
        {
            machine.Enter(3);
            while (!Volatile.Read(ref stop))
            {
                Interlocked.Increment(ref rounds);
                SafePoint.Cooperate();
            }
        });
        kernel.Start();
        for (int i = 0; i < 50; i++)
        {
            WorldStop.Stop();
            int before = Volatile.Read(ref rounds);
            Thread.Sleep(1);
            Assert.Equal(before, Volatile.Read(ref rounds));
            WorldStop.Resume();
        }

        Volatile.Write(ref stop, true);
        kernel.Join();
    }

    [Fact]
    public void A_split_count_is_the_sum_of_what_the_harts_have()
    {
        FakeMachine machine = new(harts: 3);
        SplitCount count = new();
        count.Increment();
        count.Increment();
        MoveTo(machine, 1);
        Assert.False(count.Decrement());
        Assert.False(count.Decrement());
        count.Increment();
        Assert.Equal(1, count.Read());
        count.Unite();
        Assert.False(count.TryEnd());
        MoveTo(machine, 2);
        count.Increment();
        Assert.False(count.Decrement());
        Assert.True(count.Decrement());
        Assert.Equal(0, count.Read());
        Assert.True(count.TryEnd());
        Assert.False(count.TryEnd());
        count.Increment();
        Assert.False(count.Decrement());
    }

    [Fact]
    public void Messages_to_a_hart_are_merged_and_interrupt_it_once()
    {
        FakeMachine machine = new(harts: 2);
        Ipi.Send(1, IpiMessages.Reschedule);
        Ipi.Send(1, IpiMessages.Core);
        Assert.Single(machine.Events, e => e.Kind == FakeEventKind.Ipi && e.Hart == 1);
        machine.Enter(1);
        Assert.Equal(IpiMessages.Reschedule | IpiMessages.Core, Ipi.Take());
        Assert.Equal(IpiMessages.None, Ipi.Take());
    }

    [Theory]
    [InlineData(10_000_000UL)]
    [InlineData(4_000_000UL)]
    [InlineData(32_768UL)]
    [InlineData(1_000_000_000UL)]
    [InlineData(3_579_545_000UL)]
    public void Ticks_and_nanoseconds_convert_without_losing_time(ulong hertz)
    {
        ClockScale scale = new(hertz);
        foreach (ulong seconds in new ulong[] { 0, 1, 59, 86_400, 31_536_000 })
        {
            ulong ticks = seconds * hertz;
            ulong exact = seconds * 1_000_000_000;
            Assert.InRange(scale.ToNanoseconds(ticks), exact - exact / 1_000_000_000 * 2, exact);
            Assert.InRange(scale.ToTicks(exact), ticks, ticks + ticks / 100_000 + 1);
        }
    }

    // The hart left runs a program, and lets the world be stopped.
    private static unsafe void MoveTo(FakeMachine machine, int hart)
    {
        HartBlock.Current->State = (int)HartState.User;
        machine.Enter(hart);
        HartBlock.Current->State = (int)HartState.Kernel;
    }

    private static unsafe void SetState(FakeMachine machine, int hart, HartState state)
    {
        machine.Enter(hart);
        HartBlock.Current->State = (int)state;
        machine.Enter(0);
    }
}
