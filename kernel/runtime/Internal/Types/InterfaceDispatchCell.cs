// The cell behind each interface call site.

using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>What an interface call site calls, and the answer for the type that it met last.</summary>
/// <remarks>
/// ilc writes cells in groups that share a slot. In each cell the second word's low two bits say how it names the
/// interface: 1 absolute address, 3 self-relative, 2 self-relative to a pointer to it; a word below 0x1000 with both bits clear is an
/// offset into the vtable. The group ends with a cell whose first word is 0 and whose second holds the slot in its low 16 bits.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct InterfaceDispatchCell
{
    private const nint EncodingMask = 3;
    private const nint Absolute = 1;
    private const nint IndirectRelative = 2;
    private const nuint MaxVtableOffset = 0x1000;

    /// <summary>The last answer; compiled code reads it and the runtime replaces it, both with ordering.</summary>
    internal DispatchPair* Answer;

    private nint _target;

    /// <summary>Whether the call goes through a vtable slot and no interface.</summary>
    internal readonly bool IsVtableOffset => (nuint)_target < MaxVtableOffset && (_target & EncodingMask) == 0;

    internal readonly int VtableOffset => (int)_target;

    /// <summary>The interface; the cell is given by address because the encoding is relative to it.</summary>
    internal static MethodTable* InterfaceOf(InterfaceDispatchCell* cell)
    {
        nint value = cell->_target;
        nint encoding = value & EncodingMask;
        if (encoding == Absolute)
        {
            return (MethodTable*)(value & ~EncodingMask);
        }

        // The low bits were added to the distance, so they come off after the addition.
        nint address = ((nint)(&cell->_target) + (int)value) & ~EncodingMask;
        return encoding == IndirectRelative ? *(MethodTable**)address : (MethodTable*)address;
    }

    /// <summary>The interface's method, as its number in the interface.</summary>
    internal static int SlotOf(InterfaceDispatchCell* cell)
    {
        while (cell->Answer != null)
        {
            cell++;
        }

        return (ushort)cell->_target;
    }
}

/// <summary>One answer: objects of this type are called here. Never changes once a cell points at it, and is never freed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DispatchPair
{
    internal MethodTable* Type;
    internal nint Code;
}
