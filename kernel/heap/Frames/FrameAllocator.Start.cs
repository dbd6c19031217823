// The allocator's start: which memory there is, and where its own tables go.

using System;
using System.Runtime.CompilerServices;
using Lume.Hal;

namespace Lume.Heap;

public static unsafe partial class FrameAllocator
{
    // FrameInfo.Flags of a frame that was reserved at start and may be donated later.
    private const ushort Withheld = 1;

    private static int s_hartCount;

    /// <summary>
    /// Takes over the memory that the firmware left: <see cref="BootInfo.Usable"/> now, the rest of
    /// <see cref="BootInfo.Memory"/> when it is donated. Runs once, on the boot hart. False when there is too little.
    /// </summary>
    public static bool Initialize() => Initialize(in BootInfo.Memory, in BootInfo.Usable);

    /// <summary>
    /// Takes over all memory of <paramref name="memory"/>; what is not in <paramref name="usable"/> too is taken, and may
    /// be donated later. False when there is not enough for the tables.
    /// </summary>
    public static bool Initialize(in MemoryMap memory, in MemoryMap usable)
    {
        Span<MemoryRange> ram = stackalloc MemoryRange[MemoryMap.Capacity];
        Span<MemoryRange> taken = stackalloc MemoryRange[2 * MemoryMap.Capacity];
        int gaps = 0;
        for (int i = 0; i < memory.Count; i++)
        {
            ram[i] = memory[i];
            ulong at = ram[i].Start.Value;
            for (int j = 0; j < usable.Count; j++)
            {
                MemoryRange free = usable[j];
                if (free.Start.Value >= ram[i].Start.Value && free.Start.Value < ram[i].End)
                {
                    taken[gaps++] = new MemoryRange(at, free.Start.Value - at);
                    at = free.End;
                }
            }

            taken[gaps++] = new MemoryRange(at, ram[i].End - at);
        }

        return Initialize(ram.Slice(0, memory.Count), taken.Slice(0, gaps));
    }

    /// <summary>
    /// Takes over all memory of <paramref name="ram"/> except <paramref name="reserved"/>. Runs once, on the boot hart.
    /// </summary>
    /// <param name="ram">Disjoint ranges of RAM, in any order.</param>
    /// <param name="reserved">What is taken already: firmware, kernel image, device tree, initramfs. May overlap each other.</param>
    /// <returns>False when there is not enough memory for the tables.</returns>
    public static bool Initialize(ReadOnlySpan<MemoryRange> ram, ReadOnlySpan<MemoryRange> reserved)
    {
        long frames = 0;
        foreach (MemoryRange range in ram)
        {
            frames += FramesIn(range, out _);
        }

        ulong bytes = TableBytes(frames, ram.Length, Hart.Count);
        if (!TryFindGap(ram, reserved, bytes, out ulong tables))
        {
            return false;
        }

        byte* memory = PhysicalMemory.Pointer(new PhysicalAddress(tables));
        for (ulong done = 0; done < bytes; done += FrameSize)
        {
            Unsafe.InitBlock(memory + done, 0, FrameSize);
        }

        ManagedHeap.Forget();
        s_total = 0;
        s_hartCount = Hart.Count;
        s_metadata = (long)(bytes >> FrameShift);
        LayOut(memory, ram, (nint)memory - (nint)tables, frames);
        FillLists(ram, reserved, new MemoryRange(tables, bytes));
        FrameSource.Install(&AllocateForHal, &FreeForHal);
        return true;
    }

    // Page tables and kernel stacks belong to calls that were admitted, and the hal may ask under its locks.
    private static Frame AllocateForHal(int order)
    {
        TryAllocate(order, FrameOptions.Reserve | FrameOptions.NoReclaim, out Frame frame);
        return frame;
    }

    private static void FreeForHal(Frame frame, int order)
    {
        FrameInfo* info = s_table.Find(frame.Number);
        if (info == null || info->State != FrameState.Allocated || info->Order != order || !Release(frame))
        {
            HeapPlatform.Bug("the hal frees a block that is not its own");
        }
    }

    private static long FramesIn(MemoryRange range, out uint first)
    {
        // Frame 0 means "none", and a number has 32 bits: memory beyond 16 TiB is left alone.
        ulong start = (range.Start.Value + (FrameSize - 1)) >> FrameShift;
        start = start == 0 ? 1 : start;
        ulong end = range.End >> FrameShift;
        end = end > uint.MaxValue ? uint.MaxValue : end;
        first = (uint)start;
        return end > start ? (long)(end - start) : 0;
    }

    private static ulong TableBytes(long frames, int zones, int harts)
    {
        ulong bytes = (ulong)harts * (ulong)sizeof(FrameMagazine);
        bytes += (ulong)zones * (ulong)sizeof(FrameZone);
        bytes += BuddyAllocator.HeadCount * (sizeof(long) + sizeof(long));
        bytes += (ulong)frames * (ulong)sizeof(FrameInfo);
        return (bytes + (FrameSize - 1)) & ~(ulong)(FrameSize - 1);
    }

