// Restartable sequences: where an interrupted one goes on, and what is refused. Expected errors are Linux's.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Processes;
using Xunit;

namespace Lume.Kernel.Tests.Processes;

public sealed class RestartableSequenceTests
{
    private const uint Signature = 0xF140_1073;
    private const ulong Start = 0x1000, Length = 0x20;

    // The flat user memory of the fake machine stays: each test gets a place of its own.
    private static ulong s_next = 0x90_0000;

    private readonly ulong _area;
    private readonly byte[] _bytes;
    private RestartableSequence _sequence;

    public RestartableSequenceTests()
    {
        _area = s_next;
        s_next += 0x10000;
        _bytes = TestMachine.Enter().MapUser(_area, 512);
        Assert.Equal(Errno.None, _sequence.Register(_area, RestartableSequence.Size, Signature));
    }

    private ulong Descriptor => _area + 64;

    private ulong Abort => _area + 256;

    [Theory]
    [InlineData(Start - 4, false)]
    [InlineData(Start, true)]
    [InlineData(Start + Length - 4, true)]
    [InlineData(Start + Length, false)]
    public void Only_a_program_inside_its_sequence_starts_again(ulong counter, bool isAborted)
    {
        Describe(version: 0, Signature);
        TrapFrame frame = new() { Pc = counter };
        Assert.True(_sequence.TryResume(ref frame));
        Assert.Equal(isAborted ? Abort : counter, frame.Pc);
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(8)));
    }

    [Fact]
    public void The_area_tells_the_hart_and_loses_it_with_the_registration()
    {
        TrapFrame frame = default;
        _bytes.AsSpan(0, 8).Fill(0xCC);
        Assert.True(_sequence.TryResume(ref frame));
        Assert.Equal(Hart.Index, BinaryPrimitives.ReadInt32LittleEndian(_bytes));
        Assert.Equal(Hart.Index, BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(4)));
        Assert.Equal(Errno.None, _sequence.Unregister(_area, RestartableSequence.Size, Signature));
        Assert.Equal(-1, BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(4)));
        Assert.False(_sequence.IsRegistered);
    }

    [Theory]
    [InlineData(1U, Signature)]
    [InlineData(0U, 17U)]
    public void An_unknown_version_and_a_wrong_signature_are_refused(uint version, uint signature)
    {
        Describe(version, signature);
        TrapFrame frame = new() { Pc = Start };
        Assert.False(_sequence.TryResume(ref frame));
    }

    [Theory]
    [InlineData(0x10UL)]
    [InlineData(ulong.MaxValue)]
    public void A_sequence_that_is_not_there_is_refused(ulong address)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(8), address);
        TrapFrame frame = default;
        Assert.False(_sequence.TryAbort(ref frame));
    }

    [Fact]
    public void Registrations_must_match()
    {
        Assert.Equal(Errno.EBUSY, _sequence.Register(_area, RestartableSequence.Size, Signature));
        Assert.Equal(Errno.EPERM, _sequence.Register(_area, RestartableSequence.Size, 17));
        Assert.Equal(Errno.EINVAL, _sequence.Register(_area, 64, Signature));
        Assert.Equal(Errno.EPERM, _sequence.Unregister(_area, RestartableSequence.Size, 17));
        Assert.Equal(Errno.EINVAL, _sequence.Unregister(_area + 32, RestartableSequence.Size, Signature));
        RestartableSequence other = default;
        Assert.Equal(Errno.EINVAL, other.Register(_area + 8, RestartableSequence.Size, Signature));
        Assert.Equal(Errno.EINVAL, other.Register(_area, RestartableSequence.Size - 1, Signature));
        Assert.Equal(Errno.EFAULT, other.Register(_area + 0x8000, RestartableSequence.Size, Signature));
        Assert.Equal(Errno.EINVAL, other.Unregister(_area, RestartableSequence.Size, Signature));
    }

    private void Describe(uint version, uint signature)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(8), Descriptor);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(64), version);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(72), Start);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(80), Length);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(88), Abort);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(252), signature);
    }
}
