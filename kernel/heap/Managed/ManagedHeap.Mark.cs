// Marking: from roots through references, with a mark stack of fixed size.

namespace Lume.Heap;

public static unsafe partial class ManagedHeap
{
    /// <summary>
    /// Marks what every aligned word in [start, end) may point at, into, or just past: nothing says which words are
    /// references.
    /// </summary>
    /// <remarks>
    /// Compiled code may keep nothing but the address of the word in front of an object (allocation is inlined), or
    /// nothing but the address just past one. Where slots meet these are the same number, so both slots are marked: that
    /// is cheaper than a spare word in every slot.
    /// </remarks>
    private static void MarkConservatively(nint* start, nint* end)
    {
        for (; start < end; start++)
        {
            MarkAt(*start);
            MarkAt(*start - 1);
        }
    }

    /// <summary>Marks what the references inside an object that lies outside the heap (a frozen one) point at.</summary>
    private static void MarkReferencesOf(nint obj)
    {
        MarkVisitor visitor = default;
        ObjectLayout.VisitReferences(obj, ref visitor);
    }

    private static void MarkAt(nint word)
    {
        FrameInfo* info = FrameAllocator.FindByAddress(word);
        if (info == null || info->State != FrameState.Heap)
        {
            return;
        }

        HeapSpan* span = (HeapSpan*)FrameInfo.GetOwner(info);
        if (span == null)
        {
            return;
        }

        nint slot = HeapSpan.FindSlot(span, word, out uint index);
        if (slot == 0 || !HeapSpan.TryMark(span, index))
        {
            return;
        }

        nint obj = slot + HeapSpan.ObjectOffset;
        if (ObjectLayout.MayHoldReferences(obj) && !s_marks.TryPush(obj))
        {
            span->MarkOverflow = true;
            s_marks.Overflowed = true;
        }
    }

    private static void Drain()
    {
        MarkVisitor visitor = default;
        while (true)
        {
            while (s_marks.TryPop(out nint obj))
            {
                ObjectLayout.VisitReferences(obj, ref visitor);
            }

            if (!s_marks.Overflowed)
            {
                return;
            }

            // Some marked objects were dropped: scan every marked object of their spans again. Each round marks at least
            // one more object, so this ends.
            s_marks.Overflowed = false;
            for (int list = 0; list < SpanTable.ListCount; list++)
            {
                for (HeapSpan* span = s_spans.List(list)->All; span != null; span = span->Next)
                {
                    if (span->MarkOverflow)
                    {
                        span->MarkOverflow = false;
                        ScanAgain(span, ref visitor);
                    }
                }
            }
        }
    }

    private static void ScanAgain(HeapSpan* span, ref MarkVisitor visitor)
    {
        for (uint i = 0; i < span->SlotCount; i++)
        {
            if (HeapSpan.IsMarked(span, i))
            {
                ObjectLayout.VisitReferences(span->Start + (nint)(i * span->SlotSize) + HeapSpan.ObjectOffset, ref visitor);
                while (s_marks.TryPop(out nint obj))
                {
                    ObjectLayout.VisitReferences(obj, ref visitor);
                }
            }
        }
    }

    private struct MarkVisitor : IReferenceVisitor
    {
        public readonly void Visit(nint* slot)
        {
            if (*slot != 0)
            {
                MarkAt(*slot);
            }
        }
    }
}

/// <summary>Objects that are marked and not yet scanned. Bounded: what does not fit is found again through its span.</summary>
internal unsafe struct MarkStack
{
    private const int Frames = 4;

    private nint* _items;
    private int _count;
    private int _capacity;

    /// <summary>Whether an object did not fit.</summary>
    public bool Overflowed;

    public static bool TryCreate(out MarkStack stack)
    {
        stack = default;
        uint first = FrameAllocator.TakeRun(Frames, 0, FrameOptions.None);
        if (first == 0)
        {
            return false;
        }

        stack._items = (nint*)FrameAllocator.KernelAddress(first);
        stack._capacity = (Frames << FrameAllocator.FrameShift) / sizeof(nint);
        return true;
    }

    public bool TryPush(nint obj)
    {
        if (_count == _capacity)
        {
            return false;
        }

        _items[_count++] = obj;
        return true;
    }

    public bool TryPop(out nint obj)
    {
        if (_count == 0)
        {
            obj = 0;
            return false;
        }

        obj = _items[--_count];
        return true;
    }
}
