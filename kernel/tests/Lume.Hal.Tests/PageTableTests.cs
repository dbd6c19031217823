// Page tables over fake RAM, seen through harts whose TLBs never forget by themselves.

using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Hal.Fake;
using Xunit;

namespace Lume.Hal.Tests;

public sealed class PageTableTests
{
    private const PageFlags UserData = PageFlags.User | PageFlags.Read | PageFlags.Write;
    private const ulong Page = MemoryLayout.PageSize;

    private readonly FakeMachine _machine = new(harts: 3);

    [Fact]
    public void A_mapped_page_has_accessed_and_dirty_set()
    {
        PageTable table = PageTable.TryCreate()!;
        Frame frame = FrameSource.AllocateZeroed();
        Assert.True(table.TryMap(new VirtualAddress(0x1000), frame, UserData));
        PageTableEntry entry = table.Query(new VirtualAddress(0x1abc));
        Assert.Equal(frame, entry.Frame);
        Assert.Equal(UserData | PageFlags.Valid | PageFlags.Accessed | PageFlags.Dirty, entry.Flags);
    }

    [Fact]
    public void A_read_only_page_is_not_dirty()
        => Assert.Equal(
            PageFlags.User | PageFlags.Read | PageFlags.Valid | PageFlags.Accessed,
            new PageTableEntry(new Frame(5), PageFlags.User | PageFlags.Read | PageFlags.Dirty).Flags);

    [Fact]
    public void User_copies_go_through_the_active_table()
    {
        PageTable table = Active();
        Frame first = Map(table, 0x5000);
        Frame second = Map(table, 0x6000);
        Assert.Equal(0, UserMemory.Write(0x5ffe, [1, 2, 3, 4]));
        Assert.Equal([1, 2], PageLease.Open(first).Bytes[^2..].ToArray());
        Assert.Equal([3, 4], PageLease.Open(second).Bytes[..2].ToArray());
    }

    [Fact]
    public void A_copy_that_meets_a_hole_tells_how_many_bytes_are_missing()
    {
        Map(Active(), 0x5000);
        Assert.Equal(6, UserMemory.Read(0x5ffe, new byte[8]));
        Assert.Equal(8, UserMemory.Read(MemoryLayout.UserEnd - 4, new byte[8]));
        Assert.Equal(8, UserMemory.Read(ulong.MaxValue - 3, new byte[8]));
        Assert.Equal(8, UserMemory.Write(MemoryLayout.DirectMap, new byte[8]));
    }

    [Fact]
    public void Unmapping_is_seen_by_every_hart_that_uses_the_table()
    {
        PageTable table = Active();
        Map(table, 0x5000);
        TouchOnAllHarts(table, 0x5000, expected: 0);
        table.Unmap(new VirtualAddress(0x5000));
        TouchOnAllHarts(table, 0x5000, expected: 1);
    }

    [Fact]
    public void A_page_mapped_after_a_fault_is_found_although_the_hart_cached_the_hole()
    {
        PageTable table = Active();
        Assert.Equal(1, UserMemory.Read(0x5000, new byte[1]));
        _machine.ClearEvents();
        Map(table, 0x5000);
        Assert.Empty(_machine.Events);
        int faults = 0;
        _machine.UserFault = (address, _) =>
        {
            faults++;
            table.ForgetSpurious(new VirtualAddress(address));
            return 1;
        };
        Assert.Equal(0, UserMemory.Read(0x5000, new byte[1]));
        Assert.Equal(0, UserMemory.Read(0x5000, new byte[1]));
        Assert.Equal(1, faults);
    }

    [Fact]
    public void A_hart_that_left_the_table_is_not_disturbed_and_sees_the_change_when_it_returns()
    {
        PageTable table = Active();
        Map(table, 0x5000);
        Assert.Equal(0, UserMemory.Read(0x5000, new byte[1]));
        PageTable other = Active();
        _machine.Enter(1);
        table.Activate();
        _machine.ClearEvents();
        table.Unmap(new VirtualAddress(0x5000));
        Assert.DoesNotContain(_machine.Events, e => e.Hart == 0);
        _machine.Enter(0);
        table.Activate();
        Assert.Equal(1, UserMemory.Read(0x5000, new byte[1]));
        Assert.NotSame(other, table);
    }

