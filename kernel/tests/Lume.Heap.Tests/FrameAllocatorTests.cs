// The frame allocator against a model, and its defences.

using System;
using System.Collections.Generic;
using CsCheck;
using Lume.Hal;
using Xunit;

namespace Lume.Heap.Tests;

public sealed class FrameAllocatorTests
{
    [Fact]
    public void Every_frame_is_handed_out_once_and_all_come_back_as_the_same_blocks()
    {
        using Arena arena = new(1000, Arena.Frames(3, 40));
        FrameStatistics start = FrameAllocator.Statistics;
        long[] blocks = Arena.BlocksByOrder();
        HashSet<ulong> seen = [];
        List<Frame> frames = [];
        while (FrameAllocator.TryAllocate(FrameOptions.Reserve | FrameOptions.NoReclaim, out Frame frame))
        {
            Assert.True(seen.Add(frame.Number));
            frames.Add(frame);
        }

        Assert.Equal(start.Free, frames.Count);
        Assert.Equal(0, FrameAllocator.Statistics.Free);
        Assert.All(frames, frame => Assert.True(FrameAllocator.Release(frame)));
        Assert.Equal(start.Free, FrameAllocator.Statistics.Free);
        Assert.False(FrameAllocator.TryAllocate(18, FrameOptions.None, out _));
        Assert.Equal(blocks, Arena.BlocksByOrder());
    }

    [Fact]
    public void Random_blocks_never_overlap_are_aligned_and_merge_again()
    {
        Gen<(int Order, int Victim)> step = Gen.Select(Gen.Int[0, 5], Gen.Int[-1, 40]);
        step.Array[1, 300].Sample(
            steps =>
            {
                using Arena arena = new(2048, Arena.Frames(0, 5), Arena.Frames(100, 1), Arena.Frames(1500, 77));
                long[] blocks = Arena.BlocksByOrder();
                RunAgainstModel(steps);
                FrameAllocator.TryAllocate(18, FrameOptions.None, out _);
                Assert.Equal(blocks, Arena.BlocksByOrder());
            },
            iter: 200,
            threads: 1);
    }

    private static void RunAgainstModel((int Order, int Victim)[] steps)
    {
        long free = FrameAllocator.Statistics.Free;
        bool[] used = new bool[2048];
        List<(Frame Frame, int Order)> held = [];
        foreach ((int order, int victim) in steps)
        {
            if (victim >= 0 && victim < held.Count)
            {
                free += Drop(held, victim, used);
            }
            else if (FrameAllocator.TryAllocate(order, FrameOptions.None, out Frame frame))
            {
                uint first = (uint)(frame.Number - (Arena.Base >> 12));
                Assert.Equal(0u, (uint)frame.Number & ((1u << order) - 1));
                Assert.True(first >= 5 && first != 100 && (first < 1500 || first >= 1577));
                for (uint i = first; i < first + (1u << order); i++)
                {
                    Assert.False(used[i]);
                    used[i] = true;
                }

                held.Add((frame, order));
                free -= 1 << order;
            }

            Assert.Equal(free, FrameAllocator.Statistics.Free);
        }

        while (held.Count != 0)
        {
            Drop(held, 0, used);
        }
    }

    private static int Drop(List<(Frame Frame, int Order)> held, int index, bool[] used)
    {
        (Frame frame, int order) = held[index];
        held.RemoveAt(index);
        Assert.True(FrameAllocator.Release(frame));
        Array.Clear(used, (int)(frame.Number - (Arena.Base >> 12)), 1 << order);
        return 1 << order;
    }

