// The signal frame byte for byte, as glibc and musl read it.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Xunit;

namespace Lume.Kernel.Tests.Signals;

public sealed class SignalFrameTests
{
    private const byte Untouched = 0xCC;

    // The flat user memory of the fake machine stays: each frame gets a place of its own.
    private static ulong s_address = 0x70_0000;

    [Fact]
    public void Everything_lies_where_Linux_riscv64_puts_it()
    {
        TrapFrame frame = default;
        Span<ulong> registers = frame.UserRegisters;
        for (int i = 0; i < registers.Length; i++)
        {
            registers[i] = 0x1000UL + (ulong)i;
        }

        SignalInfo info = new() { Number = 11, Error = 2, Code = 1, Address = 0xDEAD_BEEF };
        SignalStack stack = new() { Base = 0x5000, Size = 0x2000 };
        byte[] bytes = WriteFrame(in info, in stack, new SignalSet(0x1234), ref frame, out _);

        Assert.Equal(1088, SignalFrame.Size);
        Assert.Equal(11, Int(bytes, 0));
        Assert.Equal(2, Int(bytes, 4));
        Assert.Equal(1, Int(bytes, 8));
        Assert.Equal(0xDEAD_BEEFUL, Word(bytes, 16));
        Assert.Equal(0UL, Word(bytes, 128));
        Assert.Equal(0UL, Word(bytes, 136));
        Assert.Equal(0x5000UL, Word(bytes, 144));
        Assert.Equal(0, Int(bytes, 152));
        Assert.Equal(0x2000UL, Word(bytes, 160));
        Assert.Equal(0x1234UL, Word(bytes, 168));
        for (int i = 0; i < 32; i++)
        {
            Assert.Equal(0x1000UL + (ulong)i, Word(bytes, 304 + (i * 8)));
        }

        Assert.All(bytes[560..824], value => Assert.Equal(0, value));
        Assert.All(bytes[1072..1088], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Nothing_is_written_beyond_the_frame_or_where_programs_have_room()
    {
        TrapFrame frame = default;
        byte[] bytes = WriteFrame(default, default, default, ref frame, out _);
        Assert.All(bytes[176..304], value => Assert.Equal(Untouched, value));
        Assert.All(bytes[824..1072], value => Assert.Equal(Untouched, value));
        Assert.All(bytes[1088..], value => Assert.Equal(Untouched, value));
        Assert.DoesNotContain(Untouched, bytes[..176]);
        Assert.DoesNotContain(Untouched, bytes[304..824]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(170)]
    [InlineData(400)]
    [InlineData(823)]
    [InlineData(1087)]
    public void A_stack_that_ends_inside_the_frame_is_told(int mapped)
    {
        TrapFrame frame = default;
        SignalInfo info = default;
        SignalStack stack = default;
        TestMachine.Enter().MapUser(s_address, mapped);
        Assert.False(SignalFrame.TryWrite(s_address, in info, in stack, default, ref frame, Thread.Current.Context.Float));
        s_address += 0x10000;
    }

    [Theory]
    [InlineData(1076)]
    [InlineData(1080)]
    [InlineData(1084)]
    public void An_extension_that_Lume_did_not_write_is_refused(int offset)
    {
        TrapFrame frame = default;
        byte[] bytes = WriteFrame(default, default, default, ref frame, out ulong address);
        Assert.True(SignalFrame.HasAcceptableTail(address));
        bytes[offset] = 1;
        Assert.False(SignalFrame.HasAcceptableTail(address));
    }

    [Theory]
    [InlineData(0x5000UL, false)]
    [InlineData(0x5001UL, true)]
    [InlineData(0x7000UL, true)]
    [InlineData(0x7001UL, false)]
    public void Being_on_the_alternate_stack_is_told_by_the_stack_pointer(ulong pointer, bool inside)
    {
        SignalStack stack = new() { Base = 0x5000, Size = 0x2000 };
        Assert.Equal(inside, AlternateStack.IsInside(in stack, pointer));
        Assert.Equal(inside ? SignalConstants.StackActive : 0, AlternateStack.FlagsFor(in stack, pointer));
    }

    private static byte[] WriteFrame(in SignalInfo info, in SignalStack stack, SignalSet mask, ref TrapFrame frame, out ulong address)
    {
        address = s_address;
        byte[] bytes = TestMachine.Enter().MapUser(address, SignalFrame.Size + 64);
        Array.Fill(bytes, Untouched);
        Assert.True(SignalFrame.TryWrite(address, in info, in stack, mask, ref frame, Thread.Current.Context.Float));
        s_address += 0x10000;
        return bytes;
    }

    private static int Int(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    private static ulong Word(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset));
}
