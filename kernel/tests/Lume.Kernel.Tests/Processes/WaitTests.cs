// The wait4 and waitid matrix: what each option finds, keeps and refuses.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Signals;
using Xunit;

namespace Lume.Kernel.Tests.Processes;

public sealed class WaitTests : IDisposable
{
    private static readonly WaitTarget s_any = new(WaitIdType.All, 0);
    private const WaitOptions Poll = WaitOptions.NoHang | WaitOptions.Exited;

    public WaitTests() => TestMachine.Enter();

    public void Dispose()
    {
        // The kernel's process plays the parent here; it must be childless for the next test.
        while (Process.Kernel.FirstChild is { } child)
        {
            child.Life = ProcessLife.Zombie;
            using (ProcessTable.Lock())
            {
                ProcessExit.ReapLocked(child);
            }
        }
    }

    [Fact]
    public void Without_children_there_is_nothing_to_wait_for() =>
        Assert.Equal(Errno.ECHILD, Waiting.Wait(s_any, Poll, out _));

    [Fact]
    public void A_running_child_has_nothing_to_report()
    {
        MakeChild();
        Assert.Equal(Errno.None, Waiting.Wait(s_any, Poll | WaitOptions.Stopped | WaitOptions.Continued, out WaitOutcome outcome));
        Assert.Equal(0, outcome.ProcessId);
    }

    [Theory]
    [InlineData(0x0300, SignalCode.ChildExited, 3)]
    [InlineData(9, SignalCode.ChildKilled, 9)]
    [InlineData(0x8B, SignalCode.ChildDumped, 11)]
    public void A_zombie_is_reported_once_and_its_id_is_free_again(int status, int code, int value)
    {
        Process child = MakeChild();
        MakeZombie(child, status);
        Assert.Equal(Errno.None, Waiting.Wait(s_any, Poll, out WaitOutcome outcome));
        Assert.Equal(child.Id, outcome.ProcessId);
        Assert.Equal(status, outcome.Status);
        Assert.Equal((int)Signal.SIGCHLD, outcome.Info.Number);
        Assert.Equal(code, outcome.Info.Code);
        Assert.Equal(value, outcome.Info.Status);
        Assert.Equal(child.Id, outcome.Info.ProcessId);
        Assert.Null(ProcessTable.Find(child.Id));
        Assert.Null(ProcessTable.FindThread(child.Id));
        Assert.Equal(Errno.ECHILD, Waiting.Wait(s_any, Poll, out _));
    }

    [Fact]
    public void A_reaped_child_refers_to_none_of_its_ancestors()
    {
        Process child = MakeChild();
        child.ParentThread = child.Leader;
        MakeZombie(child, 0);
        Assert.Equal(Errno.None, Waiting.Wait(s_any, Poll, out _));
        Assert.Null(child.Parent);
        Assert.Null(child.ParentThread);
        Assert.Null(child.NextSibling);
        Assert.Null(child.PreviousSibling);
        Assert.Null(child.Group);
    }

    [Fact]
    public void With_WNOWAIT_a_zombie_stays()
    {
        Process child = MakeChild();
        MakeZombie(child, 0);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(Errno.None, Waiting.Wait(s_any, Poll | WaitOptions.NoWait, out WaitOutcome outcome));
            Assert.Equal(child.Id, outcome.ProcessId);
        }

