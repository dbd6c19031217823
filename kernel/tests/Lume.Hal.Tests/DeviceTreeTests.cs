// The device tree reader on real trees and on damaged ones.

using System;
using System.Text;
using CsCheck;
using Xunit;

namespace Lume.Hal.Tests;

public sealed class DeviceTreeTests
{
    private static readonly byte[] s_virt = Resources.Read("virt.dtb");
    private static readonly byte[] s_visionFive = Resources.Read("visionfive.dtb");
    private static readonly byte[] s_unleashed = Resources.Read("sifive-u.dtb");

    [Fact]
    public void Qemu_virt_has_its_memory_and_uart()
    {
        DeviceTree tree = Open(s_virt);
        Assert.True(tree.TryFind("/memory"u8, out DeviceNode memory));
        Assert.True(memory.TryGetRegisters(0, out MemoryRange range));
        Assert.Equal(0x8000_0000UL, range.Start.Value);
        Assert.Equal(256UL << 20, range.Length);
        Assert.True(tree.TryFindCompatible("ns16550a"u8, default, out DeviceNode uart));
        Assert.True(uart.TryGetRegisters(0, out range));
        Assert.Equal(0x1000_0000UL, range.Start.Value);
        Assert.True(uart.TryGetInterrupt(0, out DeviceInterrupt interrupt));
        Assert.Equal(10u, interrupt.Line);
        Assert.True(tree.TryFindHandle(interrupt.Controller, out DeviceNode plic));
        Assert.True(plic.IsCompatible("riscv,plic0"u8));
    }

    [Fact]
    public void The_contexts_of_a_plic_name_harts()
    {
        DeviceTree tree = Open(s_unleashed);
        Assert.True(tree.TryFindCompatible("sifive,plic-1.0.0"u8, default, out DeviceNode plic));
        Assert.True(plic.TryGetInterrupt(0, out DeviceInterrupt monitor));
        Assert.Equal(11u, monitor.Line);
        Assert.True(tree.TryGetHartOfController(monitor.Controller, out ulong hart));
        Assert.Equal(0UL, hart);
        Assert.True(plic.TryGetInterrupt(2, out DeviceInterrupt second));
        Assert.Equal(9u, second.Line);
        Assert.True(tree.TryGetHartOfController(second.Controller, out hart));
        Assert.Equal(1UL, hart);
        Assert.False(plic.TryGetInterrupt(1000, out _));
    }

    [Fact]
    public void Registers_are_translated_through_every_bus()
    {
        Assert.True(Open(s_visionFive).TryFindCompatible("test,device"u8, default, out DeviceNode device));
        Assert.True(device.TryGetRegisters(0, out MemoryRange range));
        Assert.Equal(0x2000_1100UL, range.Start.Value);
        Assert.True(device.TryGetRegisters(1, out range));
        Assert.Equal(0x1_0000_0100UL, range.Start.Value);
        Assert.False(device.TryGetRegisters(2, out _), "outside every range");
        Assert.False(device.TryGetRegisters(3, out _), "crosses the end of a range");
        Assert.False(device.TryGetRegisters(4, out _), "no such entry");
        Assert.True(device.TryGetInterrupt(0, out DeviceInterrupt interrupt));
        Assert.Equal(7u, interrupt.Line);
    }

    [Fact]
    public void A_bus_without_ranges_passes_nothing_on()
    {
        Assert.True(Open(s_visionFive).TryFind("/soc/closed/inner"u8, out DeviceNode inner));
        Assert.False(inner.TryGetRegisters(0, out _));
    }

    [Fact]
    public void Disabled_nodes_are_not_found()
    {
        DeviceTree tree = Open(s_visionFive);
        Assert.True(tree.TryFindCompatible("test,device"u8, default, out DeviceNode first));
        Assert.False(tree.TryFindCompatible("test,device"u8, first, out _));
    }

    [Fact]
    public void Extensions_are_read_in_both_notations()
    {
        DeviceTree tree = Open(s_visionFive);
        Assert.True(tree.TryFind("/cpus/cpu@1"u8, out DeviceNode old));
        Assert.True(tree.TryFind("/cpus/cpu@2"u8, out DeviceNode current));
        Assert.True(IsaString.HasExtension(old, "zbb"u8));
        Assert.True(IsaString.HasExtension(old, "d"u8));
        Assert.False(IsaString.HasExtension(old, "v"u8));
        Assert.False(IsaString.HasExtension(old, "sstc"u8));
        Assert.True(IsaString.HasExtension(current, "zba"u8));
        Assert.False(IsaString.HasExtension(current, "zbb"u8));
        Assert.True(IsaString.Contains("rv64gch_sstc"u8, "d"u8));
        Assert.False(IsaString.Contains("rv64imac_zicsr"u8, "d"u8));
        Assert.False(IsaString.Contains("rv"u8, "d"u8));
    }

