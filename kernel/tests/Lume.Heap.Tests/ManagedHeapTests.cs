// The managed heap: size classes, allocation, what keeps an object alive, what a collection frees.

using System;
using System.Collections.Generic;
using CsCheck;
using Lume.Hal;
using Lume.Hal.Fake;
using Xunit;

namespace Lume.Heap.Tests;

public sealed unsafe class ManagedHeapTests
{
    [Fact]
    public void Every_size_has_the_smallest_class_that_holds_it()
    {
        byte[] table = new byte[SizeClasses.TableLength];
        fixed (byte* entries = table)
        {
            SizeClasses.FillTable(entries);
        }

        for (int size = 0; size <= SizeClasses.Largest; size++)
        {
            int sizeClass = table[(size + 7) / 8];
            int slot = SizeClasses.SlotSize(sizeClass);
            Assert.True(slot >= size);
            Assert.True(sizeClass == 0 || SizeClasses.SlotSize(sizeClass - 1) < size);
            Assert.True(slot % 8 == 0 && slot - size <= Math.Max(24, (size / 8) + 8));
        }

        Assert.Equal(SizeClasses.Largest, SizeClasses.SlotSize(SizeClasses.Count - 1));
        Assert.True(SizeClasses.Count <= 64);
        Assert.All(table, c => Assert.InRange(SizeClasses.SpanFrames(c) * 4096 / SizeClasses.SlotSize(c), 4, 192));
    }

