// A device's registers and interrupts: cells, buses in between, controllers.

using System;

namespace Lume.Hal;

/// <summary>A range of physical memory.</summary>
public readonly struct MemoryRange
{
    /// <summary>First byte and length in bytes.</summary>
    public MemoryRange(ulong start, ulong length)
    {
        Start = new PhysicalAddress(start);
        Length = length;
    }

    /// <summary>First byte.</summary>
    public PhysicalAddress Start { get; }

    /// <summary>Bytes.</summary>
    public ulong Length { get; }

    /// <summary>First byte after it; saturates at the end of the address space.</summary>
    public ulong End => Start.Value + Length < Start.Value ? ulong.MaxValue : Start.Value + Length;
}

/// <summary>One interrupt of a device.</summary>
/// <param name="controller">phandle of the controller.</param>
/// <param name="line">First cell of the specifier: the line's number for most controllers.</param>
public readonly struct DeviceInterrupt(uint controller, uint line)
{
    /// <summary>phandle of the controller.</summary>
    public uint Controller { get; } = controller;

    /// <summary>First cell of the specifier.</summary>
    public uint Line { get; } = line;
}

public readonly ref partial struct DeviceNode
{
    private const int MaximumCells = 2;

    /// <summary>One range of the reg property, as the CPU sees it: translated through the ranges of all buses above. False when there is none, or a bus does not pass it on.</summary>
    public bool TryGetRegisters(int index, out MemoryRange range)
    {
        range = default;
        Span<int> path = stackalloc int[DeviceTree.MaximumDepth];
        int depth = GetPath(path);
        if (depth < 2 || index < 0 || !TryGetProperty("reg"u8, out ReadOnlySpan<byte> reg))
        {
            return false;
        }

        DeviceNode bus = new(_tree, path[depth - 2]);
        if (!bus.TryGetCellCounts(out int addressCells, out int sizeCells))
        {
            return false;
        }

        int stride = addressCells + sizeCells;
        if (stride == 0 || index >= reg.Length / 4 / stride)
        {
            return false;
        }

        ulong address = ReadCells(reg, index * stride, addressCells);
        ulong length = ReadCells(reg, index * stride + addressCells, sizeCells);
        for (int i = depth - 2; i > 0; i--)
        {
            if (!new DeviceNode(_tree, path[i]).TryTranslate(new DeviceNode(_tree, path[i - 1]), ref address, length))
            {
                return false;
            }
        }

        range = new MemoryRange(address, length);
        return true;
    }

    /// <summary>One interrupt, from interrupts-extended or from interrupts and the interrupt parent.</summary>
    public bool TryGetInterrupt(int index, out DeviceInterrupt interrupt)
    {
        interrupt = default;
        if (index < 0)
        {
            return false;
        }

        if (TryGetProperty("interrupts-extended"u8, out ReadOnlySpan<byte> list))
        {
            return TryGetExtended(list, index, out interrupt);
        }

        if (!TryGetProperty("interrupts"u8, out list) || !TryGetInterruptParent(out DeviceNode parent)
            || !parent.TryGetCell("#interrupt-cells"u8, out uint cells) || cells is 0 or > 4
            || (uint)index >= (uint)list.Length / 4 / cells)
        {
            return false;
        }

        interrupt = new DeviceInterrupt(parent.Handle, (uint)ReadCells(list, index * (int)cells, 1));
        return true;
    }

    private bool TryGetExtended(ReadOnlySpan<byte> list, int index, out DeviceInterrupt interrupt)
    {
        interrupt = default;
        int at = 0;
        int count = list.Length / 4;
        for (int i = 0; at < count; i++)
        {
            uint handle = (uint)ReadCells(list, at, 1);
            if (!_tree.TryFindHandle(handle, out DeviceNode controller)
                || !controller.TryGetCell("#interrupt-cells"u8, out uint cells) || cells is 0 or > 4 || cells > count - at - 1)
            {
                return false;
            }

            if (i == index)
            {
                interrupt = new DeviceInterrupt(handle, (uint)ReadCells(list, at + 1, 1));
                return true;
            }

            at += 1 + (int)cells;
        }

        return false;
    }

    // interrupt-parent of the node or of the nearest node above that has one; a controller on the way up serves too (2.4).
    private bool TryGetInterruptParent(out DeviceNode parent)
    {
        Span<int> path = stackalloc int[DeviceTree.MaximumDepth];
        for (int i = GetPath(path) - 1; i >= 0; i--)
        {
            DeviceNode node = new(_tree, path[i]);
            if (node.TryGetCell("interrupt-parent"u8, out uint handle))
            {
                return _tree.TryFindHandle(handle, out parent);
            }

            if (node.Offset != Offset && node.HasProperty("interrupt-controller"u8))
            {
                parent = node;
                return true;
            }
        }

        parent = default;
        return false;
    }

    // The cells that the children of this node use in reg.
    private bool TryGetCellCounts(out int addressCells, out int sizeCells)
    {
        uint address = TryGetCell("#address-cells"u8, out uint a) ? a : DefaultAddressCells;
        uint size = TryGetCell("#size-cells"u8, out uint s) ? s : DefaultSizeCells;
        addressCells = (int)address;
        sizeCells = (int)size;
        return address is > 0 and <= MaximumCells && size <= MaximumCells;
    }

    // From this bus's addresses to its parent's.
    private bool TryTranslate(DeviceNode parent, ref ulong address, ulong length)
    {
        if (!TryGetProperty("ranges"u8, out ReadOnlySpan<byte> ranges) || !TryGetCellCounts(out int childCells, out int sizeCells)
            || !parent.TryGetCellCounts(out int parentCells, out _))
        {
            return false;
        }

        if (ranges.IsEmpty)
        {
            return true;
        }

        int stride = childCells + parentCells + sizeCells;
        int count = ranges.Length / 4 / stride;
        for (int i = 0; i < count; i++)
        {
            ulong child = ReadCells(ranges, i * stride, childCells);
            ulong size = ReadCells(ranges, i * stride + childCells + parentCells, sizeCells);
            if (address >= child && length <= size && address - child <= size - length)
            {
                address = ReadCells(ranges, i * stride + childCells, parentCells) + (address - child);
                return true;
            }
        }

        return false;
    }
}
