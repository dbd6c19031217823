// What the firmware left: memory, command line, initramfs, harts. Gathered once, before the heap exists.

using System;

namespace Lume.Hal;

/// <summary>What the kernel was booted with. Filled by <see cref="Initialize"/> on the boot hart; read-only afterwards.</summary>
public static unsafe partial class BootInfo
{
    private static MemoryMap s_memory;
    private static MemoryMap s_usable;
    private static ulong s_treeAddress;
    private static int s_treeLength;
    private static MemoryRange s_initramfs;

    /// <summary>RAM, whole, as the device tree describes it.</summary>
    public static ref readonly MemoryMap Memory => ref s_memory;

    /// <summary>RAM that nobody uses: no firmware, kernel, device tree, initramfs. Whole pages. The heap takes it.</summary>
    public static ref readonly MemoryMap Usable => ref s_usable;

    /// <summary>The initramfs as the boot loader left it; length 0 when there is none.</summary>
    public static MemoryRange Initramfs => s_initramfs;

    /// <summary>The device tree.</summary>
    public static DeviceTree Tree
    {
        get
        {
            DeviceTree.TryOpen(TreeBytes, out DeviceTree tree);
            return tree;
        }
    }

    /// <summary>The bytes of the device tree (for /sys/firmware/fdt).</summary>
    public static ReadOnlySpan<byte> TreeBytes
        => s_treeLength == 0 ? default : new(PhysicalMemory.Pointer(new PhysicalAddress(s_treeAddress)), s_treeLength);

    /// <summary>The kernel command line, without a NUL; empty when there is none.</summary>
    public static ReadOnlySpan<byte> CommandLine
        => Tree is { IsNone: false } tree && tree.TryFind("/chosen"u8, out DeviceNode chosen) && chosen.TryGetString("bootargs"u8, out ReadOnlySpan<byte> text)
            ? text
            : default;

    /// <summary>
    /// Reads the device tree at a physical address: memory, harts, clock frequency. Then builds the kernel's own page table. The first thing that
    /// <c>lume_main</c> does. Stops the kernel with a message when there is no usable tree or memory.
    /// </summary>
    public static void Initialize(ulong physicalAddressOfDeviceTree)
    {
        byte* header = Cpu.DirectMapPointer(physicalAddressOfDeviceTree);
        int length = (physicalAddressOfDeviceTree & 7) == 0 ? DeviceTree.ClaimedLength(new ReadOnlySpan<byte>(header, 40)) : 0;
        if (length == 0 || !DeviceTree.TryOpen(new ReadOnlySpan<byte>(header, length), out DeviceTree tree))
        {
            Panic.Stop("no device tree, or a damaged one");
            return;
        }

        s_treeAddress = physicalAddressOfDeviceTree;
        s_treeLength = length;
        TakeSeed(tree);
        ReadMemory(tree);
        ReadClock(tree);
        Cpu.InitializeMachine(tree, ref s_usable);
    }

    /// <summary>Gives the memory of the initramfs back, after it was unpacked: returns its whole pages and forgets it.</summary>
    public static MemoryRange ReleaseInitramfs()
    {
        ulong start = MemoryLayout.PageUp(s_initramfs.Start.Value);
        ulong end = MemoryLayout.PageDown(s_initramfs.End);
        s_initramfs = default;
        return start < end ? new MemoryRange(start, end - start) : default;
    }

    // Frames for the hal before the heap has taken Usable over.
    /// <summary>The device tree's node of a hart, by its hardware number.</summary>
    public static bool TryFindProcessor(ulong hart, out DeviceNode found)
    {
        found = default;
        if (!Tree.TryFind("/cpus"u8, out DeviceNode processors))
        {
            return false;
        }

        foreach (DeviceNode node in processors.Children)
        {
            if (node.TryGetCell("reg"u8, out uint id) && id == hart)
            {
                found = node;
                return true;
            }
        }

        return false;
    }

    internal static Frame TakeEarly(int order)
    {
        ulong bytes = (ulong)MemoryLayout.PageSize << order;
        return s_usable.TryTake(bytes, bytes, out ulong start) ? new PhysicalAddress(start).Frame : Frame.None;
    }

    internal static void GiveEarly(Frame frame, int order)
        => s_usable.Add(frame.Address.Value, frame.Address.Value + ((ulong)MemoryLayout.PageSize << order));

