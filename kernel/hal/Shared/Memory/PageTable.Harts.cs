// Page tables and the harts that use them: switching, address space identifiers, shoot-down.

using System.Threading;

namespace Lume.Hal;

// Identifiers are per hart: each remembers the last few tables it ran and how recent its view of them is. So there is
// no global roll-over, zero identifier bits are the same code with one slot, and a hart that does not run a table
// needs no interrupt when that table changes: it compares generations when it comes back.
public sealed unsafe partial class PageTable
{
    /// <summary>Above this many pages one flush of the whole address space is cheaper.</summary>
    private const ulong MaximumRangedFlush = 64;

    /// <summary>Makes this the address space of this hart. Interrupts off. Cheap when it is loaded already.</summary>
    public void Activate()
    {
        HartBlock* hart = HartBlock.Current;
        int index = hart->Index;
        PageTable? previous = Cpu.LoadedTable;
        long bit = 1L << index;
        if (previous == this)
        {
            if ((Volatile.Read(ref _active) & bit) == 0)
            {
                Interlocked.Or(ref _active, bit);
                RefreshSlot(hart, hart->AddressSpaceSlot);
            }

            return;
        }

        Interlocked.Or(ref _loaded, bit);
        Interlocked.Or(ref _active, bit);
        Cpu.LoadedTable = this;
        int slot = hart->FindAddressSpaceSlot(_id);
        bool known = slot >= 0;
        if (!known)
        {
            slot = hart->TakeAddressSpaceSlot(_id);
        }

        hart->AddressSpaceSlot = slot;
        Cpu.WriteTranslation(_root, (ulong)slot);
        if (known)
        {
            RefreshSlot(hart, slot);
        }
        else
        {
            hart->SetSlotGeneration(slot, Volatile.Read(ref _generation));
            hart->SetSlotCodeGeneration(slot, Volatile.Read(ref _codeGeneration));
            Cpu.SfenceVmaAsid((ulong)slot);
            Cpu.FenceI();
        }

        previous?.Leave(bit);
    }

    /// <summary>Says that this hart runs no user code for a while (idle, kernel thread): it keeps the table but gets no shoot-downs until <see cref="Activate"/>.</summary>
    public static void EnterLazy()
    {
        int index = HartBlock.Current->Index;
        PageTable? table = Cpu.LoadedTable;
        if (table != null)
        {
            Interlocked.And(ref table._active, ~(1L << index));
        }
    }

    /// <summary>Leaves any user address space: only the kernel half remains. Interrupts off.</summary>
    public static void ActivateKernel()
    {
        HartBlock* hart = HartBlock.Current;
        PageTable? previous = Cpu.LoadedTable;
        if (previous != null)
        {
            Cpu.WriteKernelTranslation();
            Cpu.LoadedTable = null;
            previous.Leave(1L << hart->Index);
        }
    }

    /// <summary>
    /// Makes code that was written visible to instruction fetch through this table: on this hart and those that run it now before it returns, on others
    /// before they run it.
    /// </summary>
    public void FlushInstructionCache()
    {
        Interlocked.Increment(ref _codeGeneration);
        Cpu.FenceI();
        HartSet others = ActiveHarts.Without(HartBlock.Current->Index);
        if (!others.IsEmpty)
        {
            Cpu.RemoteFenceI(others);
        }
    }

    /// <summary>Makes all harts forget everything of this address space.</summary>
    public void FlushAll() => Flush(default, ulong.MaxValue);

    /// <summary>Makes all harts forget a range of pages. Returns when they have.</summary>
    public void Flush(VirtualAddress start, ulong pages)
    {
        // The increment is a full barrier: the entries are written before the set of harts is read. A hart that joins later
        // sees the new generation.
        Interlocked.Increment(ref _generation);
        HartSet harts = new((ulong)Volatile.Read(ref _active));
        ShootDown(harts, start, pages);
    }

    // For freed tables: walkers of lazy harts count too.
    private void FlushTables()
    {
        Interlocked.Increment(ref _generation);
        ShootDown(new HartSet((ulong)Volatile.Read(ref _loaded)), default, ulong.MaxValue);
    }

    private static void ShootDown(HartSet harts, VirtualAddress start, ulong pages)
    {
        int self = HartBlock.Current->Index;
        if (harts.Contains(self))
        {
            FlushLocal(start, pages);
            harts = harts.Without(self);
        }

        if (!harts.IsEmpty)
        {
            bool whole = pages > MaximumRangedFlush;
            Cpu.RemoteSfence(harts, whole ? 0 : start.Value, whole ? ulong.MaxValue : pages << MemoryLayout.PageShift);
        }
    }

    private static void FlushLocal(VirtualAddress start, ulong pages)
    {
        if (pages > MaximumRangedFlush)
        {
            Cpu.SfenceVmaAsid((ulong)HartBlock.Current->AddressSpaceSlot);
            return;
        }

        for (ulong i = 0; i < pages; i++)
        {
            Cpu.SfenceVma(start.Value + (i << MemoryLayout.PageShift));
        }
    }

    // An entry allows more: this hart has the old one, or it would not have faulted (RISC-V Privileged 4.2.1).
    private void ForgetNarrower(VirtualAddress address)
    {
        if (Cpu.LoadedTable == this)
        {
            Cpu.SfenceVma(address.Value);
        }
    }

    private void RefreshSlot(HartBlock* hart, int slot)
    {
        long generation = Volatile.Read(ref _generation);
        if (hart->SlotGeneration(slot) != generation)
        {
            hart->SetSlotGeneration(slot, generation);
            Cpu.SfenceVmaAsid((ulong)slot);
        }

        long code = Volatile.Read(ref _codeGeneration);
        if (hart->SlotCodeGeneration(slot) != code)
        {
            hart->SetSlotCodeGeneration(slot, code);
            Cpu.FenceI();
        }
    }

    private void Leave(long bit)
    {
        Interlocked.And(ref _active, ~bit);
        Interlocked.And(ref _loaded, ~bit);
        if (Volatile.Read(ref _dying) == 1)
        {
            FreeRootIfLast();
        }
    }
}
