// Behaviour of address spaces, one sentence each. Expected errors are Linux's.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Security;
using Xunit;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Tests.Memory;

public sealed class AddressSpaceTests : IDisposable
{
    private const ulong Page = PageMath.Size;
    private const ulong At = 0x40_0000;
    private readonly AddressSpace _space;
    private readonly long _framesBefore;

    public AddressSpaceTests()
    {
        TestMachine.Enter();
        Warm();
        _framesBefore = TestMachine.FramesInUse;
        _space = TestMachine.NewSpace();
        TestMachine.Run(_space);
    }

    public void Dispose()
    {
        TestMachine.Run(null);
        _space.Release();
        Assert.Equal(_framesBefore, TestMachine.FramesInUse);
    }

    [Fact]
    public void Untouched_anonymous_memory_reads_as_zero_and_keeps_what_is_written()
    {
        Map(At, 4);
        Assert.Equal(0, ReadByte(At + 5));
        Assert.Equal(0UL, _space.GetStatistics().Resident);
        Assert.Equal(Errno.None, new UserOut<int>(At + Page - 2).Write(0x01020304));
        Assert.Equal(0x01020304, new UserIn<int>(At + Page - 2).Read().Value);
        Assert.Equal(2UL, _space.GetStatistics().Resident);
        Assert.Equal(4UL, _space.GetStatistics().Virtual);
    }

