// Static fields that hold references live in one object per class; the image has a slot for each.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>The slots of classes with static references.</summary>
/// <remarks>
/// The region is a list of self-relative words, one per slot. A slot holds at first two self-relative words: the type of
/// its object with bit 0 set, and, when bit 1 is set too, the object's bytes as ilc computed them. Start-up replaces
/// both by the object's address.
/// </remarks>
internal static unsafe class GCStatics
{
    private const nint Unallocated = 1;
    private const nint HasContents = 2;
    private const nint FlagMask = 3;

    /// <summary>Makes the objects of all slots.</summary>
    internal static void Allocate()
    {
        ReadyToRunHeader.Find(ImageTable.GCStaticRegion, out byte* start, out byte* end);
        for (byte* at = start; at < end; at += sizeof(int))
        {
            Allocate(ReadyToRunHeader.Follow(at));
        }
    }

    /// <summary>Shows every slot to the visitor.</summary>
    internal static void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IRuntimeRootVisitor
    {
        ReadyToRunHeader.Find(ImageTable.GCStaticRegion, out byte* start, out byte* end);
        for (byte* at = start; at < end; at += sizeof(int))
        {
            nint* slot = (nint*)ReadyToRunHeader.Follow(at);
            if ((*slot & Unallocated) == 0)
            {
                visitor.VisitSlot(slot);
            }
        }
    }

    private static void Allocate(byte* slot)
    {
        nint type = (nint)ReadyToRunHeader.Follow(slot);
        if ((type & Unallocated) == 0)
        {
            return;
        }

        object statics = RuntimeExports.RhNewObject((MethodTable*)(type & ~FlagMask));
        if ((type & HasContents) != 0)
        {
            byte* contents = ReadyToRunHeader.Follow(slot + sizeof(int));
            uint size = statics.GetMethodTable()->BaseSize - 16;
            Buffer.BulkMoveWithWriteBarrier(ref statics.GetRawData(), ref *contents, size);
        }

        *(nint*)slot = statics.GetAddress();
    }
}
