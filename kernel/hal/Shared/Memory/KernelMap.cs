// The kernel half of every address space: direct map, image with W^X, device window, kernel stacks.

using System.Threading;

namespace Lume.Hal;

/// <summary>Where the image lies and where its parts end; all virtual but the first.</summary>
internal struct KernelImageLayout
{
    public ulong Physical;
    public ulong Start;
    public ulong TextEnd;
    public ulong ReadOnlyEnd;
    public ulong End;
    public ulong Guard;
}

// The root entries of the kernel half are fixed after Build, so that address spaces can copy them once and never look again.
internal static unsafe partial class KernelMap
{
    private const int EntriesPerTable = 512;
    private const int FirstKernelRootEntry = 256;
    private const PageFlags Data = PageFlags.Read | PageFlags.Write | PageFlags.Global;
    private const PageFlags ReadOnly = PageFlags.Read | PageFlags.Global;
    private const PageFlags Text = PageFlags.Read | PageFlags.Execute | PageFlags.Global;

    private static SpinLock<HalLock> s_lock;
    private static Frame s_root;
    private static ulong s_deviceNext;

    public static Frame Root => s_root;

    public static void Build(ref MemoryMap usable, KernelImageLayout image)
    {
        s_root = TakeTable(ref usable);
        s_deviceNext = MemoryLayout.DeviceWindow;
        MapRam(ref usable, image);
        MapImage(ref usable, image);
        Table(s_root)[IndexOf(MemoryLayout.DeviceWindow, 2)] = PageTableEntry.Table(TakeTable(ref usable)).Bits;
        Table(s_root)[IndexOf(MemoryLayout.StackWindow, 2)] = PageTableEntry.Table(TakeTable(ref usable)).Bits;
    }

    public static void CopyHalf(Frame root)
    {
        ulong* from = Table(s_root);
        ulong* to = Table(root);
        for (int i = FirstKernelRootEntry; i < EntriesPerTable; i++)
        {
            to[i] = from[i];
        }
    }

    /// <summary>Maps a page of the device or stack window. The caller makes the harts forget that it was not mapped.</summary>
    public static bool TryMap(ulong address, Frame frame, PageFlags flags)
    {
        ulong* slot = Slot(address);
        if (slot == null && !TryAddTable(address))
        {
            return false;
        }

        slot = Slot(address);
        Volatile.Write(ref *slot, new PageTableEntry(frame, flags | PageFlags.Global).Bits);
        return true;
    }

    /// <summary>First half of an unmap: no hart may load the translation any more.</summary>
    public static void Invalidate(ulong address)
    {
        ulong* slot = Slot(address);
        if (slot != null)
        {
            Volatile.Write(ref *slot, *slot & ~(ulong)PageFlags.Valid);
        }
    }

    /// <summary>Second half, after the shoot-down: the frame that was mapped.</summary>
    public static Frame Remove(ulong address)
    {
        ulong* slot = Slot(address);
        if (slot == null)
        {
            return Frame.None;
        }

        Frame frame = new PageTableEntry(*slot).Frame;
        *slot = 0;
        return frame;
    }

    /// <summary>Address space in the device window, with an unmapped page behind it; 0 when it is used up.</summary>
    public static ulong TakeDeviceWindow(ulong length)
    {
        using SpinLock<HalLock>.Guard guard = s_lock.Enter();
        ulong end = MemoryLayout.DeviceWindow + MemoryLayout.DeviceWindowSize;
        if (length > end - s_deviceNext - MemoryLayout.PageSize)
        {
            return 0;
        }

        ulong start = s_deviceNext;
        s_deviceNext += length + MemoryLayout.PageSize;
        return start;
    }

    // Last-level tables of the windows are never freed: 512 of them map everything there is.
    private static bool TryAddTable(ulong address)
    {
        Frame table = FrameSource.AllocateZeroed();
        if (table.IsNone)
        {
            return false;
        }

        using (SpinLock<HalLock>.Guard guard = s_lock.Enter())
        {
            ulong* slot = Table(new PageTableEntry(Table(s_root)[IndexOf(address, 2)]).Frame) + IndexOf(address, 1);
            if (*slot == 0)
            {
                Volatile.Write(ref *slot, PageTableEntry.Table(table).Bits);
                return true;
            }
        }

        FrameSource.Free(table, 0);
        return true;
    }

    private static ulong* Slot(ulong address)
    {
        PageTableEntry root = new(Table(s_root)[IndexOf(address, 2)]);
        PageTableEntry middle = new(Volatile.Read(ref Table(root.Frame)[IndexOf(address, 1)]));
        return middle.IsTable ? Table(middle.Frame) + IndexOf(address, 0) : null;
    }

