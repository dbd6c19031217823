// A span: frames cut into equal slots, or the frames of one large object.
//
// Invariant: a slot is free exactly when the word at offset 8, where an object has its MethodTable, is 0. A collection
// never sees an object between its allocation and the store of its MethodTable, since that stretch has no safe point.
// A free slot's first word links it into a free list; all its other bytes are zero (or poison).

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Lume.Heap;

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HeapSpan
{
    /// <summary>What freed slots hold in poison mode.</summary>
    public const uint Poison = 0xDEADBEEF;

    /// <summary>Offset of the object in its slot: the word before an object belongs to it.</summary>
    public const int ObjectOffset = 8;

    private const int MarkWords = 3;

    public nint Start;
    public nint Bytes;
    public uint SlotSize;

    /// <summary>2^32 / SlotSize rounded up, exact for offsets within 32 KiB; 0 for a large object, whose only slot is 0.</summary>
    public uint Reciprocal;

    public ushort SlotCount;
    public byte Class;
    public bool MarkOverflow;
    public uint FirstFrame;
    public uint FrameCount;
    public int FreeCount;
    public nint FreeList;
    public HeapSpan* Next;
    public HeapSpan* Previous;
    public HeapSpan* NextPartial;
    private fixed ulong _marks[MarkWords];

    /// <summary>The slot that an address lies in; 0 when there is none or it is free.</summary>
    public static nint FindSlot(HeapSpan* span, nint address, out uint index)
    {
        nint offset = address - span->Start;
        index = (uint)(((ulong)offset * span->Reciprocal) >> 32);
        if (index >= span->SlotCount)
        {
            return 0;
        }

        nint slot = span->Start + (nint)(index * span->SlotSize);
        return *(nint*)(slot + ObjectOffset) == 0 ? 0 : slot;
    }

    /// <summary>Sets a slot's mark; false when it was set already.</summary>
    public static bool TryMark(HeapSpan* span, uint index)
    {
        ulong bit = 1UL << (int)(index & 63);
        ulong* word = span->_marks + (index >> 6);
        if ((*word & bit) != 0)
        {
            return false;
        }

        *word |= bit;
        return true;
    }

    /// <summary>Whether a slot is marked.</summary>
    public static bool IsMarked(HeapSpan* span, uint index) =>
        (span->_marks[index >> 6] & (1UL << (int)(index & 63))) != 0;

    /// <summary>Slots marked.</summary>
    public static int CountMarks(HeapSpan* span)
    {
        int count = 0;
        for (int i = 0; i < MarkWords; i++)
        {
            count += System.Numerics.BitOperations.PopCount(span->_marks[i]);
        }

        return count;
    }

    /// <summary>Cuts fresh memory into free slots. Until then it has none, for who counts objects meanwhile.</summary>
    public static void Carve(HeapSpan* span, bool poison)
    {
        Unsafe.InitBlock((void*)span->Start, 0, (uint)span->Bytes);
        uint count = (uint)span->Bytes / span->SlotSize;
        nint list = 0;
        nint slot = span->Start + (nint)(span->SlotSize * count);
        for (uint i = count; i != 0; i--)
        {
            slot -= (nint)span->SlotSize;
            if (poison)
            {
                FillPoison(slot, span->SlotSize);
            }

            *(nint*)slot = list;
            list = slot;
        }

        span->FreeList = list;
        span->FreeCount = (int)count;
        Volatile.Write(ref span->SlotCount, (ushort)count);
    }

    /// <summary>Turns unmarked objects into free slots, clears the marks and rebuilds the free list.</summary>
    public static void Sweep(HeapSpan* span, bool poison)
    {
        nint list = 0;
        int free = 0;
        nint slot = span->Start + (nint)(span->SlotSize * span->SlotCount);
        for (int i = span->SlotCount - 1; i >= 0; i--)
        {
            slot -= (nint)span->SlotSize;
            if (IsMarked(span, (uint)i))
            {
                continue;
            }

            if (*(nint*)(slot + ObjectOffset) != 0)
            {
                Unsafe.InitBlock((void*)slot, 0, span->SlotSize);
                if (poison)
                {
                    FillPoison(slot, span->SlotSize);
                }
            }

            *(nint*)slot = list;
            list = slot;
            free++;
        }

        ClearMarks(span);
        span->FreeList = list;
        span->FreeCount = free;
    }

    /// <summary>Poisons all slots of a span that is about to be given back.</summary>
    public static void PoisonAll(HeapSpan* span)
    {
        for (int i = 0; i < span->SlotCount; i++)
        {
            nint slot = span->Start + (nint)(span->SlotSize * (uint)i);
            *(nint*)(slot + ObjectOffset) = 0;
            FillPoison(slot, span->SlotSize);
        }
    }

    /// <summary>Clears all marks.</summary>
    public static void ClearMarks(HeapSpan* span)
    {
        for (int i = 0; i < MarkWords; i++)
        {
            span->_marks[i] = 0;
        }
    }

    /// <summary>Whether a slot taken from a free list still holds what <see cref="FillPoison"/> wrote; clears it for its new object.</summary>
    public static bool VerifyPoison(nint slot, uint size)
    {
        bool intact = *(nint*)(slot + ObjectOffset) == 0;
        for (uint offset = 2 * ObjectOffset; offset < size; offset += sizeof(uint))
        {
            intact &= *(uint*)(slot + (nint)offset) == Poison;
            *(uint*)(slot + (nint)offset) = 0;
        }

        return intact;
    }

    // The word of the MethodTable stays 0: it says that the slot is free, and any use through it faults at once.
    private static void FillPoison(nint slot, uint size)
    {
        for (uint offset = 2 * ObjectOffset; offset < size; offset += sizeof(uint))
        {
            *(uint*)(slot + (nint)offset) = Poison;
        }
    }
}
