// The names of an enum, from the metadata that ilc keeps for enums.

using System;
using System.Text;

using Internal.Runtime.Loading;

namespace Internal.Runtime;

/// <summary>Walks the constants of an enum in the order of their declaration; none when the image has no metadata of the type.</summary>
/// <remarks>
/// A type definition is seven numbers (flags, base, namespace, name, size, packing, outer type), then lists: nested types, methods,
/// fields, properties, events, generic parameters, interfaces, attributes. A list is a count and as many offsets.
/// A field is flags, name, type, value, offset, attributes. A value, and a method, is the kind in the low 7 bits and an offset above.
/// </remarks>
internal unsafe struct EnumMetadata
{
    private const uint StaticFlag = 0x10;
    private const int ValueShift = 7;
    private const uint OffsetMask = 0x01FF_FFFF;

    private readonly ElementType _kind;
    private readonly byte* _metadata;
    private NativeReader _fields;
    private uint _left;

    internal EnumMetadata(MethodTable* type)
    {
        _kind = type->ElementType;
        ReadyToRunHeader.Find(ImageTable.Metadata, out _metadata, out byte* _);
        if (TryFindDefinition(type, out NativeReader definition))
        {
            SkipNumbers(ref definition, 7);
            SkipList(ref definition);
            SkipList(ref definition);
            _left = definition.ReadUnsigned();
            _fields = definition;
            SkipNumbers(ref definition, _left);
            SkipList(ref definition);
            SkipList(ref definition);
            SkipList(ref definition);
            SkipList(ref definition);

            // ilc keeps attributes only where this property is read.
            _ = Metadata.NativeFormat.TypeDefinition.CustomAttributes;
            for (uint left = definition.ReadUnsigned(); left > 0; left--)
            {
                IsFlags |= IsFlagsAttribute(new NativeReader(_metadata + definition.ReadUnsigned()));
            }
        }
    }

    /// <summary>Whether the enum is marked as a set of flags.</summary>
    internal bool IsFlags { get; }

    /// <summary>The next constant: its value, extended to 64 bits as its type is, and its name in UTF-8.</summary>
    internal bool TryNext(out long value, out ReadOnlySpan<byte> name)
    {
        while (_left > 0)
        {
            _left--;
            NativeReader field = new(_metadata + _fields.ReadUnsigned());
            uint flags = field.ReadUnsigned();
            NativeReader text = new(_metadata + field.ReadUnsigned());
            field.ReadUnsigned();
            NativeReader constant = new(_metadata + (field.ReadUnsigned() >> ValueShift));
            if ((flags & StaticFlag) != 0)
            {
                value = ReadValue(ref constant);
                int length = (int)text.ReadUnsigned();
                name = new ReadOnlySpan<byte>(text.Position, length);
                return true;
            }
        }

        value = 0;
        name = default;
        return false;
    }

    private readonly long ReadValue(ref NativeReader at) => _kind switch
    {
        ElementType.SByte => (sbyte)at.ReadByte(),
        ElementType.Byte or ElementType.Boolean => at.ReadByte(),
        ElementType.Int16 or ElementType.Int32 => at.ReadSigned(),
        ElementType.Char or ElementType.UInt16 or ElementType.UInt32 => at.ReadUnsigned(),
        ElementType.Int64 => at.ReadSignedLong(),
        _ => (long)at.ReadUnsignedLong(),
    };

    private readonly bool TryFindDefinition(MethodTable* type, out NativeReader definition)
    {
        if (_metadata != null && LoaderTables.TryOpen(ImageTable.Types, type->HashCode, out NativeHashtable types))
        {
            while (types.TryNext(out NativeReader entry))
            {
                if (LoaderTables.Type(ImageTable.CommonFixups, entry.ReadUnsigned()) == type)
                {
                    definition = new NativeReader(_metadata + (entry.ReadUnsigned() & OffsetMask));
                    return true;
                }
            }
        }

        definition = default;
        return false;
    }

    // An attribute begins with its constructor, which for a type of the image is its method and the type.
    private readonly bool IsFlagsAttribute(NativeReader attribute)
    {
        const uint kindMask = (1u << ValueShift) - 1;
        const uint qualifiedMethod = 0x36;
        uint constructor = attribute.ReadUnsigned();
        if ((constructor & kindMask) != qualifiedMethod)
        {
            return false;
        }

        NativeReader qualified = new(_metadata + (constructor >> ValueShift));
        qualified.ReadUnsigned();
        NativeReader type = new(_metadata + qualified.ReadUnsigned());
        SkipNumbers(ref type, 3);
        NativeReader name = new(_metadata + type.ReadUnsigned());
        int length = (int)name.ReadUnsigned();
        return new ReadOnlySpan<byte>(name.Position, length).SequenceEqual("FlagsAttribute"u8);
    }

    private static void SkipList(ref NativeReader at) => SkipNumbers(ref at, at.ReadUnsigned());

    private static void SkipNumbers(ref NativeReader at, uint count)
    {
        for (; count > 0; count--)
        {
            at.ReadUnsigned();
        }
    }
}
