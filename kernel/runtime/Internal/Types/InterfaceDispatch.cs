// Interface calls: from a cell and an object to code, remembering answers for all harts without locks.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>Answers the interface calls whose cell holds another type's answer.</summary>
/// <remarks>
/// Every answer {type, code} of a cell is stored once, in a hash table that only grows: its size is bounded by the call sites of
/// the image and the types that reach them. A cell points at the answer for the first type that it meets; a site that sees many types
/// finds the others in the table. Readers take no lock: an entry is complete before a release store makes it reachable, and is never changed
/// or freed.
/// </remarks>
internal static unsafe class InterfaceDispatch
{
    private const int BucketBits = 11;

    [InlineArray(1 << BucketBits)]
    private struct Buckets
    {
        private nint _first;
    }

    // The pair must come first: cells point at entries as pairs.
    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        internal DispatchPair Answer;
        internal InterfaceDispatchCell* Cell;
        internal Entry* Next;
    }

    private static Buckets s_buckets;

    /// <summary>The code to call for this object; raises EntryPointNotFoundException when the type has none.</summary>
    [RuntimeExport("RhpResolveInterface")]
    internal static nint Resolve(object obj, InterfaceDispatchCell* cell)
    {
        MethodTable* type = obj.GetMethodTable();
        ref nint bucket = ref Bucket(type, cell);
        for (Entry* entry = (Entry*)Volatile.Read(ref bucket); entry != null; entry = entry->Next)
        {
            if (entry->Answer.Type == type && entry->Cell == cell)
            {
                return entry->Answer.Code;
            }
        }

        return ResolveFirst(type, cell, ref bucket);
    }

    /// <summary>As compiled code asks for interface delegates and method pointers.</summary>
    [RuntimeExport("RhpResolveInterfaceMethod")]
    internal static nint ResolveMethod(object obj, InterfaceDispatchCell* cell)
    {
        DispatchPair* answer = (DispatchPair*)Volatile.Read(ref *(nint*)&cell->Answer);
        return answer->Type == obj.GetMethodTable() ? answer->Code : Resolve(obj, cell);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ResolveFirst(MethodTable* type, InterfaceDispatchCell* cell, ref nint bucket)
    {
        if (cell->IsVtableOffset)
        {
            return *(nint*)((byte*)type + cell->VtableOffset);
        }

        nint code = DispatchResolver.Find(type, InterfaceDispatchCell.InterfaceOf(cell), InterfaceDispatchCell.SlotOf(cell));
        if (code == 0)
        {
            throw new EntryPointNotFoundException("The type does not implement the interface method.");
        }

        // Without memory the answer is found anew at the next call.
        Entry* entry = (Entry*)PermanentMemory.TryAllocate((nuint)sizeof(Entry));
        if (entry != null)
        {
            entry->Answer.Type = type;
            entry->Answer.Code = code;
            entry->Cell = cell;
            Publish(entry, ref bucket);
        }

        return code;
    }

    // Two harts may add the same answer; both entries are right and either may be found.
    private static void Publish(Entry* entry, ref nint bucket)
    {
        nint head;
        do
        {
            head = Volatile.Read(ref bucket);
            entry->Next = (Entry*)head;
        }
        while (Interlocked.CompareExchange(ref bucket, (nint)entry, head) != head);

        if (entry->Cell->Answer->Type == null)
        {
            Volatile.Write(ref *(nint*)&entry->Cell->Answer, (nint)entry);
        }
    }

    private static ref nint Bucket(MethodTable* type, InterfaceDispatchCell* cell)
    {
        // MethodTables are 8 and cells 16 bytes aligned, each in a region of its own; the multiplication spreads what is left.
        ulong hash = (((ulong)type >> 3) + ((ulong)cell << 16)) * 0x9E37_79B9_7F4A_7C15;
        return ref ((nint*)Unsafe.AsPointer(ref s_buckets))[(int)(hash >> (64 - BucketBits))];
    }
}
