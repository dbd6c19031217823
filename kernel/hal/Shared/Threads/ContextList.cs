// All contexts, so that the collector can find every stack and owner.

using System;

namespace Lume.Hal;

internal static unsafe class ContextList
{
    private static SpinLock<HalLock> s_lock;
    private static ContextBlock* s_first;

    public static ContextBlock* First => s_first;

    public static void Add(ContextBlock* block)
    {
        using SpinLock<HalLock>.Guard guard = s_lock.Enter();
        block->Previous = null;
        block->Next = s_first;
        if (s_first != null)
        {
            s_first->Previous = block;
        }

        s_first = block;
    }

    /// <summary>Walks the stack of a context if it is still listed: its stack cannot go while the list is locked.</summary>
    /// <remarks>Only tries for the lock: a console key comes in an interrupt, whatever the hart holds.</remarks>
    public static int WalkStack(ContextBlock* wanted, Span<ulong> addresses)
    {
        if (!s_lock.TryEnter(out bool interrupts))
        {
            return 0;
        }

        ContextBlock* block = s_first;
        while (block != null && block != wanted)
        {
            block = block->Next;
        }

        int count = block == null ? 0 : Cpu.WalkStack(block, addresses);
        s_lock.Exit(interrupts);
        return count;
    }

    public static void Remove(ContextBlock* block)
    {
        using SpinLock<HalLock>.Guard guard = s_lock.Enter();
        if (block->Previous != null)
        {
            block->Previous->Next = block->Next;
        }
        else
        {
            s_first = block->Next;
        }

        if (block->Next != null)
        {
            block->Next->Previous = block->Previous;
        }
    }
}

internal struct HalLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "hal"u8;

    public static int Rank => LockRank.Hal;

    public static bool MasksInterrupts => true;
}