    [Fact]
    public void Reservations_and_strings_are_read()
    {
        DeviceTree tree = Open(s_visionFive);
        Assert.Equal(1, tree.ReservationCount);
        Assert.Equal(0x60000UL, tree.ReservationAt(0).Length);
        Assert.True(tree.TryFind("/chosen"u8, out DeviceNode chosen));
        Assert.True(chosen.TryGetString("bootargs"u8, out ReadOnlySpan<byte> text));
        Assert.Equal("console=ttyS0,115200 earlycon", Encoding.ASCII.GetString(text));
        Assert.True(chosen.TryGetParent(out DeviceNode parent));
        Assert.Equal(0, parent.Offset);
        Assert.False(parent.TryGetParent(out _));
    }

    [Fact]
    public void Truncated_trees_are_refused()
    {
        for (int length = 0; length < s_visionFive.Length; length++)
        {
            Assert.False(DeviceTree.TryOpen(s_visionFive.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void Trees_that_are_too_deep_are_refused()
    {
        Assert.True(DeviceTree.TryOpen(Nested(DeviceTree.MaximumDepth), out _));
        Assert.False(DeviceTree.TryOpen(Nested(DeviceTree.MaximumDepth + 1), out _));
    }

    [Fact]
    public void Damaged_trees_never_throw_or_hang()
        => Gen.Select(Gen.Int[0, 2], Gen.Select(Gen.Int[0, 20000], Gen.Byte).Array[1, 40]).Sample(
            (which, damage) =>
            {
                byte[] blob = (byte[])(which switch { 0 => s_virt, 1 => s_visionFive, _ => s_unleashed }).Clone();
                foreach ((int at, byte value) in damage)
                {
                    blob[at % blob.Length] = value;
                }

                ReadEverything(blob);
            },
            iter: 3000);

    [Fact]
    public void Damaged_headers_never_throw_or_hang()
        => Gen.Select(Gen.Int[4, 39], Gen.OneOf(Gen.Byte, Gen.Byte[0, 1], Gen.Byte[0x7f, 0x80], Gen.Byte[254, 255])).Array[1, 6].Sample(
            damage =>
            {
                byte[] blob = (byte[])s_visionFive.Clone();
                foreach ((int at, byte value) in damage)
                {
                    blob[at] = value;
                }

                ReadEverything(blob);
            },
            iter: 3000);

    private static void ReadEverything(byte[] blob)
    {
        if (!DeviceTree.TryOpen(blob, out DeviceTree tree))
        {
            return;
        }

        int budget = 60;
        foreach (DeviceNode node in tree.AllNodes)
        {
            if (budget-- == 0)
            {
                break;
            }

            node.IsCompatible("ns16550a"u8);
            for (int i = 0; i < 4; i++)
            {
                node.TryGetRegisters(i, out _);
                node.TryGetInterrupt(i, out _);
            }

            node.TryGetParent(out _);
        }

        for (int i = 0; i < tree.ReservationCount; i++)
        {
            tree.ReservationAt(i);
        }

        tree.TryFind("/soc/serial"u8, out _);
        tree.TryGetHartOfController(1, out _);
    }

    private static DeviceTree Open(byte[] blob)
    {
        Assert.True(DeviceTree.TryOpen(blob, out DeviceTree tree));
        return tree;
    }

    private static byte[] Nested(int depth)
    {
        byte[] blob = new byte[40 + 16 + depth * 12 + 4 + 4];
        int at = 0;
        void Word(uint value)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(at), value);
            at += 4;
        }

        uint structure = 56;
        uint size = (uint)depth * 12 + 4;
        foreach (uint value in new[] { 0xd00dfeed, (uint)blob.Length, structure, structure + size, 40u, 17u, 16u, 0u, 4u, size, 0u, 0u, 0u, 0u })
        {
            Word(value);
        }

        for (int i = 0; i < depth; i++)
        {
            Word(1);
            Word(0);
        }

        for (int i = 0; i < depth; i++)
        {
            Word(2);
        }

        Word(9);
        return blob;
    }
}