    [Fact]
    public void Two_ranges_of_memory_with_a_hole_between_them_are_both_used()
    {
        MemoryRange[] ram = [Arena.Frames(0, 100), Arena.Frames(600, 424)];
        using Arena arena = new(1024, ram, [Arena.Frames(0, 10)]);
        int low = 0;
        int high = 0;
        while (FrameAllocator.TryAllocate(FrameOptions.Reserve | FrameOptions.NoReclaim, out Frame frame))
        {
            uint index = (uint)(frame.Number - (Arena.Base >> 12));
            Assert.True((index >= 10 && index < 100) || (index >= 600 && index < 1024));
            low += index < 100 ? 1 : 0;
            high += index >= 600 ? 1 : 0;
        }

        FrameStatistics statistics = FrameAllocator.Statistics;
        Assert.Equal(514, low + high + statistics.Metadata);
        Assert.True(low > 50 && high == 424);
    }

    [Fact]
    public void A_frame_is_freed_by_its_last_reference_only()
    {
        using Arena arena = new(256);
        Assert.True(FrameAllocator.TryAllocate(out Frame frame));
        FrameAllocator.AddReference(frame);
        Assert.Equal(2, FrameAllocator.CountReferences(frame));
        Assert.False(FrameAllocator.Release(frame));
        Assert.Equal(1, FrameAllocator.CountReferences(frame));
        Assert.True(FrameAllocator.Release(frame));
    }

    [Fact]
    public void A_zeroed_frame_is_zero_even_when_it_was_used_before()
    {
        using Arena arena = new(256);
        for (int i = 0; i < 500; i++)
        {
            Assert.True(FrameAllocator.TryAllocate(i % 3, FrameOptions.Zeroed, out Frame frame));
            Span<byte> bytes = PageLease.Open(frame, 1 << (i % 3)).Bytes;
            Assert.False(bytes.ContainsAnyExcept((byte)0));
            bytes.Fill(0x77);
            FrameAllocator.Release(frame);
        }
    }

    [Fact]
    public void Freeing_twice_stops_the_kernel()
    {
        using Arena arena = new(256);
        FrameAllocator.TryAllocate(out Frame frame);
        FrameAllocator.TryAllocate(3, FrameOptions.None, out Frame block);
        FrameAllocator.Release(frame);
        FrameAllocator.Release(block);
        Assert.ThrowsAny<Exception>(() => FrameAllocator.Release(frame));
        Assert.ThrowsAny<Exception>(() => FrameAllocator.Release(block));
        Assert.ThrowsAny<Exception>(() => FrameAllocator.AddReference(frame));
    }

    [Fact]
    public void Freeing_what_is_no_block_stops_the_kernel()
    {
        using Arena arena = new(256, Arena.Frames(7, 1));
        FrameAllocator.TryAllocate(3, FrameOptions.None, out Frame block);
        Assert.ThrowsAny<Exception>(() => FrameAllocator.Release(block + 1));
        Assert.ThrowsAny<Exception>(() => FrameAllocator.Release(new Frame(1)));
        Assert.ThrowsAny<Exception>(() => FrameAllocator.Release(new Frame((Arena.Base >> 12) + 7)));
        Assert.ThrowsAny<Exception>(() => FrameAllocator.Release(default));
    }

    [Fact]
    public void The_reserve_is_left_for_those_who_ask_for_it()
    {
        using Arena arena = new(1024);
        while (FrameAllocator.TryAllocate(FrameOptions.NoReclaim, out _))
        {
        }

        long reserve = FrameAllocator.Statistics.Reserve;
        Assert.True(reserve > 0);
        Assert.Equal(reserve, FrameAllocator.Statistics.Free);
        Assert.True(FrameAllocator.TryAllocate(FrameOptions.Reserve | FrameOptions.NoReclaim, out _));
        Assert.False(FrameAllocator.TryAllocate(FrameOptions.NoReclaim, out _));
    }

