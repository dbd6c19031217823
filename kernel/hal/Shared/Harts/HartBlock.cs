// What the hal keeps for each hart. Assembly reads it: the offsets stand in Arch/RiscV64/Layout.inc, and a host test compares them.

using System.Runtime.InteropServices;

namespace Lume.Hal;

/// <summary>What a hart is doing, as the collector sees it.</summary>
internal enum HartState
{
    /// <summary>Runs kernel code; must be waited for.</summary>
    Kernel = 0,

    /// <summary>Runs user code; blocks at its next entry.</summary>
    User = 1,

    /// <summary>Sleeps in wfi; blocks when it wakes.</summary>
    Idle = 2,

    /// <summary>Waits at a safe point.</summary>
    Stopped = 3,

    /// <summary>Not started, or parked for good.</summary>
    Offline = 4,
}

// The blocks are an array that assembly reserves, so the size is part of the layout: whole cache lines.
[StructLayout(LayoutKind.Sequential, Size = Size)]
internal unsafe struct HartBlock
{
    public const int Size = 256;
    private const int MaximumSlots = 6;

    public ContextBlock* Thread;
    public int State;
    public int LockDepth;
    public ulong HeldRanks;
    public int Index;
    public int Flags;
    public ulong HartId;
    public ulong EmergencyStackTop;
    public ulong OverflowSp;
    public long Messages;
    public ContextBlock* FloatOwner;
    public int AddressSpaceSlot;
    public int AddressSpaceSlots;
    public int NextSlot;
    public int LockOwner;
    public nint LoadedTable;
    public fixed ulong SlotTable[MaximumSlots];
    public fixed long SlotSeen[MaximumSlots];
    public fixed long SlotCode[MaximumSlots];

    /// <summary>Rank of the lock that this hart spins for plus 1, or 0; and who had it when it last looked (<see cref="LockOwner"/>).</summary>
    public int AwaitedRank;
    public int AwaitedOwner;

    /// <summary>Checked builds: nesting of interrupt handlers, and how often this hart gave way.</summary>
    public int InterruptDepth;
    public uint WaysGiven;

    /// <summary>The hart this code runs on. Only valid until the next point of giving way.</summary>
    public static HartBlock* Current => Cpu.CurrentHart;

    // Slot 0 is the only one when the hart has no identifier bits; otherwise slot numbers are the identifiers.
    public int FindAddressSpaceSlot(ulong table)
    {
        for (int i = 0; i < AddressSpaceSlots; i++)
        {
            if (SlotTable[i] == table)
            {
                return i;
            }
        }

        return -1;
    }

    public int TakeAddressSpaceSlot(ulong table)
    {
        int slot = NextSlot;
        NextSlot = slot + 1 < AddressSpaceSlots ? slot + 1 : 0;
        SlotTable[slot] = table;
        return slot;
    }

    public long SlotGeneration(int slot) => SlotSeen[slot];

    public void SetSlotGeneration(int slot, long generation) => SlotSeen[slot] = generation;

    public long SlotCodeGeneration(int slot) => SlotCode[slot];

    public void SetSlotCodeGeneration(int slot, long generation) => SlotCode[slot] = generation;

    public void SetIdentifierBits(int bits) => AddressSpaceSlots = bits >= 3 ? MaximumSlots : 1;
}
