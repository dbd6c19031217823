// The names of an enum, from the metadata that ilc keeps for enums.

using System;

using Internal.Runtime.Loading;

namespace Internal.Runtime;

/// <summary>Walks the constants of an enum in the order of their declaration; none when the image has no metadata of the type.</summary>
/// <remarks>
/// Of the lists of a <see cref="DefinedType"/> the third has the fields and the last the attributes. A field is flags, name, type, value, offset, attributes. A value, and a method, is the kind in the low 7 bits and an offset above.
/// </remarks>
internal unsafe struct EnumMetadata
{
    private const uint StaticFlag = 0x10;
    private const int ValueShift = 7;

    private readonly ElementType _kind;
    private readonly byte* _metadata;
    private NativeReader _fields;
    private uint _left;

    internal EnumMetadata(MethodTable* type)
    {
        _kind = type->ElementType;
        ReadyToRunHeader.Find(ImageTable.Metadata, out _metadata, out byte* _);
        if (DefinedType.TryFind(type, out DefinedType definition))
        {
            NativeReader lists = definition.Lists;
            DefinedType.SkipList(ref lists);
            DefinedType.SkipList(ref lists);
            _left = lists.ReadUnsigned();
            _fields = lists;
            DefinedType.Skip(ref lists, _left);
            for (int list = 0; list < 4; list++)
            {
                DefinedType.SkipList(ref lists);
            }

            // ilc keeps attributes only where this property is read.
            _ = Metadata.NativeFormat.TypeDefinition.CustomAttributes;
            for (uint left = lists.ReadUnsigned(); left > 0; left--)
            {
                IsFlags |= IsFlagsAttribute(new NativeReader(_metadata + lists.ReadUnsigned()));
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
                name = text.ReadBytes();
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
        DefinedType.Skip(ref type, 3);
        NativeReader name = new(_metadata + type.ReadUnsigned());
        return name.ReadBytes().SequenceEqual("FlagsAttribute"u8);
    }
}