    [Fact]
    public void Memory_is_zero_aligned_and_nobody_elses()
    {
        Gen.Int[1, 40000].Array[1, 200].Sample(
            sizes =>
            {
                using Arena arena = new(4096);
                Assert.True(ManagedHeap.Initialize(default));
                SortedList<nint, int> held = [];
                foreach (int size in sizes)
                {
                    nint block = ManagedHeap.Allocate(size);
                    Assert.True(block != 0 && block % 8 == 0);
                    Span<byte> bytes = new((void*)block, size);
                    Assert.False(bytes.ContainsAnyExcept((byte)0));
                    bytes.Fill(0xEE);
                    held.Add(block, size);
                }

                for (int i = 1; i < held.Count; i++)
                {
                    Assert.True(held.Keys[i - 1] + held.Values[i - 1] <= held.Keys[i]);
                }
            },
            iter: 50,
            threads: 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(20000)]
    [InlineData(4073)]
    public void A_pointer_into_or_just_past_an_object_keeps_it(int length)
    {
        using Arena arena = new(2048);
        arena.StartHeap();
        FakeType type = FakeType.ByteArray();
        using Roots roots = new(arena.Machine, 1);
        for (int i = 0; i < 5; i++)
        {
            type.New(length);
        }

        nint obj = type.New(length);
        for (int offset = 0; offset <= 16 + length; offset += offset < 32 || offset > length - 8 ? 1 : 97)
        {
            roots[0] = obj + offset;
            ManagedHeap.CollectAndSweep();
            Assert.Equal(1, CountObjects());
            Assert.Equal(type.Address, *(nint*)obj);
        }

        roots[0] = obj - 8;
        ManagedHeap.CollectAndSweep();
        Assert.Equal(1, CountObjects());
        Assert.Equal(type.Address, *(nint*)obj);

        roots[0] = obj - 9;
        ManagedHeap.CollectAndSweep();
        Assert.Equal(0, CountObjects());
    }

    [Fact]
    public void Words_that_are_no_pointers_do_no_harm()
    {
        using Arena arena = new(1024);
        arena.StartHeap();
        FakeType type = FakeType.Plain(2);
        nint obj = type.New();
        nint span = obj & ~4095;
        nint ram = (nint)PhysicalMemory.Pointer(new PhysicalAddress(Arena.Base));
        nint[] words = [0, 1, -1, nint.MinValue, nint.MaxValue, ram, ram - 1, ram + (1024 * 4096), span - 1, span + 4095, span + 4096, (nint)(&obj)];
        using Roots roots = new(arena.Machine, words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            roots[i] = words[i];
        }

        ManagedHeap.CollectAndSweep();
        Assert.Equal(0, CountObjects());
    }

    [Fact]
    public void A_collection_keeps_exactly_what_is_reachable()
    {
        Gen.Select(Gen.Int[0, 4].Array[1, 400], Gen.Int[0, int.MaxValue].Array[1, 1200], Gen.Int[0, 399].Array[0, 5]).Sample(
            (kinds, links, rooted) =>
            {
                using Arena arena = new(2048);
                arena.StartHeap();
                using Roots roots = new(arena.Machine, 5);
                CheckGraph(kinds, links, rooted, roots);
            },
            iter: 100,
            threads: 1);
    }

    private static void CheckGraph(int[] kinds, int[] links, int[] rooted, Roots roots)
    {
        FakeType[] types =
        [
            FakeType.Plain(3), FakeType.WithReferences(1, 0), FakeType.WithReferences(5, 0, 2, 4),
            FakeType.ReferenceArray(), FakeType.StructArray(),
        ];
        int[][] slots = [[], [8], [8, 24, 40], [16, 24, 32, 40], [16, 40, 48, 72]];
        nint[] objects = new nint[kinds.Length];
        for (int i = 0; i < objects.Length; i++)
        {
            objects[i] = types[kinds[i]].New(kinds[i] == 3 ? 4 : 2);
        }

        List<int>[] edges = new List<int>[kinds.Length];
        int link = 0;
        for (int i = 0; i < objects.Length; i++)
        {
            edges[i] = [];
            foreach (int slot in slots[kinds[i]])
            {
                int target = links[link++ % links.Length] % (objects.Length * 2);
                if (target < objects.Length)
                {
                    *(nint*)(objects[i] + slot) = objects[target];
                    edges[i].Add(target);
                }
            }
        }

        HashSet<int> alive = [];
        for (int i = 0; i < rooted.Length; i++)
        {
            if (rooted[i] < objects.Length)
            {
                roots[i] = objects[rooted[i]];
                Reach(rooted[i], edges, alive);
            }
        }

        ManagedHeap.CollectAndSweep();
        Assert.Equal(alive.Count, CountObjects());
        foreach (int i in alive)
        {
            Assert.Equal(types[kinds[i]].Address, *(nint*)objects[i]);
        }
    }

    private static void Reach(int start, List<int>[] edges, HashSet<int> alive)
    {
        Stack<int> work = new([start]);
        while (work.TryPop(out int at))
        {
            if (alive.Add(at))
            {
                edges[at].ForEach(work.Push);
            }
        }
    }

    [Fact]
    public void A_long_list_and_an_array_wider_than_the_mark_stack_survive()
    {
        using Arena arena = new(8192);
        arena.StartHeap();
        using Roots roots = new(arena.Machine, 2);
        FakeType node = FakeType.WithReferences(2, 0, 1);
        FakeType array = FakeType.ReferenceArray();
        nint list = 0;
        for (int i = 0; i < 20000; i++)
        {
            nint next = node.New();
            *(nint*)(next + 8) = list;
            list = next;
        }

        nint wide = array.New(30000);
        for (int i = 0; i < 30000; i++)
        {
            nint left = node.New();
            nint right = node.New();
            *(nint*)(left + 16) = right;
            *(nint*)(wide + 16 + (i * 8)) = left;
        }

        roots[0] = list;
        roots[1] = wide;
        ManagedHeap.CollectAndSweep();
        Assert.Equal(20000 + 1 + 60000, CountObjects());
        roots[1] = 0;
        ManagedHeap.CollectAndSweep();
        Assert.Equal(20000, CountObjects());
    }

    [Fact]
    public void All_frames_come_back_when_all_objects_are_dead()
    {
        using Arena arena = new(4096);
        arena.StartHeap();
        FakeType bytes = FakeType.ByteArray();
        bytes.New(1);
        ManagedHeap.CollectAndSweep();
        long free = FrameAllocator.Statistics.Free;
        Random random = new(1);
        for (int i = 0; i < 3000; i++)
        {
            bytes.New(random.Next(1, 12000));
        }

        ManagedHeap.CollectAndSweep();
        Assert.Equal(0, CountObjects());
        Assert.InRange(FrameAllocator.Statistics.Free, free - 32, free);
    }

    [Fact]
    public void Garbage_is_collected_by_itself_and_memory_does_not_run_out()
    {
        using Arena arena = new(1024);
        arena.StartHeap();
        FakeType bytes = FakeType.ByteArray();
        for (int i = 0; i < 20000; i++)
        {
            Assert.NotEqual(0, bytes.New(i % 5000));
        }

        Assert.InRange(ManagedHeap.Statistics.Collections, 1, 1000);
    }

    [Fact]
    public void Live_objects_that_fill_memory_make_allocation_fail_and_not_crash()
    {
        using Arena arena = new(1024);
        arena.StartHeap();
        using Roots roots = new(arena.Machine, 1);
        FakeType node = FakeType.WithReferences(100, 0);
        int count = 0;
        for (nint next = node.New(); next != 0; next = node.New(), count++)
        {
            *(nint*)(next + 8) = roots[0];
            roots[0] = next;
        }

        Assert.InRange(count, 3000, 5000);
        Assert.Equal(0, FakeType.ByteArray().New(200 << 10));
        roots[0] = 0;
        ManagedHeap.ExpectGarbage();
        Assert.NotEqual(0, FakeType.ByteArray().New(200 << 10));
    }

    [Fact]
    public void A_hart_has_free_slots_of_its_own_and_takes_the_lock_once_for_many_objects()
    {
        using Arena arena = new(2048);
        arena.StartHeap();
        FakeType type = FakeType.Plain(1);
        type.New();
        long before = FrameAllocatorTests.TimesLocked(LockRank.Slab);
        for (int i = 0; i < 1000; i++)
        {
            Assert.NotEqual(0, type.New());
        }

        Assert.InRange(FrameAllocatorTests.TimesLocked(LockRank.Slab) - before, 1, 20);
    }

    [Fact]
    public void Nothing_is_collected_under_a_spinlock()
    {
        using Arena arena = new(1024);
        arena.StartHeap();
        SpinLock<TestLock> guarded = default;
        using (guarded.Enter())
        {
            FakeType.Plain(1).New();
            Assert.False(ManagedHeap.Collect());
        }

        Assert.Equal(0, ManagedHeap.Statistics.Collections);
        Assert.True(ManagedHeap.Collect());
    }

    [Fact]
    public void Collecting_at_every_allocation_with_poison_keeps_what_is_live()
    {
        using Arena arena = new(2048);
        arena.StartHeap(new HeapOptions { CollectEvery = 1, Poison = true });
        using Roots roots = new(arena.Machine, 1);
        FakeType node = FakeType.WithReferences(3, 1);
        for (int i = 0; i < 300; i++)
        {
            nint next = node.New();
            Assert.Equal((0, 0, 0), (*(nint*)(next + 8), *(nint*)(next + 16), *(nint*)(next + 24)));
            *(nint*)(next + 8) = i;
            *(nint*)(next + 16) = roots[0];
            roots[0] = i % 50 == 0 ? 0 : next;
        }

        int length = 0;
        for (nint at = roots[0]; at != 0; at = *(nint*)(at + 16))
        {
            length++;
        }

        Assert.Equal(49, length);
        Assert.Equal(300, ManagedHeap.Statistics.Collections);
    }

    [Fact]
    public void Poison_tells_of_a_write_to_a_freed_object()
    {
        using Arena arena = new(1024);
        arena.StartHeap(new HeapOptions { Poison = true });
        FakeType type = FakeType.Plain(4);
        nint freed = type.New();
        ManagedHeap.CollectAndSweep();
        freed = type.New();
        ManagedHeap.Collect();
        nint kept = type.New();
        *(nint*)(kept + 40 + 16) = 5;
        Assert.ThrowsAny<Exception>(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                type.New();
            }
        });
        Assert.Equal(freed, kept);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(20000)]
    public void Poison_covers_spans_that_are_given_back_whole(int length)
    {
        using Arena arena = new(1024);
        arena.StartHeap(new HeapOptions { Poison = true });
        nint freed = FakeType.ByteArray().New(length);
        ManagedHeap.CollectAndSweep();
        Assert.Equal(0, CountObjects());
        Assert.Equal(0, *(nint*)freed);
        Assert.Equal(0xDEADBEEF, *(uint*)(freed + 8));
        Assert.Equal(0xDEADBEEF, *(uint*)(freed + 8 + length));
    }

    [Fact]
    public void Objects_are_counted_by_type()
    {
        using Arena arena = new(1024);
        arena.StartHeap();
        FakeType small = FakeType.Plain(1);
        FakeType big = FakeType.ByteArray();
        for (int i = 0; i < 10; i++)
        {
            small.New();
            big.New(9000);
        }

        TypeCount[] counts = new TypeCount[16];
        Assert.Equal(20, ManagedHeap.CountObjects(counts));
        Assert.Contains(counts, c => c.Type == small.Address && c.Objects == 10 && c.Bytes == 240);
        Assert.Contains(counts, c => c.Type == big.Address && c.Objects == 10);
    }

    private static long CountObjects() => ManagedHeap.CountObjects([]);

    private struct TestLock : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "test"u8;

        public static int Rank => LockRank.Process;

        public static bool MasksInterrupts => false;
    }
}
