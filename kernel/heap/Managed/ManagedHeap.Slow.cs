// The other allocations: a list that ran out, large objects, memory that is out, conformance modes.

using System.Runtime.CompilerServices;
using System.Threading;
using Lume.Hal;

namespace Lume.Heap;

public static unsafe partial class ManagedHeap
{
    // The biggest block of the frame allocator.
    private const long LargestObject = 1L << (BuddyAllocator.MaxOrder + FrameAllocator.FrameShift);

    private static int s_untilCollection;
    private static ulong s_vainUntil;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint AllocateSlow(nint bytes)
    {
        if ((nuint)bytes > (nuint)LargestObject)
        {
            return 0;
        }

        CollectIfDue(bytes);
        nint slot = TryAllocate(bytes, FrameOptions.None);
        if (slot == 0 && Reclaim(isUrgent: bytes <= SizeClasses.Largest))
        {
            slot = TryAllocate(bytes, FrameOptions.None);
        }

        // What is left is the kernel's reserve: small objects may have it, so that an admitted call can finish.
        return slot != 0 || bytes > SizeClasses.Largest ? slot : TryAllocate(bytes, FrameOptions.Reserve);
    }

    private static nint TryAllocate(nint bytes, FrameOptions options)
    {
        if (bytes > SizeClasses.Largest)
        {
            return AllocateLarge(bytes, options);
        }

        int sizeClass = s_classOf[(nuint)(bytes + 7) >> 3];
        nint* list = s_caches + (HeapPlatform.HartIndex << CacheShift) + sizeClass;
        if (*list == 0 && !Refill(list, sizeClass, options))
        {
            return 0;
        }

        nint slot = *list;
        *list = *(nint*)slot;
        *(nint*)slot = 0;
        if (s_options.Poison && !HeapSpan.VerifyPoison(slot, (uint)SizeClasses.SlotSize(sizeClass)))
        {
            HeapPlatform.Bug("a freed object was written to");
        }

        return slot;
    }

    /// <summary>Gives a hart all free slots of one span. To find one takes the lock; to cut or sweep it does not: it is in no list then but that of all.</summary>
    private static bool Refill(nint* list, int sizeClass, FrameOptions options)
    {
        HeapSpan* span;
        do
        {
            span = TakeSpan(sizeClass, options);
            if (span == null)
            {
                return false;
            }
        }
        while (span->FreeCount == 0);

        *list = span->FreeList;
        Interlocked.Add(ref s_statistics.Value.AllocatedSince, (long)span->FreeCount * span->SlotSize);
        span->FreeList = 0;
        span->FreeCount = 0;
        return true;
    }

    /// <summary>A span that perhaps has free slots, for this hart alone; null when memory is out.</summary>
    private static HeapSpan* TakeSpan(int sizeClass, FrameOptions options)
    {
        bool interrupts = HeapPlatform.EnterHeap();
        SpanList* spans = s_spans.List(sizeClass);
        HeapSpan* swept = spans->Partial;
        HeapSpan* unswept = swept == null ? spans->Unswept : null;
        HeapSpan* fresh = null;
        if (swept != null)
        {
            spans->Partial = swept->NextPartial;
        }
        else if (unswept != null)
        {
            spans->Unswept = unswept->Next;
        }
        else
        {
            fresh = CreateSpan(sizeClass, options);
        }

        HeapPlatform.LeaveHeap(interrupts);
        if (unswept != null)
        {
            HeapSpan.Sweep(unswept, s_options.Poison);
        }
        else if (fresh != null)
        {
            HeapSpan.Carve(fresh, s_options.Poison);
        }

        return swept != null ? swept : unswept != null ? unswept : fresh;
    }

    private static HeapSpan* CreateSpan(int sizeClass, FrameOptions options)
    {
        HeapSpan* span = s_spans.Create(sizeClass, (uint)SizeClasses.SpanFrames(sizeClass), options);
        if (span != null)
        {
            span->SlotSize = (uint)SizeClasses.SlotSize(sizeClass);
            span->Reciprocal = (uint)(((1UL << 32) + span->SlotSize - 1) / span->SlotSize);
        }

        return span;
    }

    private static nint AllocateLarge(nint bytes, FrameOptions options)
    {
        uint frames = (uint)((bytes + FrameAllocator.FrameSize - 1) >> FrameAllocator.FrameShift);
        bool interrupts = HeapPlatform.EnterHeap();
        HeapSpan* span = s_spans.Create(SpanTable.Large, frames, options);
        if (span != null)
        {
            span->SlotSize = (uint)span->Bytes;
            span->SlotCount = 1;
            Interlocked.Add(ref s_statistics.Value.AllocatedSince, span->Bytes);

            // The look-up reads this word; the rest is nobody's business until the caller has the object.
            *(nint*)(span->Start + HeapSpan.ObjectOffset) = 0;
        }

        HeapPlatform.LeaveHeap(interrupts);
        if (span == null)
        {
            return 0;
        }

        for (nint offset = 0; offset < span->Bytes; offset += FrameAllocator.FrameSize)
        {
            Unsafe.InitBlock((void*)(span->Start + offset), 0, FrameAllocator.FrameSize);
        }

        return span->Start;
    }

    private static void CollectIfDue(nint bytes)
    {
        if (s_options.CollectEvery != 0 && --s_untilCollection <= 0)
        {
            s_untilCollection = s_options.CollectEvery;
            Collect();
        }
        else if (s_statistics.Value.AllocatedSince + bytes > s_threshold)
        {
            Collect();
        }
    }

    /// <summary>
    /// Frees what can be freed: sweeps what the last collection left, then, where the caller may, collects.
    /// False when that was no help. Never under the heap's locks.
    /// </summary>
    /// <param name="isUrgent">False for who can be refused: soon after a collection that was no help there is no other one for it.</param>
    internal static bool Reclaim(bool isUrgent)
    {
        if (s_caches == null)
        {
            return false;
        }

        long before = FrameAllocator.FreeFrames;
        SweepAll();
        ulong start = Clock.Nanoseconds;
        bool collects = FrameAllocator.FreeFrames == before && (isUrgent || start >= Volatile.Read(ref s_vainUntil));
        if (collects && Collect())
        {
            SweepAll();
            NoteCollection(start, isVain: FrameAllocator.FreeFrames == before);
        }

        return FrameAllocator.FreeFrames != before;
    }

    /// <summary>Something big has ended: the next collection is not in vain.</summary>
    public static void ExpectGarbage() => Volatile.Write(ref s_vainUntil, 0);

    // Whoever asks again and again takes a small part of the machine's time, however long a collection takes.
    private static void NoteCollection(ulong start, bool isVain)
    {
        const ulong shortest = 20_000_000;
        const ulong share = 16;
        ulong now = Clock.Nanoseconds;
        ulong pause = (now - start) * share;
        Volatile.Write(ref s_vainUntil, isVain ? now + (pause < shortest ? shortest : pause) : 0);
    }
}
