// The clauses of a protected call, from a table written here byte by byte; and the token that says where an exception goes.

using System;
using System.Runtime.InteropServices;

using CsCheck;

using Internal.Runtime.Unwinding;

using Xunit;

namespace Lume.Runtime.Tests;

public sealed unsafe class ProtectedCallTests : IDisposable
{
    private const ulong Function = 0x4000;
    private const int TypesEnd = 64;

    // Calls: [0, 4) with two clauses, [4, 8) with one of them and a cleanup, [8, 12) with a cleanup, [12, 16) without a pad.
    private static readonly byte[] s_table =
    [
        0xFF, 0x9B, TypesEnd - 3, 0x01, 16,
        0, 4, 0x40, 3,
        4, 4, 0x44, 5,
        8, 4, 0x48, 0,
        12, 4, 0, 0,
        /* 1: clause 1, the last */ 1, 0,
        /* 3: clause 2, then 1 */ 2, 0x7D,
        /* 5: clause 2, then 7 */ 2, 1,
        /* 7: cleanup, the last */ 0, 0,
    ];

    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc(TypesEnd, 8);

    public ProtectedCallTests() => Fill(s_table);

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    [Fact]
    public void Clauses_come_in_the_order_of_the_chain_with_their_cells()
    {
        ProtectedCall call = Find(2);
        Assert.Equal(Function + 0x40, call.LandingPad);
        Assert.True(call.TryNext());
        Assert.Equal(2ul, call.Clause);
        Assert.Equal((ulong)_memory + TypesEnd - 8 + 0x200, call.Cell);
        Assert.True(call.TryNext());
        Assert.Equal(1ul, call.Clause);
        Assert.Equal((ulong)_memory + TypesEnd - 4 + 0x100, call.Cell);
        Assert.False(call.TryNext());
        Assert.False(call.HasCleanup);
    }

    [Fact]
    public void A_cleanup_behind_a_clause_is_known_at_the_end()
    {
        ProtectedCall call = Find(4);
        Assert.True(call.TryNext());
        Assert.Equal(2ul, call.Clause);
        Assert.False(call.TryNext());
        Assert.True(call.HasCleanup);
    }

    [Fact]
    public void A_call_without_a_chain_has_only_a_cleanup()
    {
        ProtectedCall call = Find(11);
        Assert.True(call.HasCleanup);
        Assert.False(call.TryNext());
    }

    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    public void A_call_without_a_landing_pad_is_not_protected(ulong offset) => Assert.False(TryFind(offset, out _));

    [Fact]
    public void Damaged_tables_end()
    {
        Gen.Select(Gen.Int[0, TypesEnd - 1].Array[1, 6], Gen.Byte, Gen.ULong[0, 16]).Sample((places, value, offset) =>
        {
            Fill(s_table);
            foreach (int place in places)
            {
                _memory[place] = value;
            }

            int clauses = 0;
            if (TryFind(offset, out ProtectedCall call))
            {
                while (call.TryNext())
                {
                    clauses++;
                }
            }

            Assert.True(clauses <= TypesEnd);
        }, threads: 1);
    }

    [Theory]
    [InlineData(0xFFFF_FFFF_801F_BCD0ul, 3ul)]
    [InlineData(0x0000_0000_8010_0000ul, 0xFFFFul)]
    [InlineData(0xFFFF_8000_0000_0010ul, 1ul)]
    public void A_token_says_the_frame_and_the_clause(ulong frame, ulong clause)
    {
        UnwindTarget target = UnwindTarget.FromToken(new UnwindTarget(frame, clause).Token, 0x1000);
        Assert.Equal(frame, target.Frame);
        Assert.Equal(clause, target.Clause);
    }

    [Fact]
    public void A_token_that_is_a_clause_means_the_frame_that_has_it()
    {
        UnwindTarget target = UnwindTarget.FromToken(5, 0x1000);
        Assert.Equal(0x1000ul, target.Frame);
        Assert.Equal(5ul, target.Clause);
    }

    // Behind the table stand two distances from themselves.
    private void Fill(byte[] table)
    {
        Span<byte> memory = new(_memory, TypesEnd);
        memory.Clear();
        table.CopyTo(memory);
        BitConverter.TryWriteBytes(memory[(TypesEnd - 8)..], 0x200);
        BitConverter.TryWriteBytes(memory[(TypesEnd - 4)..], 0x100);
    }

    private ProtectedCall Find(ulong offset)
    {
        Assert.True(TryFind(offset, out ProtectedCall call));
        return call;
    }

    private bool TryFind(ulong offset, out ProtectedCall call)
    {
        FrameDescription function = new() { Start = Function, Length = 0x100, Lsda = (ulong)_memory };
        return LandingPads.TryFind(in function, Function + offset, _memory, _memory + TypesEnd, out call);
    }
}
