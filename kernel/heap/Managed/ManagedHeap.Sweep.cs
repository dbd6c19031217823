// Sweeping: lazily as harts need slots, or all at once to give frames back.

namespace Lume.Heap;

public static unsafe partial class ManagedHeap
{
    /// <summary>
    /// Sweeps everything that the last collection left unswept and gives empty spans' frames back. Works in steps of one
    /// span under the heap lock; an idle hart may call it.
    /// </summary>
    public static void SweepAll()
    {
        for (int sizeClass = 0; sizeClass < SizeClasses.Count; sizeClass++)
        {
            while (SweepOne(sizeClass))
            {
            }
        }
    }

    private static bool SweepOne(int sizeClass)
    {
        bool interrupts = HeapPlatform.EnterHeap();
        SpanList* list = s_spans.List(sizeClass);
        HeapSpan* span = list->Unswept;
        if (span != null)
        {
            list->Unswept = span->Next;
            SweepIntoList(list, span);
        }

        HeapPlatform.LeaveHeap(interrupts);
        return span != null;
    }

    private static void SweepIntoList(SpanList* list, HeapSpan* span)
    {
        if (HeapSpan.CountMarks(span) == 0)
        {
            Release(span);
            return;
        }

        HeapSpan.Sweep(span, s_options.Poison);
        if (span->FreeCount != 0)
        {
            span->NextPartial = list->Partial;
            list->Partial = span;
        }
    }

    /// <summary>Frees unmarked large objects. The world is stopped.</summary>
    private static void SweepLarge()
    {
        HeapSpan* span = s_spans.List(SpanTable.Large)->All;
        while (span != null)
        {
            HeapSpan* next = span->Next;
            if (HeapSpan.CountMarks(span) == 0)
            {
                Release(span);
            }
            else
            {
                HeapSpan.ClearMarks(span);
            }

            span = next;
        }
    }

    private static void Release(HeapSpan* span)
    {
        if (s_options.Poison)
        {
            HeapSpan.PoisonAll(span);
        }

        s_spans.Destroy(span);
    }
}
