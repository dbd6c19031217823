// The locked half of the frame allocator: refills, flushes, blocks, and what happens when memory is out.

using System.Threading;
using Lume.Hal;

namespace Lume.Heap;

public static unsafe partial class FrameAllocator
{
    /// <summary>A snapshot of the counters.</summary>
    public static FrameStatistics Statistics
    {
        get
        {
            long waiting = 0;
            for (int hart = 0; hart < s_hartCount; hart++)
            {
                waiting += s_magazines[hart].Count;
            }

            return new FrameStatistics
            {
                Total = s_total,
                Free = s_depot.Value.FreeFrames + waiting,
                InMagazines = waiting,
                Metadata = s_metadata,
                Reserve = s_reserve,
            };
        }
    }

    /// <summary>Free blocks of 2^<paramref name="order"/> frames, for /proc/buddyinfo; 0 for an order that does not exist.</summary>
    public static long CountFreeBlocks(int order) =>
        (uint)order <= BuddyAllocator.MaxOrder ? s_depot.Value.FreeBlocks(order) : 0;

    /// <summary>Whether only the reserve is left, as far as is known without trying to reclaim: one load, for the entry of every system call.</summary>
    public static bool IsLow => Relaxed.Read(ref s_isLow);

    /// <summary>Whether more than half of the reserve is used too.</summary>
    public static bool IsHalfOfReserveUsed => s_depot.Value.FreeFrames < s_reserve / 2;

    /// <summary>
    /// Whether a system call that needs memory to keep may start: false while only the reserve is left even after the
    /// managed heap was swept and collected. No spinlock is held.
    /// </summary>
    public static bool Admit() => s_depot.Value.FreeFrames > s_reserve || (ManagedHeap.Reclaim(isUrgent: false) && s_depot.Value.FreeFrames > s_reserve);

    /// <summary>
    /// Hands RAM that was withheld at start, such as an unpacked initramfs, to the allocator. Only whole frames inside
    /// the range count; a range that was not withheld stops the kernel.
    /// </summary>
    public static void Donate(MemoryRange range)
    {
        ulong first = (range.Start.Value + (FrameSize - 1)) >> FrameShift;
        ulong end = range.End >> FrameShift;
        for (ulong number = first; number < end; number++)
        {
            FrameInfo* info = s_table.Find((uint)number);
            if (info == null || info->Flags != Withheld)
            {
                HeapPlatform.Bug("donation of memory that was not withheld");
            }

            info->Flags = 0;
        }

        if (first < end)
        {
            bool interrupts = HeapPlatform.EnterFrames();
            s_depot.Value.GiveRun((uint)first, (uint)(end - first));
            s_total += (long)(end - first);
            Leave(interrupts);
        }
    }

    /// <summary>Frames for the managed heap: a run of <paramref name="count"/>, all owned by <paramref name="owner"/>; 0 when out.</summary>
    internal static uint TakeRun(uint count, nint owner, FrameOptions options)
    {
        int order = count <= 1 ? 0 : 32 - System.Numerics.BitOperations.LeadingZeroCount(count - 1);
        uint first = TakeBlock(order, options | FrameOptions.NoReclaim);
        if (first == 0)
        {
            return 0;
        }

        for (uint i = 0; i < count; i++)
        {
            FrameInfo.SetOwner(s_table.Find(first + i), owner);
        }

        uint tail = (1u << order) - count;
        if (tail != 0)
        {
            bool interrupts = HeapPlatform.EnterFrames();
            s_depot.Value.GiveRun(first + count, tail);
            Leave(interrupts);
        }

        return first;
    }

    /// <summary>Gives back what <see cref="TakeRun"/> took.</summary>
    internal static void GiveRun(uint first, uint count)
    {
        for (uint i = 0; i < count; i++)
        {
            FrameInfo* info = s_table.Find(first + i);
            if (info == null || info->State != FrameState.Heap)
            {
                HeapPlatform.Bug("free of a run that is not the heap's");
            }

            info->State = FrameState.Reserved;
        }

        bool interrupts = HeapPlatform.EnterFrames();
        s_depot.Value.GiveRun(first, count);
        Leave(interrupts);
    }

