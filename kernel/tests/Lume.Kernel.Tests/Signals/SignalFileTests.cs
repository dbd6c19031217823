// struct signalfd_siginfo: which words of siginfo it shows.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Signals;
using Xunit;

namespace Lume.Kernel.Tests.Signals;

public sealed class SignalFileTests
{
    private readonly byte[] _record = new byte[SignalFile.RecordSize];

    [Fact]
    public void A_sent_signal_shows_its_sender()
    {
        SignalFile.Encode(new SignalInfo { Number = 10, Code = SignalCode.User, ProcessId = 7, UserId = 1000 }, _record);
        Assert.Equal([10, 0, 0, 7, 1000], [Word(0), Word(4), Word(8), Word(12), Word(16)]);
        Assert.True(_record.AsSpan(20).IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void A_queued_signal_shows_its_value_twice()
    {
        SignalFile.Encode(new SignalInfo { Number = 40, Code = SignalCode.Queue, ProcessId = 7, Value = 0x1_0000_002A }, _record);
        Assert.Equal(0x2A, Word(44));
        Assert.Equal(0x1_0000_002A, BinaryPrimitives.ReadInt64LittleEndian(_record.AsSpan(48)));
    }

    [Fact]
    public void A_child_shows_its_status_and_times()
    {
        SignalInfo info = new() { Number = (int)Signal.SIGCHLD, Code = SignalCode.ChildExited, ProcessId = 9, Status = 3, Word2 = 11, Word3 = 12 };
        SignalFile.Encode(in info, _record);
        Assert.Equal([9, 3, 11, 12], [Word(12), Word(40), Word(56), Word(64)]);
    }

    [Fact]
    public void A_timer_shows_its_id_and_overrun_and_no_sender()
    {
        SignalFile.Encode(new SignalInfo { Number = 14, Code = SignalCode.Timer, Word0 = 3 | (5UL << 32), Word1 = 77 }, _record);
        Assert.Equal([0, 3, 5, 77], [Word(12), Word(24), Word(32), Word(44)]);
    }

    [Fact]
    public void A_fault_shows_its_address()
    {
        SignalFile.Encode(new SignalInfo { Number = (int)Signal.SIGSEGV, Code = SignalCode.NotMapped, Address = 0x1234 }, _record);
        Assert.Equal([0, 0x1234], [Word(12), Word(72)]);
    }

    private int Word(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_record.AsSpan(offset));
}