    [Fact]
    public void Copies_fail_where_nothing_is_mapped_and_where_the_area_forbids_it()
    {
        Map(At, 1, Protection.Read);
        Map(At + Page, 1, Protection.None);
        Assert.Equal(Errno.EFAULT, new UserOut<byte>(At).Write(1));
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(At + Page).Read(out _));
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(At + (2 * Page)).Read(out _));
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(ulong.MaxValue).Read(out _));
        Assert.Equal(Errno.EFAULT, new UserIn<long>(UserLayout.End - 4).Read(out _));
    }

    [Fact]
    public void What_is_sealed_stays_and_what_is_beside_it_does_not()
    {
        Map(At, 4);
        Assert.Equal(Errno.ENOMEM, _space.Seal(At + Page, 4 * Page));
        Assert.Equal(Errno.None, _space.Protect(At, 4 * Page, Protection.Read | Protection.Write));
        Assert.Equal(Errno.None, _space.Seal(At + Page, 2 * Page));
        Assert.Equal(Errno.EPERM, _space.Unmap(At, 4 * Page));
        Assert.Equal(4UL, _space.GetStatistics().Virtual);
        Assert.Equal(Errno.EPERM, _space.Protect(At + (2 * Page), Page, Protection.Read));
        Assert.Equal(Errno.EPERM, _space.Remap(At + Page, Page, 2 * Page, RemapFlags.MayMove, 0).Error);
        Assert.Equal(Errno.None, _space.Unmap(At, Page));
        Assert.Equal(Errno.None, _space.Unmap(At + (3 * Page), Page));
    }

    [Fact]
    public void Pages_of_shared_memory_change_places()
    {
        Assert.True(_space.Map(Request(At, 3, Protection.Read | Protection.Write, MapFlags.Shared | MapFlags.Anonymous | MapFlags.Fixed)).IsOk);
        for (ulong i = 0; i < 3; i++)
        {
            Assert.Equal(Errno.None, new UserOut<byte>(At + (i * Page)).Write((byte)(i + 1)));
        }

        Assert.Equal(Errno.None, _space.RemapPages(At, Page, 2));
        Assert.Equal(Errno.None, _space.RemapPages(At + (2 * Page), Page, 0));
        Assert.Equal(3, ReadByte(At));
        Assert.Equal(2, ReadByte(At + Page));
        Assert.Equal(1, ReadByte(At + (2 * Page)));
        Assert.Equal(Errno.EINVAL, _space.RemapPages(At + Page, 3 * Page, 0));
    }

    [Fact]
    public void Outcomes_of_faults_name_the_signal()
    {
        FakeFile file = new(new byte[100]);
        MapFile(file, At, 2, MapFlags.Private);
        Map(At + (4 * Page), 1, Protection.Read);
        Assert.Equal(FaultOutcome.NotMapped, _space.Resolve(At + (3 * Page), FaultAccess.Read));
        Assert.Equal(FaultOutcome.NotMapped, _space.Resolve(ulong.MaxValue, FaultAccess.Execute));
        Assert.Equal(FaultOutcome.NotAllowed, _space.Resolve(At + (4 * Page), FaultAccess.Execute));
        Assert.Equal(FaultOutcome.NotAllowed, _space.Resolve(At + (4 * Page), FaultAccess.Write));
        Assert.Equal(FaultOutcome.NoPage, _space.Resolve(At + Page, FaultAccess.Read));
        Assert.Equal(FaultOutcome.Resolved, _space.Resolve(At, FaultAccess.Read));
        _space.Unmap(At, 2 * Page);
        file.Release();
        Assert.Equal(0, file.References);
    }

    [Fact]
    public void Munmap_splits_the_area_when_the_hole_is_in_the_middle()
    {
        Map(At, 5);
        Touch(At, 5);
        Assert.Equal(Errno.None, _space.Unmap(At + (2 * Page), Page));
        Assert.Equal([(At, At + (2 * Page)), (At + (3 * Page), At + (5 * Page))], MemoryModel.Areas(_space));
        Assert.Equal(4UL, _space.GetStatistics().Resident);
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(At + (2 * Page)).Read(out _));
        Map(At + (2 * Page), 1);
        Assert.Equal([(At, At + (5 * Page))], MemoryModel.Areas(_space));
        Assert.Equal(0, ReadByte(At + (2 * Page)));
    }

    [Fact]
    public void The_lowest_addresses_are_for_who_may_reach_hardware()
    {
        Credentials before = Thread.Current.Credentials;
        Thread.Current.SetCredentials(new Credentials(before) { Effective = before.Effective & ~(1UL << (int)Capability.RawInputOutput) });
        Assert.Equal(Errno.EPERM, Try(0, Page, MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed));
        Thread.Current.SetCredentials(before);
        Assert.Equal(Errno.None, Try(0, Page, MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed));
    }

    [Fact]
    public void Bad_arguments_get_the_errors_of_Linux()
    {
        Assert.Equal(Errno.EINVAL, Try(At, 0, MapFlags.Private | MapFlags.Anonymous));
        Assert.Equal(Errno.EINVAL, Try(At + 1, Page, MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed));
        Assert.Equal(Errno.ENOMEM, Try(UserLayout.End - Page, 2 * Page, MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed));
        Assert.Equal(Errno.ENOMEM, Try(0, ulong.MaxValue - 5, MapFlags.Private | MapFlags.Anonymous));
        Map(At, 2);
        Assert.Equal(Errno.EEXIST, Try(At + Page, Page, MapFlags.Private | MapFlags.Anonymous | MapFlags.FixedNoReplace));
        Assert.Equal(Errno.EINVAL, _space.Unmap(At + 1, Page));
        Assert.Equal(Errno.EINVAL, _space.Unmap(At, 0));
        Assert.Equal(Errno.EINVAL, _space.Unmap(At, ulong.MaxValue));
        Assert.Equal(Errno.ENOMEM, _space.Protect(At, 3 * Page, Protection.Read));
        Assert.Equal(Errno.EINVAL, _space.Protect(At, Page, (Protection)0x80));
        Assert.Equal(Errno.None, _space.Protect(At, 0, Protection.Read));
    }

    [Fact]
    public void Fork_shares_pages_until_one_side_writes()
    {
        Map(At, 3);
        WriteByte(At, 11);
        WriteByte(At + Page, 22);
        AddressSpace child = _space.TryClone(TestMachine.Limits()).Value;
        long shared = TestMachine.FramesInUse;
        WriteByte(At, 12);
        Assert.Equal(shared + 1, TestMachine.FramesInUse);
        TestMachine.Run(child);
        Assert.Equal(11, ReadByte(At));
        WriteByte(At + Page, 23);
        WriteByte(At, 13);
        Assert.Equal(shared + 2, TestMachine.FramesInUse);
        TestMachine.Run(_space);
        Assert.Equal(12, ReadByte(At));
        Assert.Equal(22, ReadByte(At + Page));
        child.Release();
    }

    [Fact]
    public void A_page_made_read_only_before_fork_is_still_copied_when_a_child_may_write_again()
    {
        Map(At, 1);
        WriteByte(At, 1);
        Assert.Equal(Errno.None, _space.Protect(At, Page, Protection.Read));
        AddressSpace child = _space.TryClone(TestMachine.Limits()).Value;
        TestMachine.Run(child);
        Assert.Equal(Errno.None, child.Protect(At, Page, Protection.Read | Protection.Write));
        WriteByte(At, 2);
        TestMachine.Run(_space);
        Assert.Equal(1, ReadByte(At));
        child.Release();
    }

    [Fact]
    public void Shared_anonymous_memory_is_one_after_fork()
    {
        Assert.True(_space.Map(Request(At, 2, Protection.Read | Protection.Write, MapFlags.Shared | MapFlags.Anonymous | MapFlags.Fixed)).IsOk);
        AddressSpace child = _space.TryClone(TestMachine.Limits()).Value;
        TestMachine.Run(child);
        WriteByte(At + Page, 9);
        TestMachine.Run(_space);
        Assert.Equal(9, ReadByte(At + Page));
        child.Release();
        Assert.Equal(9, ReadByte(At + Page));
    }

    [Fact]
    public void Private_file_pages_are_copied_by_stores_and_the_file_stays_as_it_was()
    {
        byte[] content = new byte[3 * 4096];
        content[0] = 5;
        content[4096] = 6;
        FakeFile file = new(content);
        MapFile(file, At, 3, MapFlags.Private);
        Assert.Equal(5, ReadByte(At));
        WriteByte(At, 50);
        WriteByte(At + Page, 60);
        Assert.Equal(50, ReadByte(At));
        Assert.Equal(6, PeekFile(file, 1));
        AddressSpace child = _space.TryClone(TestMachine.Limits()).Value;
        TestMachine.Run(child);
        Assert.Equal(60, ReadByte(At + Page));
        TestMachine.Run(_space);
        child.Release();
        _space.Unmap(At, 3 * Page);
        Assert.Equal(1, file.References);
        Assert.Equal(0, file.Mappings);
        file.Release();
    }

    [Fact]
    public void A_file_that_tracks_writes_hears_of_each_page_once_it_is_stored_to()
    {
        FakeFile file = new(new byte[2 * 4096], tracksWrites: true);
        MapFile(file, At, 2, MapFlags.Shared);
        Assert.Equal(0, ReadByte(At));
        Assert.Empty(file.Dirty);
        WriteByte(At, 3);
        Assert.Equal([0UL], file.Dirty);
        Assert.Equal(3, PeekFile(file, 0));
        _space.Protect(At, 2 * Page, Protection.Read);
        _space.Protect(At, 2 * Page, Protection.Read | Protection.Write);
        WriteByte(At + Page, 4);
        Assert.Equal(2, file.Dirty.Count);
        _space.Unmap(At, 2 * Page);
        file.Release();
    }

    [Fact]
    public void Truncation_takes_pages_out_of_every_mapping()
    {
        FakeFile file = new(new byte[3 * 4096]);
        MapFile(file, At, 3, MapFlags.Shared);
        Touch(At, 3);
        AddressSpace child = _space.TryClone(TestMachine.Limits()).Value;
        file.Truncate(4096);
        Assert.Equal(FaultOutcome.NoPage, _space.Resolve(At + Page, FaultAccess.Read));
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(At + (2 * Page)).Read(out _));
        Assert.Equal(1, ReadByte(At));
        child.Release();
        _space.Unmap(At, 3 * Page);
        file.Release();
    }

    [Fact]
    public void The_stack_grows_to_its_limit_but_not_into_the_guard_gap()
    {
        ResourceLimits limits = TestMachine.Limits();
        limits.Set(ResourceLimit.Stack, new ResourceLimitValue { Current = 64 * Page, Maximum = 64 * Page });
        AddressSpace space = TestMachine.NewSpace(limits);
        ulong top = 0x2000_0000;
        MapRequest request = Request(top - (2 * Page), 2, Protection.Read | Protection.Write,
            MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed | MapFlags.GrowsDown);
        Assert.True(space.Map(request).IsOk);
        Assert.Equal(FaultOutcome.Resolved, space.Resolve(top - (64 * Page), FaultAccess.Write));
        Assert.Equal(FaultOutcome.NotMapped, space.Resolve(top - (65 * Page), FaultAccess.Write));

        ulong other = top + (1000 * Page);
        Assert.True(space.Map(Request(other - Page, 1, Protection.Read | Protection.Write,
            MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed | MapFlags.GrowsDown)).IsOk);
        Assert.True(space.Map(Request(other - (260 * Page), 1, Protection.Read, MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed)).IsOk);
        Assert.Equal(FaultOutcome.Resolved, space.Resolve(other - (3 * Page), FaultAccess.Write));
        Assert.Equal(FaultOutcome.NotMapped, space.Resolve(other - (4 * Page), FaultAccess.Write));
        space.Release();
    }

    [Fact]
    public void The_break_grows_shrinks_and_stops_at_obstacles()
    {
        _space.StartBreak(At);
        Assert.Equal(At, _space.SetBreak(0));
        Assert.Equal(At + 100, _space.SetBreak(At + 100));
        WriteByte(At + 99, 1);
        Assert.Equal(At + (3 * Page) + 1, _space.SetBreak(At + (3 * Page) + 1));
        Assert.Equal([(At, At + (4 * Page))], MemoryModel.Areas(_space));
        Map(At + (8 * Page), 1);
        Assert.Equal(At + (3 * Page) + 1, _space.SetBreak(At + (8 * Page)));
        Assert.Equal(At + Page, _space.SetBreak(At + Page));
        Assert.Equal(1, ReadByte(At + 99));
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(At + Page).Read(out _));
    }

    [Fact]
    public void Mremap_moves_pages_with_their_content()
    {
        Map(At, 3);
        WriteByte(At, 1);
        WriteByte(At + (2 * Page), 3);
        Map(At + (3 * Page), 1);
        _space.Protect(At + (3 * Page), Page, Protection.Read);
        Assert.Equal(Errno.ENOMEM, _space.Remap(At, 3 * Page, 5 * Page, RemapFlags.None, 0).Error);
        ulong moved = _space.Remap(At, 3 * Page, 5 * Page, RemapFlags.MayMove, 0).Value;
        Assert.NotEqual(At, moved);
        Assert.Equal(1, ReadByte(moved));
        Assert.Equal(3, ReadByte(moved + (2 * Page)));
        Assert.Equal(0, ReadByte(moved + (4 * Page)));
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(At).Read(out _));
        Assert.Equal(moved, _space.Remap(moved, 5 * Page, Page, RemapFlags.None, 0).Value);
        Assert.Equal(moved, _space.Remap(moved, Page, 2 * Page, RemapFlags.None, 0).Value);
        Assert.Equal(0x1000_0000UL, _space.Remap(moved, 2 * Page, 2 * Page, RemapFlags.MayMove | RemapFlags.Fixed, 0x1000_0000).Value);
        Assert.Equal(1, ReadByte(0x1000_0000));
        Assert.Equal(Errno.EINVAL, _space.Remap(0x1000_0000, Page, 0, RemapFlags.None, 0).Error);
        Assert.Equal(Errno.EFAULT, _space.Remap(0x3000_0000, Page, 2 * Page, RemapFlags.MayMove, 0).Error);
    }

    [Fact]
    public void Madvise_dontneed_gives_zeroes_again_and_reports_holes()
    {
        Map(At, 2);
        WriteByte(At, 1);
        Assert.Equal(Errno.None, _space.Advise(At, 2 * Page, MemoryAdvice.DontNeed));
        Assert.Equal(0, ReadByte(At));
        Assert.Equal(Errno.ENOMEM, _space.Advise(At, 4 * Page, MemoryAdvice.DontNeed));
        Assert.Equal(Errno.EINVAL, _space.Advise(At, Page, (MemoryAdvice)99));
        Assert.Equal(Errno.None, _space.Advise(At, Page, MemoryAdvice.DontFork));
        AddressSpace child = _space.TryClone(TestMachine.Limits()).Value;
        Assert.Equal([(At + Page, At + (2 * Page))], MemoryModel.Areas(child));
        child.Release();
    }

    [Fact]
    public void Another_hart_sees_neither_stale_pages_nor_stale_rights()
    {
        Map(At, 2);
        WriteByte(At, 1);
        Lume.Hal.Fake.FakeMachine machine = TestMachine.Enter();
        machine.Enter(1);
        TestMachine.Run(_space);
        Assert.Equal(1, ReadByte(At));
        WriteByte(At, 2);
        machine.Enter(0);
        _space.Protect(At, Page, Protection.Read);
        machine.Enter(1);
        Assert.Equal(Errno.EFAULT, new UserOut<byte>(At).Write(3));
        machine.Enter(0);
        _space.Unmap(At, Page);
        machine.Enter(1);
        Assert.Equal(Errno.EFAULT, new UserIn<byte>(At).Read(out _));
        TestMachine.Run(null);
        machine.Enter(0);
        TestMachine.Run(_space);
    }

    [Fact]
    public void Limits_of_address_space_and_data_hold()
    {
        ResourceLimits limits = TestMachine.Limits();
        limits.Set(ResourceLimit.AddressSpace, new ResourceLimitValue { Current = 10 * Page, Maximum = 10 * Page });
        limits.Set(ResourceLimit.Data, new ResourceLimitValue { Current = 4 * Page, Maximum = 4 * Page });
        AddressSpace space = TestMachine.NewSpace(limits);
        MapFlags flags = MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed;
        Assert.True(space.Map(Request(At, 4, Protection.Read | Protection.Write, flags)).IsOk);
        Assert.Equal(Errno.ENOMEM, space.Map(Request(At + (4 * Page), 1, Protection.Read | Protection.Write, flags)).Error);
        Assert.True(space.Map(Request(At + (4 * Page), 6, Protection.Read, flags)).IsOk);
        Assert.Equal(Errno.ENOMEM, space.Protect(At + (4 * Page), Page, Protection.Write));
        Assert.Equal(Errno.ENOMEM, space.Map(Request(At + (20 * Page), 1, Protection.Read, flags)).Error);
        Assert.True(space.Map(Request(At, 1, Protection.Read, flags)).IsOk);
        space.Release();
    }

    [Fact]
    public void Foreign_access_crosses_pages_and_stops_at_holes()
    {
        Map(At, 2);
        TestMachine.Run(null);
        byte[] data = new byte[5000];
        Random.Shared.NextBytes(data);
        Assert.Equal(5000, _space.WriteForeign(At + 100, data));
        byte[] back = new byte[9000];
        Assert.Equal(8092, _space.ReadForeign(At + 100, back));
        Assert.Equal(data, back[..5000]);
        TestMachine.Run(_space);
    }

    internal static MapRequest Request(ulong address, ulong pages, Protection protection, MapFlags flags) => new()
    {
        Address = address,
        Length = pages * Page,
        Protection = protection,
        Flags = flags,
    };

    private static void Warm()
    {
        // Statics that keep a frame for good are made before frames are counted.
        AddressSpace space = TestMachine.NewSpace();
        space.Map(Request(At, 1, Protection.Read, MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed));
        space.Resolve(At, FaultAccess.Read);
        space.Release();
    }

    private static byte PeekFile(FakeFile file, ulong page)
    {
        Assert.Equal(Errno.None, file.GetPage(page, PageIntent.Read, out Frame frame));
        byte value = PageLease.Open(frame).Bytes[0];
        Lume.Heap.FrameAllocator.Release(frame);
        return value;
    }

    private static byte ReadByte(ulong address)
    {
        Assert.Equal(Errno.None, new UserIn<byte>(address).Read(out byte value));
        return value;
    }

    private static void WriteByte(ulong address, byte value) => Assert.Equal(Errno.None, new UserOut<byte>(address).Write(value));

    private static void Touch(ulong address, int pages)
    {
        for (int i = 0; i < pages; i++)
        {
            WriteByte(address + ((ulong)i * Page), (byte)(i + 1));
        }
    }

    private Errno Try(ulong address, ulong length, MapFlags flags) =>
        _space.Map(new MapRequest { Address = address, Length = length, Protection = Protection.Read, Flags = flags }).Error;

    private void Map(ulong address, ulong pages, Protection protection = Protection.Read | Protection.Write)
    {
        MapFlags flags = MapFlags.Private | MapFlags.Anonymous | MapFlags.Fixed;
        Assert.Equal(address, _space.Map(Request(address, pages, protection, flags)).Value);
    }

    private void MapFile(FakeFile file, ulong address, ulong pages, MapFlags type)
    {
        MapRequest request = Request(address, pages, Protection.Read | Protection.Write, type | MapFlags.Fixed);
        request.File = file;
        Assert.Equal(address, _space.Map(request).Value);
    }
}
