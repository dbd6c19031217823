// What happens when a signal is sent: who is told, what is dropped, what cancels what.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Signals;
using Xunit;

namespace Lume.Kernel.Tests.Signals;

public sealed class SendingTests
{
    public SendingTests() => TestMachine.Enter();

    [Fact]
    public void An_ignored_signal_is_forgotten_unless_it_is_blocked()
    {
        Process process = MakeProcess(1);
        SignalSender.SendToProcess(process, Signal.SIGCHLD);
        Assert.False(process.PendingSignals.Set.Has(Signal.SIGCHLD));
        process.Leader!.BlockedSignals = SignalSet.Of(Signal.SIGCHLD);
        SignalSender.SendToProcess(process, Signal.SIGCHLD);
        Assert.True(process.PendingSignals.Set.Has(Signal.SIGCHLD));
    }

    [Fact]
    public void A_signal_to_the_process_reaches_a_thread_that_does_not_block_it()
    {
        Process process = MakeProcess(3);
        Thread first = process.Leader!;
        Thread second = first.NextInProcess!;
        first.BlockedSignals = SignalSet.Of(Signal.SIGTERM);
        SignalSender.SendToProcess(process, Signal.SIGTERM);
        Assert.False(first.HasPendingSignal);
        Assert.True(second.HasPendingSignal);
        Assert.False(second.NextInProcess!.HasPendingSignal);
    }

    [Fact]
    public void Continue_and_stop_cancel_each_other()
    {
        Process process = MakeProcess(1);
        process.Leader!.BlockedSignals = new SignalSet(ulong.MaxValue) & ~SignalSet.Unstoppable;
        SignalSender.SendToProcess(process, Signal.SIGTSTP);
        SignalSender.SendToProcess(process, Signal.SIGCONT);
        Assert.False(process.PendingSignals.Set.Has(Signal.SIGTSTP));
        SignalSender.SendToProcess(process, Signal.SIGTTIN);
        Assert.False(process.PendingSignals.Set.Has(Signal.SIGCONT));
        Assert.True(process.PendingSignals.Set.Has(Signal.SIGTTIN));
    }

    [Fact]
    public void A_fault_that_is_blocked_or_ignored_gets_its_default_action()
    {
        Process process = MakeProcess(1);
        process.Handlers.Exchange(Signal.SIGSEGV, new SignalAction { Handler = SignalConstants.IgnoreHandler });
        Assert.True(process.Handlers.Ignores(Signal.SIGSEGV));
        SignalAction own = SignalWaiting.SetAction(process, Signal.SIGSEGV, default);
        Assert.Equal(SignalConstants.IgnoreHandler, own.Handler);
    }

    [Fact]
    public void A_mask_never_holds_kill_and_stop()
    {
        Process process = MakeProcess(1);
        SignalWaiting.SetMask(process.Leader!, new SignalSet(ulong.MaxValue));
        Assert.Equal(~SignalSet.Unstoppable.Bits, process.Leader!.BlockedSignals.Bits);
        SignalWaiting.SetAction(process, Signal.SIGUSR1, new SignalAction { Handler = 0x1000, Mask = ulong.MaxValue, Flags = (SignalActionFlags)ulong.MaxValue });
        Assert.Equal(~SignalSet.Unstoppable.Bits, process.Handlers[Signal.SIGUSR1].Mask);
        Assert.Equal(SignalActionFlags.Known, process.Handlers[Signal.SIGUSR1].Flags);
    }

    [Fact]
    public void Unblocking_makes_a_pending_signal_deliverable()
    {
        Process process = MakeProcess(1);
        Thread thread = process.Leader!;
        SignalWaiting.SetMask(thread, SignalSet.Of(Signal.SIGUSR1));
        SignalSender.SendToThread(thread, Signal.SIGUSR1);
        Assert.False(thread.HasPendingSignal);
        Assert.Equal(SignalSet.Of(Signal.SIGUSR1).Bits, SignalWaiting.GetPending(thread).Bits);
        SignalWaiting.SetMask(thread, default);
        Assert.True(thread.HasPendingSignal);
    }

    [Fact]
    public void Ignoring_a_pending_signal_forgets_it()
    {
        Process process = MakeProcess(1);
        SignalWaiting.SetMask(process.Leader!, SignalSet.Of(Signal.SIGUSR1));
        SignalSender.SendToProcess(process, Signal.SIGUSR1);
        SignalWaiting.SetAction(process, Signal.SIGUSR1, new SignalAction { Handler = SignalConstants.IgnoreHandler });
        Assert.True(process.PendingSignals.Set.IsEmpty);
    }

    [Fact]
    public void Exec_resets_handlers_and_keeps_what_is_ignored()
    {
        SignalHandlers handlers = new();
        handlers.Exchange(Signal.SIGINT, new SignalAction { Handler = 0x1000, Flags = SignalActionFlags.Restart });
        handlers.Exchange(Signal.SIGQUIT, new SignalAction { Handler = SignalConstants.IgnoreHandler });
        handlers.ResetCaught();
        Assert.Equal(SignalConstants.DefaultHandler, handlers[Signal.SIGINT].Handler);
        Assert.Equal(SignalActionFlags.None, handlers[Signal.SIGINT].Flags);
        Assert.Equal(SignalConstants.IgnoreHandler, handlers[Signal.SIGQUIT].Handler);
    }

    private static Process MakeProcess(int threads)
    {
        Process process = new(30_000, ResourceLimits.CreateDefault(), new SignalHandlers());
        using (ProcessTable.Lock())
        {
            for (int i = 0; i < threads; i++)
            {
                Thread thread = new(process, Credentials.Root) { Id = 30_000 + i };
                thread.Context = ThreadContext.TryCreate(thread) ?? throw new InvalidOperationException();
                process.Leader ??= thread;
                process.AddThreadLocked(thread);
            }
        }

        return process;
    }
}
