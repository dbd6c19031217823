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
    /// Takes over all memory of <paramref name="ram"/> except <paramref name="reserved"/>. Runs once, on the boot hart.
    /// </summary>
    /// <param name="ram">Disjoint ranges of RAM, in any order.</param>
    /// <param name="reserved">What is taken already: firmware, kernel image, device tree, initramfs. May overlap each other.</param>
    /// <returns>False when there is not enough memory for the tables.</returns>
    public static bool Initialize(ReadOnlySpan<PhysicalRange> ram, ReadOnlySpan<PhysicalRange> reserved)
    {
        long frames = 0;
        foreach (PhysicalRange range in ram)
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
        FillLists(ram, reserved, new PhysicalRange(tables, bytes));
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

    private static long FramesIn(PhysicalRange range, out uint first)
    {
        // Frame 0 means "none", and a number has 32 bits: memory beyond 16 TiB is left alone.
        ulong start = (range.Start + (FrameSize - 1)) >> FrameShift;
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
        ReadOnlySpan<PhysicalRange> ram, ReadOnlySpan<PhysicalRange> reserved, ulong bytes, out ulong start)
    {
        foreach (PhysicalRange range in ram)
        {
            ulong candidate = RoundUp(range.Start == 0 ? FrameSize : range.Start);
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
    private static ulong EndOfOverlap(ReadOnlySpan<PhysicalRange> reserved, ulong start, ulong end)
    {
        foreach (PhysicalRange range in reserved)
        {
            if (range.Length != 0 && range.Start < end && start < range.End)
            {
                return range.End;
            }
        }

        return 0;
    }

    private static void LayOut(byte* memory, ReadOnlySpan<PhysicalRange> ram, nint directMap, long frames)
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

        s_table = new FrameTable(zones, ram.Length, directMap);
        s_buddy = new BuddyAllocator(s_table, heads, blocks);

        // Magazines may hold at most an eighth of memory together.
        long limit = frames / 8 / s_hartCount;
        limit = limit > FrameMagazine.Capacity ? FrameMagazine.Capacity : limit < 4 ? 4 : limit;
        for (int hart = 0; hart < s_hartCount; hart++)
        {
            s_magazines[hart].Limit = (int)limit;
        }

        long reserve = frames / 64;
        s_reserve = reserve > 1024 ? 1024 : reserve;
    }

    private static void FillLists(
        ReadOnlySpan<PhysicalRange> ram, ReadOnlySpan<PhysicalRange> reserved, PhysicalRange tables)
    {
        foreach (PhysicalRange range in ram)
        {
            uint count = (uint)FramesIn(range, out uint first);
            uint end = first + count;
            uint runStart = first;
            uint number = first;
            while (number < end)
            {
                ulong address = (ulong)number << FrameShift;
                ulong blocked = EndOfOverlap(reserved, address, address + FrameSize);
                bool table = address >= tables.Start && address < tables.End;
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
            s_buddy.GiveRun(first, end - first);
            s_total += end - first;
        }
    }

    /// <summary>First frame from <paramref name="number"/> on, which is free, that a reserved range or the tables touch.</summary>
    private static uint NextReserved(ReadOnlySpan<PhysicalRange> reserved, PhysicalRange tables, uint number, uint end)
    {
        ulong from = (ulong)number << FrameShift;
        ulong next = (ulong)end << FrameShift;
        if (tables.Start > from && tables.Start < next)
        {
            next = tables.Start;
        }

        foreach (PhysicalRange range in reserved)
        {
            if (range.Length != 0 && range.Start > from && range.Start < next)
            {
                next = range.Start;
            }
        }

        return (uint)(next >> FrameShift);
    }
}