    [Fact]
    public void A_call_is_admitted_while_more_than_the_reserve_is_left()
    {
        using Arena arena = new(1024);
        Assert.False(FrameAllocator.IsLow);
        Assert.True(FrameAllocator.Admit());
        List<Frame> frames = [];
        while (FrameAllocator.TryAllocate(FrameOptions.NoReclaim, out Frame frame))
        {
            frames.Add(frame);
        }

        Assert.True(FrameAllocator.IsLow);
        Assert.False(FrameAllocator.Admit());
        Assert.False(FrameAllocator.IsHalfOfReserveUsed);
        while (FrameAllocator.TryAllocate(FrameOptions.Reserve | FrameOptions.NoReclaim, out Frame frame))
        {
            frames.Add(frame);
        }

        Assert.True(FrameAllocator.IsHalfOfReserveUsed);
        frames.ForEach(frame => FrameAllocator.Release(frame));
        Assert.False(FrameAllocator.IsLow);
    }

    [Fact]
    public void A_hart_has_frames_of_its_own_and_takes_the_lock_for_half_a_magazine_at_a_time()
    {
        using Arena arena = new(4096);
        Assert.True(FrameAllocator.TryAllocate(out Frame first));
        long before = TimesLocked(LockRank.Pages);
        for (int i = 0; i < 1000; i++)
        {
            Assert.True(FrameAllocator.TryAllocate(out Frame frame));
            FrameAllocator.Release(frame);
        }

        Assert.Equal(before, TimesLocked(LockRank.Pages));
        arena.Machine.Enter(1);
        Assert.True(FrameAllocator.TryAllocate(out Frame other));
        Assert.NotEqual(first, other);
        Assert.Equal(before + 1, TimesLocked(LockRank.Pages));
        arena.Machine.Enter(0);
    }

    [Fact]
    public void What_one_hart_gives_back_another_takes_in_batches_and_they_merge_when_a_block_is_wanted()
    {
        using Arena arena = new(4096);
        long free = FrameAllocator.Statistics.Free;
        Frame[] frames = new Frame[124];
        for (int round = 0; round < 3; round++)
        {
            // Two magazines' worth: one stays with the hart that gave it back, the other goes on.
            arena.Machine.Enter(0);
            for (int i = 0; i < frames.Length; i++)
            {
                Assert.True(FrameAllocator.TryAllocate(out frames[i]));
            }

            Assert.Equal(frames.Length, new HashSet<Frame>(frames).Count);
            arena.Machine.Enter(1);
            Array.ForEach(frames, frame => Assert.True(FrameAllocator.Release(frame)));
            Assert.Equal(free, FrameAllocator.Statistics.Free);
        }

        long[] blocks = Arena.BlocksByOrder();
        arena.Machine.Enter(0);
        Assert.True(FrameAllocator.TryAllocate(out _));
        Assert.Equal(blocks, Arena.BlocksByOrder());

        List<Frame> halves = [];
        while (FrameAllocator.TryAllocate(1, FrameOptions.Reserve | FrameOptions.NoReclaim, out Frame half))
        {
            halves.Add(half);
        }

        Assert.True(FrameAllocator.Statistics.Free - FrameAllocator.Statistics.InMagazines < 8, "batches were left");
        Assert.Equal(halves.Count, new HashSet<Frame>(halves).Count);
    }

    internal static long TimesLocked(int rank) => LockStatistics.TryGet(rank, out LockClassFigures figures) ? figures.Taken : 0;

    [Fact]
    public void Withheld_memory_can_be_donated_once()
    {
        using Arena arena = new(512, Arena.Frames(200, 64));
        FrameStatistics before = FrameAllocator.Statistics;
        FrameAllocator.Donate(new MemoryRange(Arena.Base + (200 * 4096) + 5, (63 * 4096) + 100));
        Assert.Equal(before.Free + 62, FrameAllocator.Statistics.Free);
        Assert.Equal(before.Total + 62, FrameAllocator.Statistics.Total);
        Assert.ThrowsAny<Exception>(() => FrameAllocator.Donate(Arena.Frames(201, 1)));
    }

    [Fact]
    public void Too_little_memory_for_the_tables_is_an_answer_not_a_crash()
    {
        Assert.False(FrameAllocator.Initialize([Arena.Frames(0, 1)], [Arena.Frames(0, 1)]));
        Assert.False(FrameAllocator.Initialize([], []));
    }
}
