// Kernel stacks: 16 KiB mapped in the upper half of a 32 KiB slot, so that overflow meets an unmapped page.

using System.Threading;

namespace Lume.Hal;

// Freed stacks stay mapped in a small cache: fork and exit would otherwise pay a shoot-down on all harts each time.
internal static unsafe class KernelStacks
{
    private const int CacheLimit = 64;
    private const ulong SlotSize = 2 * MemoryLayout.KernelStackSize;
    private const int SlotCount = (int)(MemoryLayout.StackWindowSize / SlotSize);

    private static SpinLock<HalLock> s_lock;
    private static ContextBlock* s_cache;
    private static int s_cached;
    private static ulong[]? s_used;
    private static int s_hint;

    public static ContextBlock* TryTake()
    {
        ContextBlock* block = TakeCached();
        if (block == null)
        {
            block = Build();
            if (block == null)
            {
                return null;
            }
        }

        ulong low = block->StackLow;
        *block = default;
        block->StackLow = low;
        block->KernelSp = (ulong)block;
        block->Frame = default;
        return block;
    }

    public static void Give(ContextBlock* block)
    {
        using (SpinLock<HalLock>.Guard guard = s_lock.Enter())
        {
            if (s_cached < CacheLimit)
            {
                s_cached++;
                block->Next = s_cache;
                s_cache = block;
                return;
            }
        }

        ulong low = block->StackLow;
        Cpu.UnmapStack(low);
        FreeSlot((int)((low - Cpu.StackWindow) / SlotSize));
    }

    private static ContextBlock* TakeCached()
    {
        using SpinLock<HalLock>.Guard guard = s_lock.Enter();
        ContextBlock* block = s_cache;
        if (block != null)
        {
            s_cache = block->Next;
            s_cached--;
        }

        return block;
    }

    private static ContextBlock* Build()
    {
        int slot = TakeSlot();
        if (slot < 0)
        {
            return null;
        }

        ulong low = Cpu.StackWindow + (ulong)slot * SlotSize + MemoryLayout.KernelStackSize;
        if (!Cpu.TryMapStack(ref low))
        {
            FreeSlot(slot);
            return null;
        }

        ContextBlock* block = (ContextBlock*)(low + MemoryLayout.KernelStackSize - ContextBlock.Size);
        block->StackLow = low;
        return block;
    }

    private static int TakeSlot()
    {
        if (Volatile.Read(ref s_used) == null)
        {
            Interlocked.CompareExchange(ref s_used, new ulong[SlotCount / 64], null);
        }

        using SpinLock<HalLock>.Guard guard = s_lock.Enter();
        ulong[] used = s_used!;
        for (int i = 0; i < used.Length; i++)
        {
            int word = (s_hint + i) % used.Length;
            if (used[word] != ulong.MaxValue)
            {
                int bit = System.Numerics.BitOperations.TrailingZeroCount(~used[word]);
                used[word] |= 1UL << bit;
                s_hint = word;
                return word * 64 + bit;
            }
        }

        return -1;
    }

    private static void FreeSlot(int slot)
    {
        using SpinLock<HalLock>.Guard guard = s_lock.Enter();
        s_used![slot / 64] &= ~(1UL << (slot % 64));
    }
}