        Assert.Equal(ProcessLife.Zombie, child.Life);
    }

    [Fact]
    public void Only_the_asked_for_child_is_looked_at()
    {
        Process first = MakeChild();
        Process second = MakeChild();
        MakeZombie(second, 0x100);
        Waiting.Wait(new WaitTarget(WaitIdType.Process, first.Id), Poll, out WaitOutcome outcome);
        Assert.Equal(0, outcome.ProcessId);
        Assert.Equal(Errno.ECHILD, Waiting.Wait(new WaitTarget(WaitIdType.Process, 12345), Poll, out _));
        Waiting.Wait(new WaitTarget(WaitIdType.Process, second.Id), Poll, out outcome);
        Assert.Equal(second.Id, outcome.ProcessId);
    }

    [Fact]
    public void A_group_is_waited_for_by_its_id()
    {
        Process child = MakeChild();
        ProcessGroup group = new(child.Id, new Session(child.Id));
        using (ProcessTable.Lock())
        {
            ProcessTable.SetGroupLocked(child.Id, group);
            JobControl.MoveLocked(child, group);
        }

        MakeZombie(child, 0);
        Assert.Equal(Errno.ECHILD, Waiting.Wait(new WaitTarget(WaitIdType.Group, child.Id + 1), Poll, out _));
        Waiting.Wait(new WaitTarget(WaitIdType.Group, child.Id), Poll, out WaitOutcome outcome);
        Assert.Equal(child.Id, outcome.ProcessId);
    }

    [Theory]
    [InlineData(Signal.SIGCHLD, WaitOptions.None, true)]
    [InlineData(Signal.SIGCHLD, WaitOptions.Clone, false)]
    [InlineData(Signal.SIGCHLD, WaitOptions.All, true)]
    [InlineData(Signal.SIGUSR1, WaitOptions.None, false)]
    [InlineData(Signal.SIGUSR1, WaitOptions.Clone, true)]
    [InlineData(Signal.None, WaitOptions.Clone, true)]
    [InlineData(Signal.None, WaitOptions.All, true)]
    public void The_exit_signal_decides_who_is_a_clone_child(Signal exitSignal, WaitOptions option, bool found)
    {
        Process child = MakeChild();
        child.ExitSignal = exitSignal;
        MakeZombie(child, 0);
        Errno error = Waiting.Wait(s_any, Poll | option, out _);
        Assert.Equal(found ? Errno.None : Errno.ECHILD, error);
    }

    [Fact]
    public void A_stop_is_reported_once_and_only_when_asked_for()
    {
        Process child = MakeChild();
        using (child.LockSignals())
        {
            child.IsStopDue = true;
            Assert.True(child.BeginStopLocked(Signal.SIGTSTP));
            child.AddStoppedLocked();
        }

        child.StopUnreported = true;
        Waiting.Wait(s_any, Poll, out WaitOutcome outcome);
        Assert.Equal(0, outcome.ProcessId);
        Waiting.Wait(s_any, Poll | WaitOptions.Stopped, out outcome);
        Assert.Equal(child.Id, outcome.ProcessId);
        Assert.Equal(WaitStatus.Stopped((int)Signal.SIGTSTP), outcome.Status);
        Assert.Equal(SignalCode.ChildStopped, outcome.Info.Code);
        Waiting.Wait(s_any, Poll | WaitOptions.Stopped, out outcome);
        Assert.Equal(0, outcome.ProcessId);
    }

    [Fact]
    public void A_continuation_is_reported_as_0xffff()
    {
        Process child = MakeChild();
        using (child.LockSignals())
        {
            child.IsStopDue = true;
            Assert.True(child.BeginStopLocked(Signal.SIGSTOP));
            child.AddStoppedLocked();
        }

        using (ProcessTable.Lock())
        {
            SignalSender.SendLocked(child, null, Signal.SIGCONT, null);
        }

        Assert.False(child.IsStopped);
        Waiting.Wait(s_any, Poll | WaitOptions.Continued, out WaitOutcome outcome);
        Assert.Equal(child.Id, outcome.ProcessId);
        Assert.Equal(0xFFFF, outcome.Status);
        Assert.Equal(SignalCode.ChildContinued, outcome.Info.Code);
    }

    [Fact]
    public void What_a_reaped_child_used_counts_for_its_parent()
    {
        Process child = MakeChild();
        child.DeadThreads.User = 5_000_000_000;
        MakeZombie(child, 0);
        long before = Process.Kernel.GetChildrenUsage().User.Seconds;
        Waiting.Wait(s_any, Poll, out WaitOutcome outcome);
        Assert.Equal(5, outcome.Usage.User.Seconds);
        Assert.Equal(before + 5, Process.Kernel.GetChildrenUsage().User.Seconds);
    }

    private static Process MakeChild()
    {
        int id = ProcessTable.AllocateId().Value;
        Process child = new(id, ResourceLimits.CreateDefault(), new SignalHandlers());
        Thread thread = new(child, Credentials.Root) { Id = id };
        thread.Context = ThreadContext.TryCreate(thread)!;
        using (ProcessTable.Lock())
        {
            child.Leader = thread;
            child.AddThreadLocked(thread);
            ProcessTable.SetThreadLocked(id, thread);
            ProcessTable.SetProcessLocked(id, child);
            Process.Kernel.AddChildLocked(child);
        }

        return child;
    }

    private static void MakeZombie(Process child, int status)
    {
        child.Leader!.SetDead();
        child.ExitStatus = status;
        child.Life = ProcessLife.Zombie;
    }
}
