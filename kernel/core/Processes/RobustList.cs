// Robust futexes: words of a dying thread are marked and handed on.
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Processes;

/// <summary>The robust list of a thread: a ring of user memory that may hold anything. Source: Linux robust-futex-ABI.</summary>
internal static class RobustList
{
    /// <summary>sizeof(struct robust_list_head).</summary>
    public const ulong HeadSize = 24;

    private const int Limit = 2048;

    /// <summary>Walks the list at a thread's end (exit or exec). Gives up at the first bad address, and after a bound.</summary>
    public static void OnThreadExit(Thread thread)
    {
        ulong head = thread.RobustList;
        thread.RobustList = 0;
        if (head == 0 || thread.Process.AddressSpace == null)
        {
            return;
        }

        UserIn<ulong> words = new(head);
        if (words.ReadAt(0, out ulong entry) != Errno.None
            || words.ReadAt(1, out ulong offset) != Errno.None
            || words.ReadAt(2, out ulong pending) != Errno.None)
        {
            return;
        }

        for (int i = 0; i < Limit && (entry & ~1UL) != head; i++)
        {
            // Read before the word is given away: its new owner may unlink it.
            bool more = new UserIn<ulong>(entry & ~1UL).Read(out ulong next) == Errno.None;
            if ((entry & ~1UL) != (pending & ~1UL) && !HandOn(thread, (entry & ~1UL) + offset, isPending: false))
            {
                return;
            }

            if (!more)
            {
                return;
            }

            entry = next;
            Scheduler.Cooperate();
        }

        if ((pending & ~1UL) != 0)
        {
            HandOn(thread, (pending & ~1UL) + offset, isPending: true);
        }
    }

    // Sets FUTEX_OWNER_DIED if the thread owned the word, and wakes one waiter.
    private static bool HandOn(Thread thread, ulong address, bool isPending)
    {
        if (!UserMemory.TryLoad32(address, out uint value))
        {
            return false;
        }

        while (true)
        {
            uint owner = value & FutexOperation.ThreadIdMask;
            if (isPending && owner == 0)
            {
                // It died between releasing the word and waking: wake in its place.
                Futex.Wake(address, 1, FutexOperation.MatchAny, isPrivate: false);
                return true;
            }

            if (owner != (uint)thread.Id)
            {
                return true;
            }

            uint died = (value & FutexOperation.Waiters) | FutexOperation.OwnerDied;
            if (!UserMemory.TryCompareExchange32(address, value, died, out uint previous))
            {
                return false;
            }

            if (previous == value)
            {
                break;
            }

            value = previous;
        }

        if ((value & FutexOperation.Waiters) != 0)
        {
            Futex.Wake(address, 1, FutexOperation.MatchAny, isPrivate: false);
        }

        return true;
    }
}
