// A type as ilc lays it out in the data object: sizes, flags, base type, vtable, interfaces, and what follows them.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>The description of a type that each object's first word points at. Immutable; made by ilc, or at run time from a template of ilc's.</summary>
/// <remarks>
/// 0 component size or extended flags (u16), 2 flags (u16), 4 base size (u32), 8 base or element type, 16 vtable slots (u16),
/// 18 interfaces (u16), 20 hash (u32), 24 vtable, then interfaces, then self-relative 32-bit words, each present only
/// when the flags say so: type manager, writable data, dispatch map, finalizer, sealed virtual slots, generic definition,
/// generic arguments. A type made at run time has <see cref="MadeTail"/> there.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct MethodTable
{
    private const uint KindMask = 0x0003_0000;
    private const uint KindParameterized = 0x0002_0000;
    private const uint KindGenericDefinition = 0x0003_0000;
    private const uint HasDispatchMapFlag = 0x0004_0000;
    private const uint IsMadeFlag = 0x0008_0000;
    private const uint HasFinalizerFlag = 0x0010_0000;
    private const uint HasEmptyDictionaryFlag = 0x0020_0000;
    private const uint HasSealedVtableFlag = 0x0040_0000;
    private const uint HasVarianceFlag = 0x0080_0000;
    private const uint HasReferencesFlag = 0x0100_0000;
    private const uint IsGenericFlag = 0x0200_0000;
    private const uint HasComponentSizeFlag = 0x8000_0000;
    private const int ElementTypeShift = 26;
    private const int FixedSize = 24;

    /// <summary>The base size of a one-dimensional array: header word, MethodTable, length and its padding.</summary>
    internal const uint VectorBaseSize = 24;

    private uint _flags;
    private uint _baseSize;
    private MethodTable* _related;
    private ushort _vtableSlots;
    private ushort _interfaces;
    private uint _hash;

    /// <summary>The type itself as a MethodTable; resolved by the compiler.</summary>
    [Intrinsic]
    internal static extern MethodTable* Of<T>();

    internal bool HasComponentSize => (int)_flags < 0;

    /// <summary>Bytes per element or char; 0 for other types.</summary>
    internal ushort ComponentSize => HasComponentSize ? (ushort)_flags : (ushort)0;

    /// <summary>Bytes of an object with no elements, counting the header word in front of the MethodTable pointer.</summary>
    internal uint BaseSize => _baseSize;

    internal ushort VtableSlots => _vtableSlots;

    internal ushort InterfaceCount => _interfaces;

    /// <summary>A hash of the type's name: the same in every build.</summary>
    internal uint HashCode => _hash;

    internal ElementType ElementType => (ElementType)((_flags >> ElementTypeShift) & 0x1F);

    internal bool IsValueType => ElementType < ElementType.Class;

    /// <summary>Also true for enums, whose element type is that of the integer under them.</summary>
    internal bool IsPrimitive => ElementType < ElementType.ValueType;

    internal bool IsNullable => ElementType == ElementType.Nullable;

    internal bool IsInterface => ElementType == ElementType.Interface;

    internal bool IsSzArray => ElementType == ElementType.SzArray;

    internal bool IsArray => ElementType is ElementType.Array or ElementType.SzArray;

    internal bool IsPointer => ElementType == ElementType.Pointer;

    internal bool IsString => HasComponentSize && !IsParameterized;

    internal bool IsParameterized => (_flags & KindMask) == KindParameterized;

    internal bool IsGenericDefinition => (_flags & KindMask) == KindGenericDefinition;

    internal bool IsCanonical => (_flags & KindMask) == 0;

    internal bool IsGeneric => (_flags & IsGenericFlag) != 0;

    internal bool HasVariance => (_flags & HasVarianceFlag) != 0;

    internal bool HasFinalizer => (_flags & HasFinalizerFlag) != 0;

    internal bool HasDispatchMap => (_flags & HasDispatchMapFlag) != 0;

    /// <summary>Whether the collector must look into objects of this type; a GC description lies in front then.</summary>
    internal bool ContainsReferences => (_flags & HasReferencesFlag) != 0;

    internal int ArrayRank => _baseSize > VectorBaseSize ? (int)((_baseSize - VectorBaseSize) / 8) : 1;

    /// <summary>The element type of an array, or the type that a pointer points at. ilc binds the name.</summary>
    internal MethodTable* RelatedParameterType => _related;

    /// <summary>The base class; null for System.Object and interfaces. <see cref="Array"/> for arrays.</summary>
    internal MethodTable* BaseType => IsCanonical ? _related : IsArray ? Of<Array>() : null;

    /// <summary>The base class of a type that is known to be no array.</summary>
    internal MethodTable* NonArrayBaseType => _related;

    /// <summary>The bytes of a value of this type in a field or an array.</summary>
    internal uint ValueSize => _baseSize - 16 - ((_flags >> 5) & 7);

    /// <summary>Where the value lies in a Nullable of this type.</summary>
    internal int NullableValueOffset => 1 << (int)((_flags >> 8) & 7);

    /// <summary>The T of a <c>Nullable&lt;T&gt;</c>.</summary>
    internal MethodTable* NullableType => GenericArgument(0);

    internal MethodTable** Interfaces => (MethodTable**)(Start + FixedSize + 8 * _vtableSlots);

    internal nint* Vtable => (nint*)(Start + FixedSize);

    /// <summary>Memory that the runtime may use for this type; ilc gives each type 8 bytes.</summary>
    internal nint* WritableData => IsMade ? &Made->Writable : (nint*)Relative(TailOffset + 4);

    internal DispatchMap* DispatchMap =>
        !HasDispatchMap ? null : IsMade ? Made->Template->DispatchMap : (DispatchMap*)Relative(TailOffset + 8);

    // MethodTables are data of the image and never move, so taking the address of this is sound.
    private byte* Start => (byte*)Unsafe.AsPointer(ref this);

    // The first of the self-relative words after the interface list.
    private int TailOffset => FixedSize + 8 * _vtableSlots + 8 * _interfaces;

    private int SealedOffset => TailOffset + 8 + (HasDispatchMap ? 4 : 0) + (HasFinalizer ? 4 : 0);

    private int GenericDefinitionOffset => SealedOffset + ((_flags & HasSealedVtableFlag) != 0 ? 4 : 0);

    /// <summary>The code of a virtual method that no derived type can override and that has no vtable slot.</summary>
    internal nint SealedVirtualSlot(int index)
    {
        if (IsMade)
        {
            return Made->Template->SealedVirtualSlot(index);
        }

        byte* table = Relative(SealedOffset) + 4 * index;
        return (nint)(table + *(int*)table);
    }

    /// <summary>The open generic type of a constructed one.</summary>
    internal MethodTable* GenericDefinition => IsMade ? Made->Definition : (MethodTable*)Relative(GenericDefinitionOffset);

    /// <summary>How many generic arguments a constructed type has.</summary>
    internal int GenericArity => (ushort)GenericDefinition->_baseSize;

    /// <summary>One generic argument of a constructed type.</summary>
    internal MethodTable* GenericArgument(int index)
    {
        if (IsMade)
        {
            return Made->Arguments[index];
        }

        // One argument is stored in place, more are stored in a list elsewhere.
        byte* first = Start + GenericDefinitionOffset + 4;
        if (GenericArity != 1)
        {
            first += *(int*)first;
        }

        first += 4 * index;
        return (MethodTable*)(first + *(int*)first);
    }

    /// <summary>The variance of each generic parameter; null when none varies.</summary>
    internal GenericVariance* Variance
    {
        get
        {
            if (!HasVariance)
            {
                return null;
            }

            // An open type has no pointer to an open type, so its variance list stands in that place.
            return IsGeneric ? GenericDefinition->Variance : (GenericVariance*)Relative(GenericDefinitionOffset);
        }
    }

    private byte* Relative(int offset)
    {
        byte* word = Start + offset;
        return word + *(int*)word;
    }
}

/// <summary>The kind of a type, in its flags.</summary>
internal enum ElementType
{
    Unknown = 0x00,
    Void = 0x01,
    Boolean = 0x02,
    Char = 0x03,
    SByte = 0x04,
    Byte = 0x05,
    Int16 = 0x06,
    UInt16 = 0x07,
    Int32 = 0x08,
    UInt32 = 0x09,
    Int64 = 0x0A,
    UInt64 = 0x0B,
    IntPtr = 0x0C,
    UIntPtr = 0x0D,
    Single = 0x0E,
    Double = 0x0F,
    ValueType = 0x10,
    Nullable = 0x12,
    Class = 0x14,
    Interface = 0x15,
    SystemArray = 0x16,
    Array = 0x17,
    SzArray = 0x18,
    ByRef = 0x19,
    Pointer = 0x1A,
    FunctionPointer = 0x1B,
}

/// <summary>How a generic parameter of an interface or delegate varies.</summary>
internal enum GenericVariance : byte
{
    NonVariant = 0,
    Covariant = 1,
    Contravariant = 2,

    /// <summary>Covariant as array elements are, signed and unsigned integers of one size included.</summary>
    ArrayCovariant = 0x20,
}
