// Counting live objects by type, for leak tests and /proc.

using System;

namespace Lume.Heap;

/// <summary>Objects of one type.</summary>
public struct TypeCount
{
    /// <summary>Address of the type's MethodTable; 0 in an unused entry.</summary>
    public nint Type;

    /// <summary>Number of objects.</summary>
    public long Objects;

    /// <summary>Bytes of their slots.</summary>
    public long Bytes;
}

public static unsafe partial class ManagedHeap
{
    /// <summary>
    /// Counts the heap's objects by type into <paramref name="table"/>, which becomes a hash table: unused entries have
    /// type 0, and types that find no room are left out. Garbage that no collection has found yet counts too.
    /// </summary>
    /// <returns>Objects counted, those of types without room included.</returns>
    public static long CountObjects(Span<TypeCount> table)
    {
        table.Clear();
        SweepAll();
        long objects = 0;
        for (int list = 0; list < SpanTable.ListCount; list++)
        {
            bool interrupts = HeapPlatform.EnterHeap();
            for (HeapSpan* span = s_spans.List(list)->All; span != null; span = span->Next)
            {
                objects += CountSpan(span, table);
            }

            HeapPlatform.LeaveHeap(interrupts);
        }

        return objects;
    }

    private static int CountSpan(HeapSpan* span, Span<TypeCount> table)
    {
        int objects = 0;
        for (uint i = 0; i < span->SlotCount; i++)
        {
            nint type = *(nint*)(span->Start + (nint)(i * span->SlotSize) + HeapSpan.ObjectOffset);
            if (type != 0)
            {
                objects++;
                Count(table, type, span->SlotSize);
            }
        }

        return objects;
    }

    private static void Count(Span<TypeCount> table, nint type, uint bytes)
    {
        uint start = table.Length == 0 ? 0 : (uint)(((ulong)type >> 3) % (uint)table.Length);
        for (int probe = 0; probe < table.Length; probe++)
        {
            ref TypeCount entry = ref table[(int)((start + (uint)probe) % (uint)table.Length)];
            if (entry.Type == 0 || entry.Type == type)
            {
                entry.Type = type;
                entry.Objects++;
                entry.Bytes += bytes;
                return;
            }
        }
    }
}
