// What is pending: once for a standard signal, queued for a real-time one.
using Lume.Abi;
using Lume.Kernel.Signals;
using Xunit;

namespace Lume.Kernel.Tests.Signals;

public sealed class PendingSignalsTests
{
    private static readonly SignalSet s_all = new(ulong.MaxValue);

    [Fact]
    public void A_standard_signal_is_pending_once_and_keeps_its_first_details()
    {
        PendingSignals pending = default;
        Assert.True(pending.Add(Signal.SIGUSR1, Entry(Signal.SIGUSR1, 1)));
        Assert.False(pending.Add(Signal.SIGUSR1, Entry(Signal.SIGUSR1, 2)));
        Assert.Equal(Signal.SIGUSR1, pending.Take(s_all, out SignalInfo info));
        Assert.Equal(1UL, info.Value);
        Assert.Equal(Signal.None, pending.Take(s_all, out _));
    }

    [Fact]
    public void A_real_time_signal_is_queued_each_time_and_comes_in_order()
    {
        PendingSignals pending = default;
        Signal signal = Signal.SIGRTMIN + 3;
        for (ulong i = 0; i < 5; i++)
        {
            Assert.True(pending.Add(signal, Entry(signal, i)));
        }

        for (ulong i = 0; i < 5; i++)
        {
            Assert.True(pending.Set.Has(signal));
            Assert.Equal(signal, pending.Take(s_all, out SignalInfo info));
            Assert.Equal(i, info.Value);
        }

        Assert.True(pending.Set.IsEmpty);
    }

    [Fact]
    public void Faults_come_first_then_the_lowest_number()
    {
        PendingSignals pending = default;
        pending.Add(Signal.SIGHUP, null);
        pending.Add(Signal.SIGSEGV, null);
        pending.Add(Signal.SIGTERM, null);
        Assert.Equal(Signal.SIGSEGV, pending.Take(s_all, out _));
        Assert.Equal(Signal.SIGHUP, pending.Take(s_all, out _));
        Assert.Equal(Signal.SIGTERM, pending.Take(s_all, out _));
    }

    [Fact]
    public void Blocked_signals_stay()
    {
        PendingSignals pending = default;
        pending.Add(Signal.SIGINT, null);
        Assert.Equal(Signal.None, pending.Take(~SignalSet.Of(Signal.SIGINT), out _));
        Assert.True(pending.Set.Has(Signal.SIGINT));
    }

    [Fact]
    public void A_signal_without_details_comes_from_the_kernel()
    {
        PendingSignals pending = default;
        pending.Add(Signal.SIGINT, null);
        pending.Take(s_all, out SignalInfo info);
        Assert.Equal((int)Signal.SIGINT, info.Number);
        Assert.Equal(SignalCode.Kernel, info.Code);
    }

    [Fact]
    public void Discarding_some_keeps_the_others_and_their_order()
    {
        PendingSignals pending = default;
        Signal first = Signal.SIGRTMIN + 1;
        Signal second = Signal.SIGRTMIN + 2;
        pending.Add(first, Entry(first, 1));
        pending.Add(second, Entry(second, 2));
        pending.Add(first, Entry(first, 3));
        pending.Discard(SignalSet.Of(second));
        Assert.False(pending.Set.Has(second));
        pending.Take(s_all, out SignalInfo info);
        Assert.Equal(1UL, info.Value);
        pending.Take(s_all, out info);
        Assert.Equal(3UL, info.Value);
        Assert.True(pending.Add(second, Entry(second, 9)));
        Assert.Equal(second, pending.Take(s_all, out _));
    }

    private static QueuedSignal Entry(Signal signal, ulong value) =>
        new() { Info = new SignalInfo { Number = (int)signal, Code = SignalCode.Queue, Value = value } };
}