    private static void MapRam(ref MemoryMap usable, KernelImageLayout image)
    {
        ulong readOnlyEnd = image.Physical + (image.ReadOnlyEnd - image.Start);
        ref readonly MemoryMap memory = ref BootInfo.Memory;
        for (ulong giga = 0; giga < MemoryLayout.DirectMapSize; giga += MemoryLayout.GigaPageSize)
        {
            if (!memory.Overlaps(giga, giga + MemoryLayout.GigaPageSize))
            {
                continue;
            }

            ulong* slot = Table(s_root) + IndexOf(MemoryLayout.DirectMap + giga, 2);
            *slot = PageTableEntry.Table(MapGiga(ref usable, giga, image.Physical, readOnlyEnd)).Bits;
        }
    }

    // A table even where one entry of the root would do: the root stays as it is when a frame is hidden. The direct map's alias of
    // text and read-only data must not be writable either.
    private static Frame MapGiga(ref MemoryMap usable, ulong giga, ulong readOnlyStart, ulong readOnlyEnd)
    {
        Frame middle = TakeTable(ref usable);
        for (int i = 0; i < EntriesPerTable; i++)
        {
            ulong start = giga + (ulong)i * MemoryLayout.MegaPageSize;
            ulong end = start + MemoryLayout.MegaPageSize;
            bool touches = start < readOnlyEnd && end > readOnlyStart;
            bool inside = start >= readOnlyStart && end <= readOnlyEnd;
            if (!touches || inside)
            {
                Table(middle)[i] = new PageTableEntry(new PhysicalAddress(start).Frame, inside ? ReadOnly : Data).Bits;
                continue;
            }

            Frame last = TakeTable(ref usable);
            for (int j = 0; j < EntriesPerTable; j++)
            {
                ulong page = start + (ulong)j * MemoryLayout.PageSize;
                PageFlags flags = page >= readOnlyStart && page < readOnlyEnd ? ReadOnly : Data;
                Table(last)[j] = new PageTableEntry(new PhysicalAddress(page).Frame, flags).Bits;
            }

            Table(middle)[i] = PageTableEntry.Table(last).Bits;
        }

        return middle;
    }

    private static void MapImage(ref MemoryMap usable, KernelImageLayout image)
    {
        Frame middle = TakeTable(ref usable);
        Table(s_root)[IndexOf(image.Start, 2)] = PageTableEntry.Table(middle).Bits;
        for (ulong at = image.Start; at < image.End; at += MemoryLayout.MegaPageSize)
        {
            ulong end = at + MemoryLayout.MegaPageSize;
            ulong* slot = Table(middle) + IndexOf(at, 1);
            Frame first = new PhysicalAddress(image.Physical + (at - image.Start)).Frame;
            PageFlags flags = FlagsAt(image, at);
            bool hasGuard = image.Guard >= at && image.Guard < end;
            if (!hasGuard && end <= image.End && flags == FlagsAt(image, end - MemoryLayout.PageSize))
            {
                *slot = new PageTableEntry(first, flags).Bits;
                continue;
            }

            Frame last = TakeTable(ref usable);
            *slot = PageTableEntry.Table(last).Bits;
            for (ulong page = at; page < end && page < image.End; page += MemoryLayout.PageSize)
            {
                Frame frame = first + (page - at >> MemoryLayout.PageShift);
                Table(last)[IndexOf(page, 0)] = page == image.Guard ? 0 : new PageTableEntry(frame, FlagsAt(image, page)).Bits;
            }
        }
    }

    private static PageFlags FlagsAt(KernelImageLayout image, ulong address)
        => address < image.TextEnd ? Text : address < image.ReadOnlyEnd ? ReadOnly : Data;

    private static Frame TakeTable(ref MemoryMap usable)
    {
        if (!usable.TryTake(MemoryLayout.PageSize, MemoryLayout.PageSize, out ulong address))
        {
            Panic.Stop("no memory for the kernel's page table");
        }

        Frame frame = new PhysicalAddress(address).Frame;
        PhysicalMemory.Clear(frame, 1);
        return frame;
    }

    private static int IndexOf(ulong address, int level) => new VirtualAddress(address).Index(level);

    // Sound: the frames are RAM that Build or FrameSource gave to these tables.
    private static ulong* Table(Frame frame) => (ulong*)PhysicalMemory.Pointer(frame.Address);
}
