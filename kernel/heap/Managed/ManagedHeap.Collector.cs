// The collector: when it runs, and its phases.

using System;
using Lume.Hal;

namespace Lume.Heap;

public static unsafe partial class ManagedHeap
{
    private const long SmallestThreshold = 1 << 20;

    private static OwnLine<HeapStatistics> s_statistics;
    private static MarkStack s_marks;
    private static long s_threshold;
    private static long s_floor;
    private static bool s_collecting;

    /// <summary>
    /// Stops all harts at their safe points and collects. False when the caller holds a spinlock, runs in an interrupt
    /// or comes before the harts can be stopped, or is the collector (where every call collects): nothing happened then.
    /// </summary>
    public static bool Collect()
    {
        if (s_collecting || !HeapPlatform.MayCollect)
        {
            return false;
        }

        // Marking needs clean marks; sweeping the rest of the last cycle is work for one hart, not for a stopped world.
        SweepAll();
        long collections = s_statistics.Value.Collections;
        WorldStop.Stop();

        // Another hart may have collected while this one waited for its turn.
        if (s_statistics.Value.Collections == collections)
        {
            CollectStopped();
        }

        WorldStop.Resume();
        return true;
    }

    /// <summary>Lets collections happen. For the board, once the runtime's statics are set up.</summary>
    public static void EnableCollection() => HeapPlatform.AllowCollections(true);

    /// <summary>Collects and sweeps at once, so that all frames that can be free are free.</summary>
    public static bool CollectAndSweep()
    {
        bool collected = Collect();
        SweepAll();
        return collected;
    }

    private static bool StartCollector()
    {
        HeapPlatform.AllowCollections(false);
        s_statistics = default;
        s_untilCollection = 0;

        // An eighth of memory may become garbage before the first collection, within reason.
        s_floor = (FrameAllocator.Statistics.Total << FrameAllocator.FrameShift) / 8;
        s_floor = s_floor < SmallestThreshold ? SmallestThreshold : s_floor > SmallestThreshold * 16 ? SmallestThreshold * 16 : s_floor;
        s_threshold = s_floor;
        return MarkStack.TryCreate(out s_marks);
    }

    private static void CollectStopped()
    {
        // Nobody but this hart runs, until it is false again.
        s_collecting = true;
        ulong start = Clock.Nanoseconds;
        SweepAll();
        ForgetFreeSlots();
        MarkRoots();
        Drain();
        s_statistics.Value.Live = CountLive();
        SweepLarge();
        for (int sizeClass = 0; sizeClass < SizeClasses.Count; sizeClass++)
        {
            SpanList* list = s_spans.List(sizeClass);
            list->Unswept = list->All;
        }

        s_statistics.Value.AllocatedSince = 0;
        s_statistics.Value.Collections++;
        s_threshold = s_statistics.Value.Live > s_floor ? s_statistics.Value.Live : s_floor;
        long pause = (long)(Clock.Nanoseconds - start);
        s_statistics.Value.PauseTotal += pause;
        s_statistics.Value.PauseMaximum = pause > s_statistics.Value.PauseMaximum ? pause : s_statistics.Value.PauseMaximum;
        s_collecting = false;
    }

    /// <summary>Takes all free slots back from harts and lists: sweeping finds them again, and empty spans with them.</summary>
    private static void ForgetFreeSlots()
    {
        new Span<nint>(s_caches, FrameAllocator.HartCount << CacheShift).Clear();
        for (int sizeClass = 0; sizeClass < SizeClasses.Count; sizeClass++)
        {
            s_spans.List(sizeClass)->Partial = null;
        }
    }

    private static long CountLive()
    {
        long live = 0;
        for (int list = 0; list < SpanTable.ListCount; list++)
        {
            for (HeapSpan* span = s_spans.List(list)->All; span != null; span = span->Next)
            {
                live += (long)HeapSpan.CountMarks(span) * span->SlotSize;
            }
        }

        return live;
    }
}
