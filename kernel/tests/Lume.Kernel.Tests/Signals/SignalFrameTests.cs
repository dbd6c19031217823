// The signal frame byte for byte, as glibc and musl read it.
using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Signals;
using Xunit;

namespace Lume.Kernel.Tests.Signals;

public sealed class SignalFrameTests
{
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
        byte[] bytes = new byte[SignalFrame.Size];
        Array.Fill(bytes, (byte)0xCC);
        SignalFrame.Build(MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()), in info, in stack, 0x9000, new SignalSet(0x1234), ref frame);

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

        for (int i = 560; i < 1088; i++)
        {
            Assert.Equal(0, bytes[i]);
        }
    }

    [Fact]
    public void No_byte_of_the_buffer_is_left_as_it_was()
    {
        TrapFrame frame = default;
        SignalInfo info = default;
        byte[] bytes = new byte[SignalFrame.Size];
        Array.Fill(bytes, (byte)0xCC);
        SignalFrame.Build(MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()), in info, default, 0, default, ref frame);
        Assert.DoesNotContain((byte)0xCC, bytes);
    }

    [Theory]
    [InlineData(1076)]
    [InlineData(1080)]
    [InlineData(1084)]
    public void An_extension_that_Lume_did_not_write_is_refused(int offset)
    {
        byte[] bytes = new byte[SignalFrame.Size];
        Assert.True(SignalFrame.IsAcceptable(MemoryMarshal.Cast<byte, ulong>(bytes)));
        bytes[offset] = 1;
        Assert.False(SignalFrame.IsAcceptable(MemoryMarshal.Cast<byte, ulong>(bytes)));
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

    private static int Int(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    private static ulong Word(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset));
}