    [Fact]
    public void A_lazy_hart_is_not_disturbed_and_sees_the_change_when_it_goes_on()
    {
        PageTable table = Active();
        Map(table, 0x5000);
        Assert.Equal(0, UserMemory.Read(0x5000, new byte[1]));
        PageTable.EnterLazy();
        _machine.Enter(1);
        table.Activate();
        _machine.ClearEvents();
        table.Unmap(new VirtualAddress(0x5000));
        Assert.DoesNotContain(_machine.Events, e => e.Hart == 0);
        _machine.Enter(0);
        table.Activate();
        Assert.Equal(1, UserMemory.Read(0x5000, new byte[1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void More_tables_than_identifiers_never_mix(int identifierBits)
    {
        FakeMachine machine = new(harts: 1, identifierBits);
        PageTable[] tables = Enumerable.Range(0, 20).Select(_ => PageTable.TryCreate()!).ToArray();
        for (int i = 0; i < tables.Length; i++)
        {
            Assert.True(tables[i].TryMap(new VirtualAddress(0x5000), FrameSource.AllocateZeroed(), UserData));
            tables[i].Activate();
            Assert.True(UserMemory.TryWrite(0x5000, i));
        }

        Gen.Int[0, tables.Length - 1].Array[1, 60].Sample(
            order =>
            {
                foreach (int i in order)
                {
                    tables[i].Activate();
                    if (!UserMemory.TryRead(0x5000, out int value) || value != i)
                    {
                        return false;
                    }
                }

                return true;
            },
            iter: 200,
            threads: 1);
        Assert.Equal(1, machine.HartCount);
    }

    [Fact]
    public void New_code_disturbs_only_harts_that_run_the_table_and_reaches_the_others_when_they_do()
    {
        PageTable table = Active();
        Active();
        _machine.Enter(1);
        table.Activate();
        _machine.ClearEvents();
        table.FlushInstructionCache();
        Assert.Equal([new FakeEvent(FakeEventKind.FenceI, 1, 0)], _machine.Events);
        _machine.Enter(0);
        _machine.ClearEvents();
        table.Activate();
        Assert.Contains(new FakeEvent(FakeEventKind.FenceI, 0, 0), _machine.Events);
        _machine.ClearEvents();
        PageTable.EnterLazy();
        table.Activate();
        Assert.DoesNotContain(_machine.Events, e => e.Kind == FakeEventKind.FenceI);
    }

    [Fact]
    public void Frames_reach_the_sink_only_after_the_shoot_down()
    {
        PageTable table = Active();
        for (ulong i = 0; i < 5; i++)
        {
            Map(table, 0x10000 + i * Page);
        }

        _machine.ClearEvents();
        Sink sink = new() { Machine = _machine };
        table.UnmapRange(new VirtualAddress(0), new VirtualAddress(MemoryLayout.UserEnd), ref sink);
        Assert.Equal(5, sink.Released);
        Assert.True(sink.FlushedFirst);
    }

    [Fact]
    public void A_page_without_access_keeps_its_frame_and_faults()
    {
        PageTable table = Active();
        Frame frame = Map(table, 0x5000);
        table.Protect(new VirtualAddress(0x5000), new VirtualAddress(0x6000), PageFlags.None);
        Assert.Equal(1, UserMemory.Read(0x5000, new byte[1]));
        PageTableEntry entry = table.Query(new VirtualAddress(0x5000));
        Assert.True(entry.IsMapped);
        Assert.False(entry.IsValid);
        Assert.Equal(frame, entry.Frame);
        table.Protect(new VirtualAddress(0x5000), new VirtualAddress(0x6000), PageFlags.Read | PageFlags.Write);
        Assert.Equal(0, UserMemory.Write(0x5000, new byte[1]));
    }

    [Fact]
    public void After_fork_neither_parent_nor_child_can_write_the_shared_frame()
    {
        PageTable parent = Active();
        Frame frame = Map(parent, 0x5000);
        Assert.Equal(0, UserMemory.Write(0x5000, new byte[1]));
        PageTable child = PageTable.TryCreate()!;
        Sharer sharer = default;
        Assert.True(parent.TryClone(child, new VirtualAddress(0), new VirtualAddress(0x10000), copyOnWrite: true, ref sharer));
        parent.FinishClone();
        Assert.Equal(1, sharer.Shared);
        Assert.Equal(1, UserMemory.Write(0x5000, new byte[1]));
        Assert.Equal(0, UserMemory.Read(0x5000, new byte[1]));
        child.Activate();
        Assert.Equal(1, UserMemory.Write(0x5000, new byte[1]));
        Assert.True(child.Query(new VirtualAddress(0x5000)).IsCopyOnWrite);
        Assert.Equal(frame, child.Query(new VirtualAddress(0x5000)).Frame);
    }

    [Fact]
    public void Faults_are_resolved_and_the_copy_goes_on_unless_a_spinlock_is_held()
    {
        PageTable table = Active();
        _machine.UserFault = (address, _) =>
        {
            VirtualAddress page = new(MemoryLayout.PageDown(address));
            if (table.Query(page).IsValid)
            {
                table.ForgetSpurious(page);
            }
            else
            {
                Map(table, page.Value);
            }

            return 1;
        };
        Assert.Equal(0, UserMemory.Write(0x5ff0, new byte[32]));
        SpinLock<TestLock> spin = default;
        using (spin.Enter())
        {
            Assert.Equal(32, UserMemory.Write(0x9ff0, new byte[32]));
        }
    }

    [Fact]
    public void Tables_behave_like_a_dictionary()
        => Gen.Select(Gen.Int[0, 3], Gen.ULong[0, 40], Gen.ULong[1, 20]).Array[1, 60].Sample(
            steps =>
            {
                FakeMachine machine = new(harts: 2);
                PageTable table = Active();
                Dictionary<ulong, Frame> model = [];
                foreach ((int action, ulong where, ulong length) in steps)
                {
                    Apply(table, model, action, where * 0x7_f000 / Page * Page, length * Page);
                }

                Collector seen = new() { Pages = [] };
                table.Walk(new VirtualAddress(0), new VirtualAddress(MemoryLayout.UserEnd), ref seen);
                bool same = seen.Pages.OrderBy(p => p.Key).SequenceEqual(model.OrderBy(p => p.Key));
                Sink sink = new() { Machine = machine };
                table.UnmapRange(new VirtualAddress(0), new VirtualAddress(MemoryLayout.UserEnd), ref sink);
                PageTable.ActivateKernel();
                table.Destroy();
                return same && sink.Released == model.Count && table.TableFrames == 1;
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void Destroying_keeps_the_root_until_the_last_hart_leaves()
    {
        PageTable table = Active();
        Map(table, 0x5000);
        Sink sink = new() { Machine = _machine };
        table.UnmapRange(new VirtualAddress(0), new VirtualAddress(MemoryLayout.UserEnd), ref sink);
        PageTable.EnterLazy();
        table.Destroy();
        Frame next = FrameSource.Allocate(0);
        Assert.NotEqual(table.Root, next);
        FrameSource.Free(next, 0);
        PageTable.ActivateKernel();
        Assert.Equal(table.Root, FrameSource.Allocate(0));
    }

    private static void Apply(PageTable table, Dictionary<ulong, Frame> model, int action, ulong start, ulong length)
    {
        if (action == 0)
        {
            Sink sink = default;
            table.UnmapRange(new VirtualAddress(start), new VirtualAddress(start + length), ref sink);
            model.Where(p => p.Key >= start && p.Key < start + length).ToList().ForEach(p => model.Remove(p.Key));
            table.FreeEmptyTables(new VirtualAddress(0), new VirtualAddress(MemoryLayout.GigaPageSize));
            return;
        }

        for (ulong at = start; at < start + length; at += Page)
        {
            if (!model.ContainsKey(at))
            {
                model[at] = Map(table, at);
            }
        }
    }

    private static PageTable Active()
    {
        PageTable table = PageTable.TryCreate()!;
        table.Activate();
        return table;
    }

    private static Frame Map(PageTable table, ulong address)
    {
        Frame frame = FrameSource.AllocateZeroed();
        Assert.True(table.TryMap(new VirtualAddress(address), frame, UserData));
        return frame;
    }

    private void TouchOnAllHarts(PageTable table, ulong address, int expected)
    {
        for (int i = 0; i < _machine.HartCount; i++)
        {
            _machine.Enter(i);
            table.Activate();
            Assert.Equal(expected, UserMemory.Read(address, new byte[1]));
        }

        _machine.Enter(0);
    }

    private struct Sink : IFrameSink
    {
        public FakeMachine? Machine;
        public int Released;
        public bool FlushedFirst;

        public void Release(VirtualAddress address, PageTableEntry entry)
        {
            FlushedFirst = Released++ == 0 ? Machine is { Events.Count: > 0 } : FlushedFirst;
            FrameSource.Free(entry.Frame, 0);
        }
    }

    private struct Sharer : IFrameSharer
    {
        public int Shared;

        public void Share(VirtualAddress address, PageTableEntry entry) => Shared++;
    }

    private struct Collector : IPageVisitor
    {
        public Dictionary<ulong, Frame> Pages;

        public bool Visit(VirtualAddress address, PageTableEntry entry)
        {
            Pages.Add(address.Value, entry.Frame);
            return true;
        }
    }
}

internal struct TestLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "test"u8;

    public static int Rank => LockRank.Memory;

    public static bool MasksInterrupts => false;
}
