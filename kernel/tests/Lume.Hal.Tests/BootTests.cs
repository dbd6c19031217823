// Memory maps, boot information, the kernel's page table.

using System;
using System.Linq;
using System.Text;
using CsCheck;
using Lume.Hal.Fake;
using Xunit;

namespace Lume.Hal.Tests;

public sealed unsafe class BootTests
{
    [Fact]
    public void A_memory_map_behaves_like_a_set_of_bytes()
        => Gen.Select(Gen.Bool, Gen.ULong[0, 200], Gen.ULong[0, 40]).Array[0, 40].Sample(
            steps =>
            {
                MemoryMap map = default;
                bool[] model = new bool[256];
                foreach ((bool add, ulong start, ulong length) in steps)
                {
                    for (ulong i = start; i < start + length; i++)
                    {
                        model[i] = add;
                    }

                    if (add)
                    {
                        map.Add(start, start + length);
                    }
                    else
                    {
                        map.Remove(start, start + length);
                    }
                }

                for (int i = 1; i < map.Count; i++)
                {
                    if (map[i - 1].End >= map[i].Start.Value)
                    {
                        return false;
                    }
                }

                return Enumerable.Range(0, 256).All(i => map.Contains((ulong)i) == model[i])
                    && map.TotalLength == (ulong)model.Count(b => b);
            });

    [Fact]
    public void A_full_memory_map_loses_memory_but_never_gives_any_twice()
    {
        MemoryMap map = default;
        Assert.True(map.Add(0, 1000));
        for (ulong i = 1; i < 2 * MemoryMap.Capacity; i++)
        {
            map.Remove(i * 4, i * 4 + 1);
        }

        Assert.Equal(MemoryMap.Capacity, map.Count);
        for (ulong i = 1; i < 2 * MemoryMap.Capacity; i++)
        {
            Assert.False(map.Contains(i * 4));
        }
    }

    [Fact]
    public void Boot_information_leaves_out_what_is_taken_and_wipes_the_seed()
    {
        FakeMachine machine = new() { KernelImage = new MemoryRange(FakeMachine.RamBase + 0x20_0000, 0x12_3456) };
        PhysicalAddress home = FakeMachine.TakeRam(1 << 20);
        byte[] blob = Resources.Read("virt.dtb");
        blob.CopyTo(PageLease.Open(home.Frame, 256).Bytes);
        BootInfo.Initialize(home.Value);
        Assert.Equal(10_000_000UL, Clock.Frequency);
        Assert.Equal(256UL << 20, BootInfo.Memory.TotalLength);
        Assert.False(BootInfo.Usable.Contains(FakeMachine.RamBase), "firmware below the kernel");
        Assert.False(BootInfo.Usable.Contains(FakeMachine.RamBase + 0x30_0000), "kernel");
        Assert.True(BootInfo.Usable.Contains(FakeMachine.RamBase + 0x32_4000));
        Assert.True(BootInfo.CommandLine.IsEmpty);
        Assert.Equal(0UL, BootInfo.Initramfs.Length);
        Assert.Equal(4, machine.HartCount);
    }

    [Fact]
    public void The_seed_is_handed_out_once_and_wiped_in_the_tree()
    {
        _ = new FakeMachine();
        byte[] blob = Resources.Read("visionfive.dtb");
        int at = blob.AsSpan().IndexOf(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 });
        PhysicalAddress home = FakeMachine.TakeRam(1 << 20);
        blob.CopyTo(PageLease.Open(home.Frame, 256).Bytes);
        BootInfo.Initialize(home.Value);
        Assert.Equal(new byte[8], PageLease.Open(home.Frame, 1).Bytes.Slice(at, 8).ToArray());
        byte[] seed = new byte[64];
        Assert.Equal(8, BootInfo.TakeSeed(seed));
        Assert.Equal(8, seed[7]);
        Assert.Equal(0, BootInfo.TakeSeed(seed));
        Assert.Equal("console=ttyS0,115200 earlycon", Encoding.ASCII.GetString(BootInfo.CommandLine));
        Assert.Equal(0x10_0000UL, BootInfo.Initramfs.Length);
    }

    [Fact]
    public void No_kernel_page_is_both_writable_and_executable_under_any_address()
    {
        _ = new FakeMachine();
        PhysicalAddress home = FakeMachine.TakeRam(1 << 20);
        Resources.Read("virt.dtb").CopyTo(PageLease.Open(home.Frame, 256).Bytes);
        BootInfo.Initialize(home.Value);
        MemoryMap usable = default;
        PhysicalAddress spare = FakeMachine.TakeRam(4 << 20);
        usable.Add(spare.Value, spare.Value + (4 << 20));
        const ulong Start = MemoryLayout.KernelImage;
        KernelImageLayout image = new()
        {
            Physical = FakeMachine.RamBase + 0x20_0000, Start = Start, TextEnd = Start + 0x28_1000, ReadOnlyEnd = Start + 0x30_3000,
            End = Start + 0x48_0000, Guard = Start + 0x40_0000,
        };
        KernelMap.Build(ref usable, image);
        for (ulong offset = 0; offset < image.End - Start; offset += MemoryLayout.PageSize)
        {
            PageTableEntry high = Walk(Start + offset);
            PageTableEntry alias = Walk(MemoryLayout.DirectMap + image.Physical + offset);
            bool text = offset < 0x28_1000;
            bool data = offset >= 0x30_3000;
            bool guard = Start + offset == image.Guard;
            Assert.Equal(!guard, high.IsValid);
            Assert.True(guard || (high.IsExecutable == text && high.IsWritable == data), $"{offset:x}");
            Assert.Equal(data, alias.IsWritable);
            Assert.False(alias.IsExecutable);
        }

        Assert.True(Walk(MemoryLayout.DirectMap + image.Physical + 0x48_0000).IsWritable);
        Assert.False(Walk(MemoryLayout.DirectMap + 0x1000_0000).IsValid);
        Assert.False(Walk(MemoryLayout.StackWindow).IsValid);
        HideAFrame(new PhysicalAddress(image.Physical + 0xA0_3000).Frame);
    }

    // A frame leaves the direct map alone, and comes back as it was.
    private static void HideAFrame(Frame frame)
    {
        ulong address = MemoryLayout.DirectMap + frame.Address.Value;
        PageTableEntry whole = Walk(address);
        Assert.NotEqual(frame, whole.Frame);
        Assert.True(KernelMap.TryHide(frame));
        Assert.False(Walk(address).IsValid);
        foreach (ulong beside in new[] { address - MemoryLayout.PageSize, address + MemoryLayout.PageSize })
        {
            Assert.Equal(new PhysicalAddress(beside - MemoryLayout.DirectMap).Frame, Walk(beside).Frame);
            Assert.Equal(whole.Flags, Walk(beside).Flags);
        }

        KernelMap.Show(frame);
        Assert.Equal(frame, Walk(address).Frame);
        Assert.Equal(whole.Flags, Walk(address).Flags);
    }

    private static PageTableEntry Walk(ulong address)
    {
        Frame table = KernelMap.Root;
        for (int level = 2; ; level--)
        {
            PageTableEntry entry = new(((ulong*)PhysicalMemory.Pointer(table.Address))[new VirtualAddress(address).Index(level)]);
            if (!entry.IsTable)
            {
                return entry;
            }

            table = entry.Frame;
        }
    }
}
