// Page tables: whole ranges (walk, unmap, protect, clone for fork), in time proportional to what is mapped.

using System.Threading;

namespace Lume.Hal;

/// <summary>Sees the mapped pages of a range.</summary>
public interface IPageVisitor
{
    /// <summary>One mapped page, in ascending order. False ends the walk.</summary>
    bool Visit(VirtualAddress address, PageTableEntry entry);
}

/// <summary>Takes over the caller's references to frames.</summary>
public interface IFrameSink
{
    /// <summary>The page is unmapped and no hart can reach the frame through it any more.</summary>
    void Release(VirtualAddress address, PageTableEntry entry);
}

/// <summary>Gets a reference for a frame that a second address space maps from now on.</summary>
public interface IFrameSharer
{
    /// <summary>Called once for each page that <see cref="PageTable.TryClone"/> copies, before the child can see it.</summary>
    void Share(VirtualAddress address, PageTableEntry entry);
}

public sealed unsafe partial class PageTable
{
    private interface ISlotVisitor
    {
        bool Visit(ulong address, ulong* slot);
    }

    /// <summary>Calls the visitor for each mapped page that starts in [start, end).</summary>
    public void Walk<TVisitor>(VirtualAddress start, VirtualAddress end, ref TVisitor visitor)
        where TVisitor : struct, IPageVisitor, allows ref struct
    {
        for (ulong at = start.Value; at < end.Value;)
        {
            ulong* slots = LastTable(at, out ulong next);
            ulong stop = next < end.Value ? next : end.Value;
            if (slots != null)
            {
                for (int i = new VirtualAddress(at).Index(0); at < stop; i++, at += MemoryLayout.PageSize)
                {
                    PageTableEntry entry = new(slots[i]);
                    if (entry.IsMapped && !visitor.Visit(new VirtualAddress(at), entry))
                    {
                        return;
                    }
                }
            }

            at = stop;
        }
    }

    /// <summary>Unmaps [start, end), shoots it down once, and then gives each frame to the sink.</summary>
    public void UnmapRange<TSink>(VirtualAddress start, VirtualAddress end, ref TSink sink)
        where TSink : struct, IFrameSink, allows ref struct
    {
        Invalidator invalidator = default;
        VisitSlots(start.Value, end.Value, ref invalidator);
        if (invalidator.Count == 0)
        {
            return;
        }

        Flush(new VirtualAddress(invalidator.First), ((invalidator.Last - invalidator.First) >> MemoryLayout.PageShift) + 1);
        for (ulong at = invalidator.First; at <= invalidator.Last;)
        {
            ulong* slots = LastTable(at, out ulong next);
            ulong stop = next <= invalidator.Last ? next : invalidator.Last + 1;
            if (slots != null)
            {
                for (int i = new VirtualAddress(at).Index(0); at < stop; i++, at += MemoryLayout.PageSize)
                {
                    if (slots[i] != 0)
                    {
                        PageTableEntry entry = new(slots[i]);
                        slots[i] = 0;
                        sink.Release(new VirtualAddress(at), entry.WithFlags(entry.Flags));
                    }
                }
            }

            at = stop;
        }
    }

    /// <summary>Sets the permissions of the mapped pages of [start, end); none at all keeps the frames and makes every access fault. A page with CopyOnWrite stays unwritable whatever is asked: so map a shared frame of a private area (zero page, page cache) with that flag even while it is read-only.</summary>
    public void Protect(VirtualAddress start, VirtualAddress end, PageFlags access)
    {
        Protector protector = new() { Access = access & PageFlags.Access };
        VisitSlots(start.Value, end.Value, ref protector);
        if (protector.Changed)
        {
            Flush(start, (end.Value - start.Value) >> MemoryLayout.PageShift);
        }
    }

    /// <summary>
    /// For fork: maps what this table maps in [start, end) into the child. With <paramref name="copyOnWrite"/>, all pages lose
    /// Write and gain CopyOnWrite in both. Call <see cref="FinishClone"/> when all ranges are done, before the child runs and before the parent
    /// returns to user mode. False when memory for a table is out: the child then holds a valid part.
    /// </summary>
    public bool TryClone<TSharer>(PageTable child, VirtualAddress start, VirtualAddress end, bool copyOnWrite, ref TSharer sharer)
        where TSharer : struct, IFrameSharer, allows ref struct
    {
        for (ulong at = start.Value; at < end.Value;)
        {
            ulong* slots = LastTable(at, out ulong next);
            ulong stop = next < end.Value ? next : end.Value;
            if (slots != null && !CloneTable(child, slots, at, stop, copyOnWrite, ref sharer))
            {
                return false;
            }

            at = stop;
        }

        return true;
    }

    /// <summary>Ends a fork: makes all harts forget write rights that <see cref="TryClone"/> took away.</summary>
    public void FinishClone()
    {
        if (_flushPending)
        {
            _flushPending = false;
            FlushAll();
        }
    }

