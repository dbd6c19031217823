// Rows of call frame information at each point of a function.

using System;
using System.Collections.Generic;
using System.Linq;

using Internal.Runtime.Unwinding;

using Xunit;

namespace Lume.Runtime.Tests;

public sealed class CfaProgramTests : IDisposable
{
    private readonly UnwindImage _image = new();

    public void Dispose() => _image.Dispose();

    [Theory]
    [InlineData(0x113AAul, 0)]
    [InlineData(0x113ACul, 0)]
    [InlineData(0x113AEul, 2032)]
    [InlineData(0x113BAul, 2032)]
    [InlineData(0x113BEul, 5024)]
    [InlineData(0x113C2ul, 5024)]
    public void The_frame_grows_where_the_prologue_moves_the_stack_pointer(ulong address, long offset)
    {
        CfaRow row = RowAt(address);
        Assert.Equal(2u, row.CfaRegister);
        Assert.Equal(offset, row.CfaOffset);
    }

    [Fact]
    public void Saved_registers_are_found_from_the_point_where_they_are_stored()
    {
        Assert.Equal(RegisterRule.Same, RowAt(0x113AE).KindOf(1));
        Assert.Equal(RegisterRule.AtOffset, RowAt(0x113B6).KindOf(1));
        Assert.Equal(RegisterRule.AtOffset, RowAt(0x113B6).KindOf(8));
        Assert.Equal(RegisterRule.Same, RowAt(0x113B6).KindOf(9));
    }

    [Fact]
    public void Every_followed_register_has_a_slot_of_its_own()
    {
        HashSet<uint> seen = [];
        for (int slot = 0; slot < CfaRow.SlotCount; slot++)
        {
            uint register = CfaRow.RegisterOf(slot);
            Assert.True(seen.Add(register));
            CfaRow row = default;
            row.Set(register, RegisterRule.IsOffset, 8 * slot);
            Assert.Equal(RegisterRule.IsOffset, row.Kind(slot));
            Assert.Equal(8 * slot, row.Offset(slot));
        }

        uint[] expected = [1, 2, 8, 9, .. Range(18, 27), 40, 41, .. Range(50, 59), 64];
        Assert.Equal(expected, seen.Order());
    }

    [Fact]
    public void Remembered_rows_come_back()
    {
        // def_cfa_offset 16; remember; def_cfa_offset 32; offset x8 -8; advance 4; restore; advance 4; def_cfa_offset 64
        byte[] program = [0x0E, 16, 0x0A, 0x0E, 32, 0x88, 1, 0x44, 0x0B, 0x44, 0x0E, 64];
        Assert.Equal((32, RegisterRule.AtOffset), Run(program, 0));
        Assert.Equal((16, RegisterRule.Same), Run(program, 4));
        Assert.Equal((64, RegisterRule.Same), Run(program, 8));
    }

    [Fact]
    public void Expressions_and_cut_off_programs_are_refused()
    {
        Assert.Null(Run([0x0F, 1, 0x30], 0));
        Assert.Null(Run([0x10, 8, 1, 0x30], 0));
        Assert.Null(Run([0x0E], 0));
        Assert.Null(Run([0x0B], 0));
    }

    private static IEnumerable<uint> Range(uint first, uint last)
    {
        for (uint i = first; i <= last; i++)
        {
            yield return i;
        }
    }

    private CfaRow RowAt(ulong address)
    {
        Assert.True(_image.Frames().TryFind(_image.AddressOf(address), out FrameDescription frame));
        Assert.True(CfaProgram.TryRun(in frame, _image.AddressOf(address), out CfaRow row));
        return row;
    }

    private static unsafe (long, RegisterRule)? Run(byte[] program, ulong address)
    {
        fixed (byte* start = program)
        {
            FrameDescription frame = new()
            {
                Length = 100,
                CodeAlignment = 1,
                DataAlignment = -8,
                Program = start,
                ProgramEnd = start + program.Length,
            };
            return CfaProgram.TryRun(in frame, address, out CfaRow row) ? (row.CfaOffset, row.KindOf(8)) : null;
        }
    }
}