    private static uint TakeBlock(int order, FrameOptions options)
    {
        if ((uint)order > BuddyAllocator.MaxOrder)
        {
            return 0;
        }

        uint block = TryTakeBlock(order, options);
        if (block == 0 && (options & FrameOptions.NoReclaim) == 0)
        {
            FlushAll();
            block = TryTakeBlock(order, options);
            if (block == 0 && Reclaim(1L << order))
            {
                block = TryTakeBlock(order, options);
            }
        }

        return block;
    }

    private static uint TryTakeBlock(int order, FrameOptions options)
    {
        long floor = (options & FrameOptions.Reserve) != 0 ? 0 : s_reserve;
        bool interrupts = HeapPlatform.EnterFrames();
        uint block = s_depot.Value.FreeFrames - (1L << order) < floor ? 0 : s_depot.Value.Take(order);
        Leave(interrupts);
        return block;
    }

    private static void GiveBlock(uint number, int order)
    {
        bool interrupts = HeapPlatform.EnterFrames();
        s_depot.Value.Give(number, order);
        Leave(interrupts);
    }

    private static bool Refill(FrameOptions options)
    {
        if (TryRefill(options))
        {
            return true;
        }

        return (options & FrameOptions.NoReclaim) == 0 && Reclaim(1) && TryRefill(options);
    }

    /// <summary>Half a magazine from the depot, or whatever it may still give.</summary>
    private static bool TryRefill(FrameOptions options)
    {
        FrameMagazine* magazine = s_magazines + HeapPlatform.HartIndex;
        int count = magazine->Count;
        if (count != 0)
        {
            // Reclaiming let this thread move to a hart that has some.
            return true;
        }

        long floor = (options & FrameOptions.Reserve) != 0 ? 0 : s_reserve;
        int wanted = magazine->Limit / 2;
        bool interrupts = HeapPlatform.EnterFrames();
        long free = s_depot.Value.FreeFrames;
        uint batch = free - wanted >= s_reserve ? s_depot.Value.TakeBatch() : 0;
        if (batch == 0)
        {
            wanted = free - floor < wanted ? (int)(free - floor) : wanted;

            // Near the reserve a magazine takes one frame at a time: hoarding would starve the other harts.
            wanted = floor == 0 && free <= s_reserve && wanted > 1 ? 1 : wanted;
            for (; wanted > 0; wanted--)
            {
                uint number = s_depot.Value.Take(0);
                s_table.Find(number)->State = FrameState.Magazine;
                magazine->Frames[count++] = number;
            }
        }

        Leave(interrupts);
        for (; batch != 0; batch = s_table.Find(batch)->Next)
        {
            magazine->Frames[count++] = batch;
        }

        magazine->Count = count;
        return count != 0;
    }

    /// <summary>The upper half of a full magazine goes to the depot.</summary>
    private static void FlushHalf(FrameMagazine* magazine)
    {
        uint first = 0;
        int count = magazine->Count;
        for (int keep = magazine->Limit / 2; count > keep;)
        {
            uint number = magazine->Frames[--count];
            s_table.Find(number)->Next = first;
            first = number;
        }

        magazine->Count = count;
        bool interrupts = HeapPlatform.EnterFrames();
        s_depot.Value.GiveBatch(first);
        Leave(interrupts);
    }

    /// <summary>Empties the calling hart's magazine and all batches, so that their frames can merge into blocks.</summary>
    private static void FlushAll()
    {
        FrameMagazine* magazine = s_magazines + HeapPlatform.HartIndex;
        int count = magazine->Count;
        bool interrupts = HeapPlatform.EnterFrames();
        while (count > 0)
        {
            s_depot.Value.Give(magazine->Frames[--count], 0);
        }

        s_depot.Value.Merge();
        Leave(interrupts);
        magazine->Count = 0;
    }

    // The level is noted under the lock that every change of it holds.
    private static void Leave(bool interrupts)
    {
        bool isLow = s_depot.Value.FreeFrames <= s_reserve;
        if (isLow != s_isLow)
        {
            Volatile.Write(ref s_isLow, isLow);
        }

        HeapPlatform.LeaveFrames(interrupts);
    }

    /// <summary>Makes the managed heap give frames back; whether at least <paramref name="frames"/> above the reserve are free then.</summary>
    private static bool Reclaim(long frames) =>
        ManagedHeap.Reclaim(isUrgent: true) && s_depot.Value.FreeFrames - s_reserve >= frames;
}