    private static bool TryFindGap(
        ReadOnlySpan<MemoryRange> ram, ReadOnlySpan<MemoryRange> reserved, ulong bytes, out ulong start)
    {
        foreach (MemoryRange range in ram)
        {
            ulong candidate = RoundUp(range.Start.Value == 0 ? FrameSize : range.Start.Value);
            while (candidate + bytes <= range.End)
            {
                ulong blocked = EndOfOverlap(reserved, candidate, candidate + bytes);
                if (blocked == 0)
                {
                    start = candidate;
                    return true;
                }

                candidate = RoundUp(blocked);
            }
        }

        start = 0;
        return false;
    }

    private static ulong RoundUp(ulong address) => (address + (FrameSize - 1)) & ~(ulong)(FrameSize - 1);

    /// <summary>End of some reserved range that meets [start, end), or 0.</summary>
    private static ulong EndOfOverlap(ReadOnlySpan<MemoryRange> reserved, ulong start, ulong end)
    {
        foreach (MemoryRange range in reserved)
        {
            if (range.Length != 0 && range.Start.Value < end && start < range.End)
            {
                return range.End;
            }
        }

        return 0;
    }

    private static void LayOut(byte* memory, ReadOnlySpan<MemoryRange> ram, nint directMap, long frames)
    {
        FrameInfo* infos = (FrameInfo*)memory;
        s_magazines = (FrameMagazine*)(infos + frames);
        FrameZone* zones = (FrameZone*)(s_magazines + s_hartCount);
        long* blocks = (long*)(zones + ram.Length);
        uint* heads = (uint*)(blocks + BuddyAllocator.HeadCount);
        for (int i = 0; i < ram.Length; i++)
        {
            zones[i].Count = (uint)FramesIn(ram[i], out zones[i].First);
            zones[i].Info = infos;
            infos += zones[i].Count;
        }

        // Magazines may hold at most an eighth of memory together, batches a thirty-second and 16 MiB. Two batches fill a magazine.
        long limit = frames / 8 / s_hartCount;
        limit = limit > FrameMagazine.Capacity ? FrameMagazine.Capacity : limit < 4 ? 4 : limit & ~1L;
        s_table = new FrameTable(zones, ram.Length, directMap);
        s_depot.Value = new FrameDepot(s_table, new BuddyAllocator(s_table, heads, blocks), (int)limit / 2, frames < 32 * 4096 ? frames / 32 : 4096);
        for (int hart = 0; hart < s_hartCount; hart++)
        {
            s_magazines[hart].Limit = (int)limit;
        }

        // What calls that have begun may still take; see Admit.
        long reserve = frames / 32;
        s_reserve = reserve > 1024 ? 1024 : reserve;
        s_isLow = false;
    }

    private static void FillLists(
        ReadOnlySpan<MemoryRange> ram, ReadOnlySpan<MemoryRange> reserved, MemoryRange tables)
    {
        foreach (MemoryRange range in ram)
        {
            uint count = (uint)FramesIn(range, out uint first);
            uint end = first + count;
            uint runStart = first;
            uint number = first;
            while (number < end)
            {
                ulong address = (ulong)number << FrameShift;
                ulong blocked = EndOfOverlap(reserved, address, address + FrameSize);
                bool table = address >= tables.Start.Value && address < tables.End;
                if (blocked == 0 && !table)
                {
                    number = NextReserved(reserved, tables, number, end);
                    continue;
                }

                GiveFree(runStart, number);
                if (table)
                {
                    number = (uint)(tables.End >> FrameShift);
                }
                else
                {
                    s_table.Find(number)->Flags = Withheld;
                    number++;
                }

                runStart = number;
            }

            GiveFree(runStart, number < end ? number : end);
        }
    }

    private static void GiveFree(uint first, uint end)
    {
        if (end > first)
        {
            s_depot.Value.GiveRun(first, end - first);
            s_total += end - first;
        }
    }

    /// <summary>First frame from <paramref name="number"/> on, which is free, that a reserved range or the tables touch.</summary>
    private static uint NextReserved(ReadOnlySpan<MemoryRange> reserved, MemoryRange tables, uint number, uint end)
    {
        ulong from = (ulong)number << FrameShift;
        ulong next = (ulong)end << FrameShift;
        if (tables.Start.Value > from && tables.Start.Value < next)
        {
            next = tables.Start.Value;
        }

        foreach (MemoryRange range in reserved)
        {
            if (range.Length != 0 && range.Start.Value > from && range.Start.Value < next)
            {
                next = range.Start.Value;
            }
        }

        return (uint)(next >> FrameShift);
    }
}
