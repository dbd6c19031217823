// One hart on the host: its block and a TLB that keeps what a real one may keep.

using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Lume.Hal.Fake;

// The TLB never forgets by itself, and it keeps "not mapped" too: a missing sfence.vma shows as a wrong translation.
internal sealed unsafe class FakeHart
{
    private readonly Dictionary<(ulong Slot, ulong Page), ulong> _tlb = [];

    public FakeHart(FakeMachine machine, int index, int identifierBits, int lockOwner)
    {
        Machine = machine;
        Block = (HartBlock*)NativeMemory.AllocZeroed(HartBlock.Size);
        Block->Index = index;
        Block->HartId = (ulong)index;
        Block->LockOwner = lockOwner;
        Block->State = index == 0 ? (int)HartState.Kernel : (int)HartState.Offline;
        Block->SetIdentifierBits(identifierBits);
        Context = (ContextBlock*)NativeMemory.AllocZeroed(ContextBlock.Size + TrapFrame.Size) + 0;
        Context = (ContextBlock*)((byte*)Context + TrapFrame.Size);
        Context->KernelSp = (ulong)Context;
        Context->Hart = Block;
        Context->OnHart = 1;
        Block->Thread = Context;
    }

    public FakeMachine Machine { get; }

    public HartBlock* Block { get; }

    public ContextBlock* Context { get; }

    public PageTable? LoadedTable { get; set; }

    public Frame Root { get; set; }

    public ulong Slot { get; set; }

    public bool InterruptsEnabled { get; set; } = true;

    public void SfencePage(ulong address)
    {
        lock (_tlb)
        {
            List<(ulong, ulong)> gone = [];
            foreach ((ulong Slot, ulong Page) key in _tlb.Keys)
            {
                if (key.Page == address >> MemoryLayout.PageShift)
                {
                    gone.Add(key);
                }
            }

            gone.ForEach(k => _tlb.Remove(k));
        }

        Machine.Record(FakeEventKind.SfencePage, Block->Index, address);
    }

    public void SfenceSlot(ulong slot)
    {
        lock (_tlb)
        {
            List<(ulong, ulong)> gone = [];
            foreach ((ulong Slot, ulong Page) key in _tlb.Keys)
            {
                if (key.Slot == slot)
                {
                    gone.Add(key);
                }
            }

            gone.ForEach(k => _tlb.Remove(k));
        }

        Machine.Record(FakeEventKind.SfenceAll, Block->Index, slot);
    }

    public void RemoteSfence(ulong start, ulong length)
    {
        lock (_tlb)
        {
            List<(ulong, ulong)> gone = [];
            foreach ((ulong Slot, ulong Page) key in _tlb.Keys)
            {
                ulong address = key.Page << MemoryLayout.PageShift;
                if (length == ulong.MaxValue || (address >= start && address - start < length))
                {
                    gone.Add(key);
                }
            }

            gone.ForEach(k => _tlb.Remove(k));
        }

        Machine.Record(FakeEventKind.RemoteSfence, Block->Index, start);
    }

    // What the hart would use for a user page: the cached entry however stale, else a walk, cached whatever it finds.
    public PageTableEntry Translate(ulong address)
    {
        ulong page = address >> MemoryLayout.PageShift;
        lock (_tlb)
        {
            if (!_tlb.TryGetValue((Slot, page), out ulong bits))
            {
                bits = WalkTables(address);
                _tlb.Add((Slot, page), bits);
            }

            return new PageTableEntry(bits);
        }
    }

    private ulong WalkTables(ulong address)
    {
        Frame table = Root;
        for (int level = 2; ; level--)
        {
            ulong* entries = (ulong*)FakeMachine.Ram(table.Address.Value);
            PageTableEntry entry = new(entries[new VirtualAddress(address).Index(level)]);
            if (level == 0 || !entry.IsTable)
            {
                return entry.IsValid && !entry.IsTable ? entry.Bits : 0;
            }

            table = entry.Frame;
        }
    }
}
