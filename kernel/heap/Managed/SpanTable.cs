// All spans: one list per size class and one of large objects. The caller holds the heap lock.

using System.Runtime.CompilerServices;

namespace Lume.Heap;

/// <summary>The spans of one size class, or of all large objects.</summary>
internal unsafe struct SpanList
{
    /// <summary>Every span, newest first.</summary>
    public HeapSpan* All;

    /// <summary>The next span, in the order of <see cref="All"/>, that the last collection left unswept.</summary>
    public HeapSpan* Unswept;

    /// <summary>Swept spans whose free slots no hart has taken yet.</summary>
    public HeapSpan* Partial;

    public static void Add(SpanList* list, HeapSpan* span)
    {
        span->Previous = null;
        span->Next = list->All;
        if (list->All != null)
        {
            list->All->Previous = span;
        }

        list->All = span;
    }

    public static void Remove(SpanList* list, HeapSpan* span)
    {
        if (span->Previous != null)
        {
            span->Previous->Next = span->Next;
        }
        else
        {
            list->All = span->Next;
        }

        if (span->Next != null)
        {
            span->Next->Previous = span->Previous;
        }
    }
}

/// <summary>Lists of spans and the pool of their descriptors.</summary>
internal unsafe struct SpanTable
{
    /// <summary>Index of the list of large objects, after the size classes.</summary>
    public const int Large = SizeClasses.Count;

    /// <summary>Number of lists.</summary>
    public const int ListCount = SizeClasses.Count + 1;

    private readonly SpanList* _lists;
    private HeapSpan* _spare;
    private long _bytes;

    /// <summary>An empty table over zeroed room for <see cref="ListCount"/> lists.</summary>
    public SpanTable(SpanList* lists)
    {
        _lists = lists;
        _spare = null;
        _bytes = 0;
    }

    /// <summary>Bytes of frames held by spans and descriptors.</summary>
    public readonly long Bytes => _bytes;

    /// <summary>The list of a size class, or of <see cref="Large"/>.</summary>
    public readonly SpanList* List(int index) => _lists + index;

    /// <summary>A new span of <paramref name="frames"/> frames in a list, its memory as it comes; null when memory is out.</summary>
    public HeapSpan* Create(int list, uint frames, FrameOptions options)
    {
        HeapSpan* span = TakeDescriptor(options);
        if (span == null)
        {
            return null;
        }

        uint first = FrameAllocator.TakeRun(frames, (nint)span, options);
        if (first == 0)
        {
            PutDescriptor(span);
            return null;
        }

        span->Start = FrameAllocator.KernelAddress(first);
        span->Bytes = (nint)frames << FrameAllocator.FrameShift;
        span->FirstFrame = first;
        span->FrameCount = frames;
        span->Class = (byte)list;
        _bytes += span->Bytes;
        SpanList.Add(_lists + list, span);
        return span;
    }

    /// <summary>Frees a span's frames and forgets it. It must hang in no list but <see cref="SpanList.All"/>.</summary>
    public void Destroy(HeapSpan* span)
    {
        SpanList.Remove(_lists + span->Class, span);
        _bytes -= span->Bytes;
        FrameAllocator.GiveRun(span->FirstFrame, span->FrameCount);
        PutDescriptor(span);
    }

    private HeapSpan* TakeDescriptor(FrameOptions options)
    {
        if (_spare == null)
        {
            uint frame = FrameAllocator.TakeRun(1, 0, options);
            if (frame == 0)
            {
                return null;
            }

            // Owner 0 means "descriptors": the frame belongs to the heap, but no object is in it.
            byte* memory = (byte*)FrameAllocator.KernelAddress(frame);
            _bytes += FrameAllocator.FrameSize;
            for (int offset = 0; offset + sizeof(HeapSpan) <= FrameAllocator.FrameSize; offset += sizeof(HeapSpan))
            {
                PutDescriptor((HeapSpan*)(memory + offset));
            }
        }

        HeapSpan* span = _spare;
        _spare = span->Next;
        Unsafe.InitBlock(span, 0, (uint)sizeof(HeapSpan));
        return span;
    }

    private void PutDescriptor(HeapSpan* span)
    {
        span->Next = _spare;
        _spare = span;
    }
}
