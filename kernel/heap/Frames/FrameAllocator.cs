// Physical memory by the frame: what page faults, fork, the page cache and page tables allocate from.

using System.Runtime.CompilerServices;
using System.Threading;
using Lume.Hal;

namespace Lume.Heap;

/// <summary>
/// Physical memory. Single frames come from the calling hart's magazine without a lock; blocks and refills from the depot
/// under one. Every block starts with one reference; the last <see cref="Release"/> frees it.
/// </summary>
/// <remarks>Call from threads, not from interrupt handlers. A double or wild free stops the kernel.</remarks>
public static unsafe partial class FrameAllocator
{
    internal const int FrameSize = MemoryLayout.PageSize;
    internal const int FrameShift = MemoryLayout.PageShift;

    private static FrameTable s_table;
    private static OwnLine<FrameDepot> s_depot;
    private static FrameMagazine* s_magazines;
    private static long s_total;
    private static long s_metadata;
    private static long s_reserve;
    private static bool s_isLow;

    /// <summary>Takes one frame with one reference. False when memory is out.</summary>
    public static bool TryAllocate(out Frame frame) => TryAllocate(FrameOptions.None, out frame);

    /// <summary>Takes one frame with one reference. False when memory is out.</summary>
    public static bool TryAllocate(FrameOptions options, out Frame frame)
    {
        LockOrder.AssertNotInInterrupt();
        FrameMagazine* magazine = s_magazines + HeapPlatform.HartIndex;
        int count = magazine->Count;
        if (count == 0)
        {
            if (!Refill(options))
            {
                frame = default;
                return false;
            }

            // Reclaiming may have let this thread move to another hart.
            magazine = s_magazines + HeapPlatform.HartIndex;
            count = magazine->Count;
        }

        magazine->Count = --count;
        uint number = magazine->Frames[count];
        FrameInfo* info = s_table.Find(number);
        info->References = 1;
        info->State = FrameState.Allocated;
        info->Order = 0;
        if ((options & FrameOptions.Zeroed) != 0)
        {
            Unsafe.InitBlock(s_table.AddressOf(number), 0, FrameSize);
        }

        frame = new Frame(number);
        return true;
    }

    /// <summary>Takes a block of 2^<paramref name="order"/> frames, aligned to its size, with one reference as a whole.</summary>
    public static bool TryAllocate(int order, FrameOptions options, out Frame frame)
    {
        if (order == 0)
        {
            return TryAllocate(options, out frame);
        }

        uint number = TakeBlock(order, options);
        frame = new Frame(number);
        if (number == 0)
        {
            return false;
        }

        FrameInfo* info = s_table.Find(number);
        info->References = 1;
        info->Order = (byte)order;
        info->State = FrameState.Allocated;
        if ((options & FrameOptions.Zeroed) != 0)
        {
            byte* bytes = s_table.AddressOf(number);
            for (int i = 0; i < 1 << order; i++)
            {
                Unsafe.InitBlock(bytes + ((nint)i << FrameShift), 0, FrameSize);
            }
        }

        return true;
    }

    /// <summary>Adds a reference to an allocated frame or block.</summary>
    public static void AddReference(Frame frame)
    {
        FrameInfo* info = s_table.Find(frame.Number);
        if (info == null || info->State != FrameState.Allocated)
        {
            HeapPlatform.Bug("reference to a frame that is not allocated");
        }

        Interlocked.Increment(ref info->References);
    }

    /// <summary>Drops a reference; the last one frees the frame or block. True when it did.</summary>
    public static bool Release(Frame frame)
    {
        FrameInfo* info = s_table.Find(frame.Number);
        if (info == null || info->State != FrameState.Allocated)
        {
            HeapPlatform.Bug("release of a frame that is not allocated");
        }

        // A sole owner needs no atomic: nobody else can add a reference to what only we hold.
        if (Volatile.Read(ref info->References) != 1 && Interlocked.Decrement(ref info->References) != 0)
        {
            return false;
        }

        info->References = 0;
        if (info->Order == 0)
        {
            Put((uint)frame.Number, info);
        }
        else
        {
            GiveBlock((uint)frame.Number, info->Order);
        }

        return true;
    }

    /// <summary>References to an allocated frame or block: 1 means that the caller, who holds one, is alone.</summary>
    public static int CountReferences(Frame frame)
    {
        FrameInfo* info = s_table.Find(frame.Number);
        return info == null ? 0 : Volatile.Read(ref info->References);
    }

    /// <summary>Whether this is RAM that the allocator looks after; device memory and firmware are not.</summary>
    public static bool Manages(Frame frame) => s_table.Find(frame.Number) != null;

    /// <summary>Free frames; those in magazines not included.</summary>
    internal static long FreeFrames => s_depot.Value.FreeFrames;

    /// <summary>Harts that have magazines.</summary>
    internal static int HartCount => s_hartCount;

    /// <summary>Where the kernel sees a frame of RAM.</summary>
    internal static nint KernelAddress(uint number) => (nint)s_table.AddressOf(number);

    /// <summary>The record of the frame behind any number that looks like an address, or null.</summary>
    internal static FrameInfo* FindByAddress(nint address) => s_table.FindByAddress(address);

    private static void Put(uint number, FrameInfo* info)
    {
        LockOrder.AssertNotInInterrupt();
        info->State = FrameState.Magazine;
        FrameMagazine* magazine = s_magazines + HeapPlatform.HartIndex;
        int count = magazine->Count;
        if (count == magazine->Limit)
        {
            FlushHalf(magazine);
            count = magazine->Count;
        }

        magazine->Frames[count] = number;
        magazine->Count = count + 1;
    }
}
