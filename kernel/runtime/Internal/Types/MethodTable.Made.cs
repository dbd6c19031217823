// Types that the image lacks and Internal/Loading makes: ilc's shared form, copied, with addresses in place of self-relative words.

using System.Runtime.InteropServices;
using System.Threading;

namespace Internal.Runtime;

internal unsafe partial struct MethodTable
{
    /// <summary>Whether the type was made at run time.</summary>
    internal bool IsMade => (_flags & IsMadeFlag) != 0;

    /// <summary>What a type made at run time has behind its interfaces.</summary>
    internal MadeTail* Made => (MadeTail*)(Start + TailOffset);

    /// <summary>Bytes in front of the type that describe its references to the collector.</summary>
    internal int GCDescriptionSize
    {
        get
        {
            if (!ContainsReferences)
            {
                return 0;
            }

            // Either pairs, or for arrays of structs a start and as many pairs of half words.
            nint count = *((nint*)Start - 1);
            return (int)(count < 0 ? 2 - count : 1 + (2 * count)) * sizeof(nint);
        }
    }

    /// <summary>Bytes of a copy of this type, from its first word to the end of its tail.</summary>
    internal int MadeSize => TailOffset + sizeof(MadeTail);

    /// <summary>Makes the copy at <paramref name="target"/>: the vtable, but no interfaces and no tail yet.</summary>
    internal void CopyTo(MethodTable* target, uint hash)
    {
        int words = (GCDescriptionSize / sizeof(nint)) + ((FixedSize + (8 * _vtableSlots)) / sizeof(nint));
        nint* from = (nint*)(Start - GCDescriptionSize);
        nint* to = (nint*)((byte*)target - GCDescriptionSize);
        for (int i = 0; i < words; i++)
        {
            to[i] = from[i];
        }

        target->_flags |= IsMadeFlag | HasEmptyDictionaryFlag;
        target->_hash = hash;
    }

    /// <summary>Says that the dictionaries of the type and its bases are full. Compiled code asks before it reads them.</summary>
    internal void SetFilled() => Volatile.Write(ref _flags, _flags & ~HasEmptyDictionaryFlag);

    /// <summary>Sets the base class of a class under construction, or the element of an array.</summary>
    internal void SetRelated(MethodTable* related) => _related = related;

    /// <summary>Turns the copy of a vector under construction into an array of more dimensions: no interfaces but those of Array.</summary>
    internal void MakeMultiDimensional(int rank, MethodTable* array)
    {
        const uint elementTypeMask = 0x1Fu << ElementTypeShift;
        uint grown = (uint)(8 * rank);
        if (ContainsReferences)
        {
            // The start of the elements is in the lower word of both forms; the length of a series is less the base size.
            nint* description = (nint*)Start;
            description[-2] += (nint)grown;
            description[-3] -= description[-1] < 0 ? 0 : (nint)grown;
        }

        _flags = (_flags & ~(elementTypeMask | HasDispatchMapFlag | HasSealedVtableFlag | IsGenericFlag)) | ((uint)ElementType.Array << ElementTypeShift);
        _baseSize += grown;
        _vtableSlots = array->_vtableSlots;
        _interfaces = array->_interfaces;
        for (int i = 0; i < _interfaces; i++)
        {
            Interfaces[i] = array->Interfaces[i];
        }
    }
}

/// <summary>The end of a type made at run time.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MadeTail
{
    /// <summary>The type of the image that it was copied from; its dispatch map and sealed slots serve both.</summary>
    internal MethodTable* Template;

    /// <summary>The open type; null for arrays.</summary>
    internal MethodTable* Definition;

    /// <summary>The generic arguments; of an array, its element.</summary>
    internal MethodTable** Arguments;

    /// <summary>Static fields without references; in front of them lies the word of the static constructor.</summary>
    internal nint Statics;

    /// <summary>The word that holds the object of static fields with references.</summary>
    internal nint ReferenceStatics;

    /// <summary>What the runtime keeps for a type.</summary>
    internal nint Writable;
}