    /// <summary>Frees last-level tables that lie wholly in [start, end) and map nothing. For large unmaps.</summary>
    public void FreeEmptyTables(VirtualAddress start, VirtualAddress end)
    {
        ulong first = (start.Value + MemoryLayout.MegaPageSize - 1) & ~(MemoryLayout.MegaPageSize - 1);
        for (ulong at = first; at + MemoryLayout.MegaPageSize <= end.Value; at += MemoryLayout.MegaPageSize)
        {
            PageTableEntry rootEntry = new(Table(_root)[new VirtualAddress(at).Index(2)]);
            if (!rootEntry.IsTable)
            {
                at |= MemoryLayout.GigaPageSize - MemoryLayout.MegaPageSize;
                continue;
            }

            ulong* slot = Table(rootEntry.Frame) + new VirtualAddress(at).Index(1);
            PageTableEntry entry = new(*slot);
            if (entry.IsTable && IsEmpty(entry.Frame))
            {
                Volatile.Write(ref *slot, 0);
                FlushTables();
                FreeTable(entry.Frame);
            }
        }
    }

    private bool CloneTable<TSharer>(PageTable child, ulong* slots, ulong at, ulong stop, bool copyOnWrite, ref TSharer sharer)
        where TSharer : struct, IFrameSharer, allows ref struct
    {
        ulong* target = null;
        for (; at < stop; at += MemoryLayout.PageSize)
        {
            int i = new VirtualAddress(at).Index(0);
            PageTableEntry entry = new(slots[i]);
            if (!entry.IsMapped)
            {
                continue;
            }

            if (target == null)
            {
                target = child.FindOrAdd(new VirtualAddress(at));
                if (target == null)
                {
                    return false;
                }

                target -= i;
            }

            if (copyOnWrite && !entry.IsCopyOnWrite)
            {
                // Unwritable pages too: mprotect may allow stores later, when the frame is shared.
                _flushPending |= entry.IsWritable;
                entry = entry.WithFlags((entry.Flags & ~PageFlags.Write) | PageFlags.CopyOnWrite);
                Volatile.Write(ref slots[i], entry.Bits);
            }

            sharer.Share(new VirtualAddress(at), entry);
            Volatile.Write(ref target[i], entry.Bits);
        }

        return true;
    }

    private void VisitSlots<TVisitor>(ulong at, ulong end, ref TVisitor visitor)
        where TVisitor : struct, ISlotVisitor
    {
        while (at < end)
        {
            ulong* slots = LastTable(at, out ulong next);
            ulong stop = next < end ? next : end;
            if (slots != null)
            {
                for (int i = new VirtualAddress(at).Index(0); at < stop; i++, at += MemoryLayout.PageSize)
                {
                    if (slots[i] != 0 && !visitor.Visit(at, slots + i))
                    {
                        return;
                    }
                }
            }

            at = stop;
        }
    }

    // The last-level table for an address, or null; next is the first address that another table serves.
    private ulong* LastTable(ulong at, out ulong next)
    {
        VirtualAddress address = new(at);
        CheckUser(address);
        PageTableEntry root = new(Table(_root)[address.Index(2)]);
        if (!root.IsTable)
        {
            next = (at | (MemoryLayout.GigaPageSize - 1)) + 1;
            return null;
        }

        next = (at | (MemoryLayout.MegaPageSize - 1)) + 1;
        PageTableEntry middle = new(Table(root.Frame)[address.Index(1)]);
        return middle.IsTable ? Table(middle.Frame) : null;
    }

    private static bool IsEmpty(Frame table)
    {
        ulong* entries = Table(table);
        ulong any = 0;
        for (int i = 0; i < 512; i++)
        {
            any |= entries[i];
        }

        return any == 0;
    }

    // Clears Valid but leaves the frame number in the slot, so that the second pass needs no list of frames.
    private struct Invalidator : ISlotVisitor
    {
        public ulong First;
        public ulong Last;
        public ulong Count;

        public bool Visit(ulong address, ulong* slot)
        {
            if (Count++ == 0)
            {
                First = address;
            }

            Last = address;
            Volatile.Write(ref *slot, *slot & ~(ulong)PageFlags.Valid);
            return true;
        }
    }

    private struct Protector : ISlotVisitor
    {
        public PageFlags Access;
        public bool Changed;

        public bool Visit(ulong address, ulong* slot)
        {
            PageTableEntry entry = new(*slot);
            PageFlags allowed = entry.IsCopyOnWrite ? Access & ~PageFlags.Write : Access;
            PageTableEntry changed = entry.WithFlags((entry.Flags & ~PageFlags.Access) | allowed);
            if (changed.Bits != entry.Bits)
            {
                Volatile.Write(ref *slot, changed.Bits);
                Changed = true;
            }

            return true;
        }
    }
}
