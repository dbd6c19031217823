// The translation of one address space: creating it, single pages, destroying it.

using System;
using System.Threading;

namespace Lume.Hal;

/// <summary>
/// An Sv39 page table of a user address space; the kernel half is shared by all. The caller serialises changes with the
/// address space's lock. Frames that stop being mapped are handed back only after every hart forgot them.
/// </summary>
public sealed unsafe partial class PageTable
{
    private const int UserRootEntries = 256;
    private const int RootLevel = 2;

    private readonly Frame _root;
    private readonly ulong _id;
    private static long s_lastId;

    private int _tableFrames;

    // Harts that translate through this table right now (they get shoot-downs), and harts whose satp still
    // holds it though they run no user code (their walkers may still read the tables).
    private long _active;
    private long _loaded;
    private long _generation;
    private long _codeGeneration;
    private int _dying;
    private bool _flushPending;
#pragma warning disable CS0169, IDE0051 // the last field: each switch changes the table, and another hart may switch to the next one in memory
    private CacheLine _after;
#pragma warning restore CS0169, IDE0051

    private PageTable(Frame root)
    {
        _root = root;
        _id = (ulong)Interlocked.Increment(ref s_lastId);
        _tableFrames = 1;
    }

    /// <summary>Frames used by the tables themselves.</summary>
    public int TableFrames => _tableFrames;

    /// <summary>The harts that use this table for user code now.</summary>
    public HartSet ActiveHarts => new((ulong)Volatile.Read(ref _active));

    /// <summary>The frame of the root table.</summary>
    public Frame Root => _root;

    /// <summary>An empty user half over the kernel half, or null when memory is out.</summary>
    public static PageTable? TryCreate()
    {
        Frame root = FrameSource.AllocateZeroed();
        if (root.IsNone)
        {
            return null;
        }

        Cpu.CopyKernelHalf(root);
        return new PageTable(root);
    }

    /// <summary>
    /// Maps a page that is not mapped. Accessed and dirty are preset. False when memory for a table is out. No hart forgets that nothing was there: one
    /// that remembers it (few do; with Svvptc none may for long) faults once more, and <see cref="ForgetSpurious"/> ends that.
    /// </summary>
    /// <exception cref="InvalidOperationException">The page is mapped already.</exception>
    public bool TryMap(VirtualAddress address, Frame frame, PageFlags flags)
    {
        ulong* slot = FindOrAdd(address);
        if (slot == null)
        {
            return false;
        }

        if (*slot != 0)
        {
            throw new InvalidOperationException("page is mapped already");
        }

        Volatile.Write(ref *slot, new PageTableEntry(frame, flags).Bits);
        return true;
    }

    /// <summary>The entry of a page; one that is not mapped when there is none.</summary>
    public PageTableEntry Query(VirtualAddress address)
    {
        ulong* slot = Find(address);
        return slot == null ? default : new PageTableEntry(Volatile.Read(ref *slot));
    }

    /// <summary>Replaces the entry of a mapped page (copy-on-write, protection) and shoots the old one down. Returns the old entry; its frame is free of users afterwards.</summary>
    /// <exception cref="InvalidOperationException">The page is not mapped.</exception>
    public PageTableEntry Replace(VirtualAddress address, Frame frame, PageFlags flags)
    {
        ulong* slot = Find(address);
        if (slot == null || *slot == 0)
        {
            throw new InvalidOperationException("page is not mapped");
        }

        PageTableEntry old = new(*slot);
        PageTableEntry entry = new(frame, flags);
        Volatile.Write(ref *slot, entry.Bits);

        // Only more rights on the same frame: a stale entry elsewhere at worst faults once more.
        bool widens = old.Frame == entry.Frame && (old.Flags & PageFlags.Access & ~entry.Flags) == 0;
        if (widens)
        {
            ForgetNarrower(address);
        }
        else
        {
            Flush(address, 1);
        }

        return old;
    }

    /// <summary>Unmaps one page and shoots it down. Returns the old entry, one that is not mapped when there was none.</summary>
    public PageTableEntry Unmap(VirtualAddress address)
    {
        ulong* slot = Find(address);
        if (slot == null || *slot == 0)
        {
            return default;
        }

        PageTableEntry old = new(*slot);
        Volatile.Write(ref *slot, 0);
        Flush(address, 1);
        return old;
    }

    /// <summary>Makes this hart forget what it cached for a page: for a fault that finds the entry already good enough.</summary>
    public void ForgetSpurious(VirtualAddress address) => Cpu.SfenceVma(address.Value);

    /// <summary>Frees all tables. Every page was unmapped before (<see cref="UnmapRange"/>). Harts that still have the table in satp keep only its root, until they leave it.</summary>
    public void Destroy()
    {
        Frame* lower = stackalloc Frame[UserRootEntries];
        int count = 0;
        ulong* root = Table(_root);
        for (int i = 0; i < UserRootEntries; i++)
        {
            PageTableEntry entry = new(root[i]);
            if (entry.IsTable)
            {
                lower[count++] = entry.Frame;
                Volatile.Write(ref root[i], 0);
            }
        }

        FlushTables();
        for (int i = 0; i < count; i++)
        {
            FreeSubtree(lower[i]);
        }

        // Whoever sees "dying" and no loaded hart, exactly once, frees the root: us, or the last hart to leave.
        Interlocked.MemoryBarrier();
        Volatile.Write(ref _dying, 1);
        Interlocked.MemoryBarrier();
        FreeRootIfLast();
    }

    private void FreeSubtree(Frame middle)
    {
        ulong* entries = Table(middle);
        for (int i = 0; i < 512; i++)
        {
            PageTableEntry entry = new(entries[i]);
            if (entry.IsTable)
            {
                FreeTable(entry.Frame);
            }
        }

        FreeTable(middle);
    }

    private void FreeTable(Frame table)
    {
        _tableFrames--;
        FrameSource.Free(table, 0);
    }

    private void FreeRootIfLast()
    {
        if (Volatile.Read(ref _loaded) == 0 && Interlocked.CompareExchange(ref _dying, 2, 1) == 1)
        {
            FrameSource.Free(_root, 0);
        }
    }

    private ulong* Find(VirtualAddress address)
    {
        CheckUser(address);
        ulong* table = Table(_root);
        for (int level = RootLevel; level > 0; level--)
        {
            PageTableEntry entry = new(table[address.Index(level)]);
            if (!entry.IsTable)
            {
                return null;
            }

            table = Table(entry.Frame);
        }

        return table + address.Index(0);
    }

    private ulong* FindOrAdd(VirtualAddress address)
    {
        CheckUser(address);
        ulong* table = Table(_root);
        for (int level = RootLevel; level > 0; level--)
        {
            ulong* slot = table + address.Index(level);
            PageTableEntry entry = new(*slot);
            if (!entry.IsTable)
            {
                Frame frame = FrameSource.AllocateZeroed();
                if (frame.IsNone)
                {
                    return null;
                }

                // The zeros must be visible before a walker can follow the pointer.
                _tableFrames++;
                entry = PageTableEntry.Table(frame);
                Volatile.Write(ref *slot, entry.Bits);
            }

            table = Table(entry.Frame);
        }

        return table + address.Index(0);
    }

    private static void CheckUser(VirtualAddress address)
    {
        if (!address.IsUser)
        {
            throw new ArgumentOutOfRangeException(nameof(address));
        }
    }

    // Sound: table frames come from FrameSource, are RAM, and belong to this table until FreeTable.
    private static ulong* Table(Frame frame) => (ulong*)PhysicalMemory.Pointer(frame.Address);
}
