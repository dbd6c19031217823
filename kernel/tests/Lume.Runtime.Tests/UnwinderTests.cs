// Walking stacks: good ones to their end, bad ones without harm.

using System;

using System.Runtime.InteropServices;

using CsCheck;

using Internal.Runtime.Unwinding;

using Xunit;

namespace Lume.Runtime.Tests;

public sealed unsafe class UnwinderTests : IDisposable
{
    private const int StackWords = 2048;
    private readonly UnwindImage _image = new();
    private readonly ulong* _stack = (ulong*)NativeMemory.AllocZeroed(StackWords * 8);

    public void Dispose()
    {
        NativeMemory.Free(_stack);
        _image.Dispose();
    }

    [Fact]
    public void A_walk_restores_what_the_callee_saved_and_ends_at_a_zero_return_address()
    {
        // f, after its first call, called by big after its call of use, called by nobody.
        ulong sp = (ulong)_stack + 64;
        ulong bigFrame = sp + 32;
        Write(sp + 24, _image.AddressOf(0x113C6));
        Write(sp + 16, 0x5050);
        Write(sp + 8, 0x5151);
        Write(sp, 0x5252);
        Write(bigFrame + 5024 - 8, 0);
        RegisterContext registers = At(_image.AddressOf(0x1137C), sp);

        FrameCursor cursor = new(_image.Frames(), Whole, in registers, isAfterCall: true);
        Assert.True(cursor.TryLocate());
        Assert.True(cursor.TryStep());
        Assert.Equal(_image.AddressOf(0x113C6), cursor.Registers.ProgramCounter);
        Assert.Equal(bigFrame, cursor.Registers.Stack);
        Assert.Equal(0x5050ul, cursor.Registers[8]);
        Assert.Equal(0x5151ul, cursor.Registers[9]);
        Assert.Equal(0x5252ul, cursor.Registers[18]);
        Assert.True(cursor.TryLocate());
        Assert.Equal(_image.AddressOf(0x113AA), cursor.Function.Start);
        Assert.False(cursor.TryStep());
    }

    [Fact]
    public void A_frame_that_calls_itself_without_using_stack_ends_the_walk()
    {
        RegisterContext registers = At(_image.AddressOf(0x113A8), (ulong)_stack);
        registers[1] = _image.AddressOf(0x113A8);
        FrameCursor cursor = new(_image.Frames(), Whole, in registers, isAfterCall: false);
        Assert.True(cursor.TryLocate());
        Assert.False(cursor.TryStep());
    }

    [Fact]
    public void Stack_outside_the_range_is_not_read()
    {
        RegisterContext registers = At(_image.AddressOf(0x1137C), (ulong)_stack + StackWords * 8 - 16);
        FrameCursor cursor = new(_image.Frames(), Whole, in registers, isAfterCall: true);
        Assert.True(cursor.TryLocate());
        Assert.False(cursor.TryStep());
        Assert.False(new StackRange(0, 0).Contains(0));
        Assert.False(new StackRange(0, ulong.MaxValue).Contains(4));
    }

    [Fact]
    public void Garbage_on_the_stack_and_in_registers_never_faults()
    {
        Gen.Select(Gen.ULong.Array[64], Gen.Int[0, 0x7F], Gen.Int[0, StackWords - 1]).Sample((words, at, sp) =>
        {
            for (int i = 0; i < StackWords; i++)
            {
                // Mix return addresses in, or the first step would end every walk.
                _stack[i] = (i & 3) == 0 ? _image.AddressOf(0x11368) + words[i & 63] % 0x80 : words[i & 63];
            }

            RegisterContext registers = At(_image.AddressOf(0x11368) + (ulong)at, (ulong)(_stack + sp));
            FrameCursor cursor = new(_image.Frames(), Whole, in registers, isAfterCall: true);
            int steps = 0;
            while (steps < 10_000 && cursor.TryLocate() && cursor.TryStep())
            {
                steps++;
            }

            Assert.True(steps < 10_000);
        }, threads: 1);
    }

    [Fact]
    public void Damaged_tables_never_fault()
    {
        byte[] good = _image.Bytes.ToArray();
        Gen.Select(Gen.Int[0, 0x11368 - 0x101C8 - 1].Array[1, 8], Gen.Byte, Gen.Int[0, 0x7F]).Sample((places, value, at) =>
        {
            good.CopyTo(_image.Bytes);
            foreach (int place in places)
            {
                _image.Bytes[place] ^= (byte)(value | 1);
            }

            RegisterContext registers = At(_image.AddressOf(0x11368) + (ulong)at, (ulong)_stack + 64);
            FrameCursor cursor = new(_image.Frames((value & 1) == 0), Whole, in registers, isAfterCall: true);
            if (cursor.TryLocate())
            {
                if (LandingPads.TryFind(in cursor.Function, cursor.LookupAddress, _image.Tables, _image.TablesEnd, out ProtectedCall call))
                {
                    while (call.TryNext())
                    {
                    }
                }

                cursor.TryFindBase(out _);
                cursor.TryStep();
            }
        }, threads: 1);
    }

    private StackRange Whole => new((ulong)_stack, (ulong)_stack + StackWords * 8);

    private static RegisterContext At(ulong programCounter, ulong stack) => new() { ProgramCounter = programCounter, Stack = stack };

    private static void Write(ulong address, ulong value) => *(ulong*)address = value;
}