    private static void ReadMemory(DeviceTree tree)
    {
        s_memory = default;
        foreach (DeviceNode node in tree.Root.Children)
        {
            bool isMemory = node.TryGetString("device_type"u8, out ReadOnlySpan<byte> type) && type.SequenceEqual("memory"u8);
            for (int i = 0; isMemory && node.IsEnabled && node.TryGetRegisters(i, out MemoryRange range); i++)
            {
                ulong end = range.End < MemoryLayout.DirectMapSize ? range.End : MemoryLayout.DirectMapSize;
                s_memory.Add(range.Start.Value, end);
            }
        }

        // Frame 0 means "none".
        s_memory.Remove(0, MemoryLayout.PageSize);
        s_usable = s_memory;
        RemoveReserved(tree);
        MemoryRange kernel = Cpu.KernelImage;
        RemoveFirmware(kernel);
        Take(kernel);
        Take(new MemoryRange(s_treeAddress, (ulong)s_treeLength));
        s_initramfs = ReadInitramfs(tree);
        Take(s_initramfs);
        s_usable.AlignToPages();
        if (s_usable.Count == 0)
        {
            Panic.Stop("the device tree describes no memory");
        }
    }

    private static void RemoveReserved(DeviceTree tree)
    {
        // U-Boot reserves the initramfs, which is ours to use and to give back; QEMU does not.
        MemoryRange initramfs = InitramfsIn(tree);
        int count = tree.ReservationCount;
        for (int i = 0; i < count; i++)
        {
            MemoryRange range = tree.ReservationAt(i);
            if (range.Start.Value != initramfs.Start.Value || range.Length != initramfs.Length)
            {
                Take(range);
            }
        }

        if (tree.TryFind("/reserved-memory"u8, out DeviceNode reserved))
        {
            foreach (DeviceNode node in reserved.Children)
            {
                for (int i = 0; node.IsEnabled && node.TryGetRegisters(i, out MemoryRange range); i++)
                {
                    Take(range);
                }
            }
        }
    }

    // Firmware that does not say where it lives lives below the kernel: text_offset leaves it 2 MiB there.
    private static void RemoveFirmware(MemoryRange kernel)
    {
        ulong start = kernel.Start.Value - Math.Min(kernel.Start.Value, MemoryLayout.MegaPageSize);
        for (ulong page = start; page < kernel.Start.Value; page += MemoryLayout.PageSize)
        {
            if (s_memory.Contains(page) && !s_usable.Contains(page))
            {
                return;
            }
        }

        s_usable.Remove(start, kernel.Start.Value);
    }

    private static void Take(MemoryRange range)
    {
        if (range.Length != 0)
        {
            s_usable.Remove(MemoryLayout.PageDown(range.Start.Value), range.End > ulong.MaxValue - MemoryLayout.PageSize ? range.End : MemoryLayout.PageUp(range.End));
        }
    }

    // What the loader says; not checked.
    private static MemoryRange InitramfsIn(DeviceTree tree) =>
        tree.TryFind("/chosen"u8, out DeviceNode chosen) && chosen.TryGetCells("linux,initrd-start"u8, out ulong start)
        && chosen.TryGetCells("linux,initrd-end"u8, out ulong end) && end > start
            ? new MemoryRange(start, end - start)
            : default;

    private static MemoryRange ReadInitramfs(DeviceTree tree)
    {
        // It must lie in one piece of RAM that is nobody else's.
        MemoryRange range = InitramfsIn(tree);
        for (int i = 0; i < s_usable.Count; i++)
        {
            if (range.Start.Value >= s_usable[i].Start.Value && range.End <= s_usable[i].End)
            {
                return range;
            }
        }

        return default;
    }

    private static void ReadClock(DeviceTree tree)
    {
        if (tree.TryFind("/cpus"u8, out DeviceNode cpus))
        {
            if (cpus.TryGetCells("timebase-frequency"u8, out ulong hertz) && hertz != 0)
            {
                Clock.SetFrequency(hertz);
                return;
            }

            foreach (DeviceNode cpu in cpus.Children)
            {
                if (cpu.TryGetCells("timebase-frequency"u8, out hertz) && hertz != 0)
                {
                    Clock.SetFrequency(hertz);
                    return;
                }
            }
        }

        Panic.Stop("the device tree does not say how fast the clock runs");
    }
}
