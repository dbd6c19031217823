// Interface calls: from a cell and an object to code, remembering answers for all harts without locks.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>Answers the interface calls whose cell holds another type's answer.</summary>
/// <remarks>
/// Every answer {type, code} is stored once, in a hash table that only grows: its size is bounded by the types and interfaces of
/// the image. A cell keeps the answer for the first type that it meets; a site that sees many types finds the others in the table.
/// Readers take no lock: an entry is complete before a release store makes it reachable, and is never changed or freed.
/// </remarks>
internal static unsafe class InterfaceDispatch
{
    private const int BucketCount = 2048;

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private nint _first;
    }

    // The pair must come first: cells point at entries as pairs.
    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        internal DispatchPair Answer;
        internal MethodTable* Contract;
        internal nint Slot;
        internal Entry* Next;
    }

    private static Buckets s_buckets;

    /// <summary>The code to call for this object; raises EntryPointNotFoundException when the type has none.</summary>
    [RuntimeExport("RhpResolveInterface")]
    internal static nint Resolve(object obj, InterfaceDispatchCell* cell)
    {
        MethodTable* type = obj.GetMethodTable();
        if (cell->IsVtableOffset)
        {
            return *(nint*)((byte*)type + cell->VtableOffset);
        }

        MethodTable* contract = InterfaceDispatchCell.InterfaceOf(cell);
        int slot = InterfaceDispatchCell.SlotOf(cell);
        Entry* entry = Find(type, contract, slot);
        if (entry == null)
        {
            nint code = ResolveOnType(type, contract, slot);
            entry = Add(type, contract, slot, code);
            if (entry == null)
            {
                return code;
            }
        }

        if (cell->Answer->Type == null)
        {
            Volatile.Write(ref *(nint*)&cell->Answer, (nint)entry);
        }

        return entry->Answer.Code;
    }

    /// <summary>As compiled code asks for interface delegates and method pointers.</summary>
    [RuntimeExport("RhpResolveInterfaceMethod")]
    internal static nint ResolveMethod(object obj, InterfaceDispatchCell* cell)
    {
        DispatchPair* answer = (DispatchPair*)Volatile.Read(ref *(nint*)&cell->Answer);
        return answer->Type == obj.GetMethodTable() ? answer->Code : Resolve(obj, cell);
    }

    /// <summary>The code of an interface method for a type; raises EntryPointNotFoundException when it has none.</summary>
    internal static nint ResolveOnType(MethodTable* type, MethodTable* contract, int slot)
    {
        nint code = DispatchResolver.Find(type, contract, slot);
        if (code == 0)
        {
            throw new EntryPointNotFoundException("The type does not implement the interface method.");
        }

        return code;
    }

    private static Entry* Find(MethodTable* type, MethodTable* contract, int slot)
    {
        Entry* entry = (Entry*)Volatile.Read(ref Bucket(type, contract, slot));
        while (entry != null)
        {
            if (entry->Answer.Type == type && entry->Contract == contract && entry->Slot == slot)
            {
                return entry;
            }

            entry = entry->Next;
        }

        return null;
    }

    // Two harts may add the same answer; both entries are right and the first found wins.
    private static Entry* Add(MethodTable* type, MethodTable* contract, int slot, nint code)
    {
        Entry* entry = (Entry*)PermanentMemory.TryAllocate((nuint)sizeof(Entry));
        if (entry == null)
        {
            return null;
        }

        entry->Answer.Type = type;
        entry->Answer.Code = code;
        entry->Contract = contract;
        entry->Slot = slot;
        ref nint bucket = ref Bucket(type, contract, slot);
        nint head;
        do
        {
            head = Volatile.Read(ref bucket);
            entry->Next = (Entry*)head;
        }
        while (Interlocked.CompareExchange(ref bucket, (nint)entry, head) != head);
        return entry;
    }

    private static ref nint Bucket(MethodTable* type, MethodTable* contract, int slot)
    {
        // MethodTables are 8-byte aligned and 100 to 300 bytes apart; the multiplication spreads what is left.
        ulong key = ((ulong)type >> 3) + ((ulong)contract >> 3) * 31 + (uint)slot;
        ulong hash = key * 0x9E37_79B9_7F4A_7C15;
        return ref Unsafe.Add(ref Unsafe.As<Buckets, nint>(ref s_buckets), (nint)(hash >> 53));
    }
}
