// The managed heap: start, the allocation that every `new` goes through, statistics.

using System.Runtime.CompilerServices;

namespace Lume.Heap;

/// <summary>The heap of C# objects: non-moving, mark and sweep, collected with the world stopped.</summary>
/// <remarks>
/// Each hart has, per size class, a list of free slots that it alone uses. A free slot is zero but for its first word, so
/// that an allocation unlinks it and clears that word. Memory is cleared in bulk, when a span is cut or swept.
/// </remarks>
public static unsafe partial class ManagedHeap
{
    private const int CacheShift = 6;

    // Hart h's free list of class c is s_caches[(h << CacheShift) + c].
    private static nint* s_caches;
    private static byte* s_classOf;

    /// <summary>Sizes up to here take the fast path; 0 sends every allocation through the slow one (conformance modes).</summary>
    private static nint s_fastLimit;

    private static SpanTable s_spans;
    private static HeapOptions s_options;

    /// <summary>
    /// Makes allocation possible. Runs once, on the boot hart, after <see cref="FrameAllocator.Initialize"/>.
    /// False when there is not enough memory.
    /// </summary>
    public static bool Initialize(HeapOptions options)
    {
        int harts = FrameAllocator.HartCount;
        int caches = harts << CacheShift << 3;
        int lists = SpanTable.ListCount * sizeof(SpanList);
        uint frames = (uint)((caches + lists + SizeClasses.TableLength + FrameAllocator.FrameSize - 1) >> FrameAllocator.FrameShift);
        uint first = FrameAllocator.TakeRun(frames, 0, FrameOptions.None);
        if (first == 0)
        {
            return false;
        }

        byte* memory = (byte*)FrameAllocator.KernelAddress(first);
        Unsafe.InitBlock(memory, 0, frames << FrameAllocator.FrameShift);
        s_caches = (nint*)memory;
        s_spans = new SpanTable((SpanList*)(memory + caches));
        s_classOf = memory + caches + lists;
        SizeClasses.FillTable(s_classOf);
        s_options = options;
        s_fastLimit = options.CollectEvery != 0 || options.Poison ? 0 : SizeClasses.Largest;
        return StartCollector();
    }

    /// <summary>There is no heap any more: its memory is about to be managed anew.</summary>
    internal static void Forget() => s_caches = null;

    /// <summary>
    /// Zeroed memory for an object: <paramref name="bytes"/> include the word in front of it, which is where the result
    /// points. 0 when memory is out.
    /// </summary>
    /// <remarks>May collect when the caller holds no spinlock. Store the MethodTable before anything else.</remarks>
    public static nint Allocate(nint bytes)
    {
        if ((nuint)bytes > (nuint)s_fastLimit)
        {
            return AllocateSlow(bytes);
        }

        nint* list = s_caches + (HeapPlatform.HartIndex << CacheShift) + s_classOf[(nuint)(bytes + 7) >> 3];
        nint slot = *list;
        if (slot == 0)
        {
            return AllocateSlow(bytes);
        }

        *list = *(nint*)slot;
        *(nint*)slot = 0;
        return slot;
    }

    /// <summary>A snapshot of the counters.</summary>
    public static HeapStatistics Statistics
    {
        get
        {
            bool interrupts = HeapPlatform.EnterHeap();
            HeapStatistics statistics = s_statistics.Value;
            statistics.Reserved = s_spans.Bytes;
            HeapPlatform.LeaveHeap(interrupts);
            return statistics;
        }
    }

    /// <summary>The counters as they stand, without the heap's lock and perhaps torn: for dumps of a kernel that may hang.</summary>
    public static HeapStatistics PeekStatistics()
    {
        HeapStatistics statistics = s_statistics.Value;
        statistics.Reserved = s_spans.Bytes;
        return statistics;
    }
}
