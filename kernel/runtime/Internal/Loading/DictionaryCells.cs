// What one cell of a dictionary holds, as its template says.

using System;

namespace Internal.Runtime.Loading;

/// <summary>Fills the cells of a dictionary.</summary>
internal static unsafe class DictionaryCells
{
    private enum Kind : uint
    {
        Type = 1,
        InterfaceCall = 2,
        MethodDictionary = 4,
        StaticData = 5,
        UnwrappedNullable = 6,
        MethodHandle = 8,
        DefaultConstructor = 10,
        Method = 13,
        ConstrainedMethod = 0x20,
        StaticConstrainedMethod = 0x21,
        GenericConstrainedMethod = 0x22,
    }

    /// <summary>The value of the next cell of a template.</summary>
    /// <exception cref="NotSupportedException">The image lacks what the cell names.</exception>
    internal static nint Read(ref NativeReader at, MethodTable* declaring, MethodInstance* context)
    {
        Kind kind = (Kind)at.ReadUnsigned();
        switch (kind)
        {
            case Kind.Type:
                return (nint)ReadType(ref at, declaring, context);
            case Kind.UnwrappedNullable:
                MethodTable* type = ReadType(ref at, declaring, context);
                return (nint)(type->IsNullable ? type->NullableType : type);
            case Kind.InterfaceCall:
                MethodTable* contract = ReadType(ref at, declaring, context);
                return MakeCell(contract, at.ReadUnsigned());
            case Kind.MethodDictionary:
                return GenericDictionaries.FindOrBuild(ReadMethod(ref at, declaring, context, out _));
            case Kind.StaticData:
                MethodTable* owner = ReadType(ref at, declaring, context);
                return FindStatics(owner, at.ReadUnsigned());
            case Kind.MethodHandle:
                return (nint)ReadMethod(ref at, declaring, context, out _);
            case Kind.Method:
                return ReadCode(ref at, declaring, context);
            case Kind.ConstrainedMethod:
                MethodTable* receiver = ReadType(ref at, declaring, context);
                MethodTable* slots = ReadType(ref at, declaring, context);
                nint code = DispatchResolver.Find(receiver, slots, (int)at.ReadUnsigned());
                return code != 0 ? code : throw TypeSignatures.Missing("a constrained method");
            case Kind.StaticConstrainedMethod:
                MethodTable* implementer = ReadType(ref at, declaring, context);
                return FindStatic(implementer, ReadType(ref at, declaring, context), (int)at.ReadUnsigned());
            case Kind.GenericConstrainedMethod:
                MethodTable* constraint = ReadType(ref at, declaring, context);
                return GenericVirtualMethods.Find(constraint, ReadMethod(ref at, declaring, context, out _));
            case Kind.DefaultConstructor:
                return DefaultConstructors.Find(ReadType(ref at, declaring, context));
            default:
                throw TypeSignatures.Missing("a look-up of kind " + ((uint)kind).ToString());
        }
    }

    private static MethodTable* ReadType(ref NativeReader at, MethodTable* declaring, MethodInstance* context)
    {
        MethodTable* type = TypeSignatures.Read(ref at, declaring, context);
        TypeMaker.CompleteAll();
        return type;
    }

    private static MethodInstance* ReadMethod(ref NativeReader at, MethodTable* declaring, MethodInstance* context, out nint code)
    {
        GenericMethodCode.SignatureFlags flags = (GenericMethodCode.SignatureFlags)at.ReadUnsigned();
        code = (flags & GenericMethodCode.SignatureFlags.HasCode) != 0
            ? (nint)LoaderTables.Reference(ImageTable.NativeReferences, at.ReadUnsigned())
            : 0;
        MethodTable* owner = ReadType(ref at, declaring, context);
        uint token = at.ReadUnsigned();
        int count = (flags & GenericMethodCode.SignatureFlags.HasArguments) != 0 ? (int)at.ReadUnsigned() : 0;
        MethodInstance* method = MethodInstance.TryCreate(owner, token, count);
        if (method == null)
        {
            throw new OutOfMemoryException();
        }

        for (int i = 0; i < count; i++)
        {
            MethodInstance.Arguments(method)[i] = ReadType(ref at, declaring, context);
        }

        return method;
    }

    private static nint ReadCode(ref NativeReader at, MethodTable* declaring, MethodInstance* context)
    {
        MethodInstance* method = ReadMethod(ref at, declaring, context, out nint code);
        if (method->Count == 0)
        {
            return code != 0 ? GenericMethodCode.MakeFat(code, (nint)method->Declaring) : throw TypeSignatures.Missing("a method");
        }

        if (code == 0 && (!GenericMethodCode.TryFindTemplate(method, out code, out _) || code == 0))
        {
            throw TypeSignatures.Missing("an instantiated method");
        }

        return GenericMethodCode.MakeFat(code, GenericDictionaries.FindOrBuild(method));
    }

    // A static abstract member: its code, with the implementing type where that is shared.
    private static nint FindStatic(MethodTable* type, MethodTable* contract, int slot)
    {
        nint code = DispatchResolver.FindStatic(type, contract, slot, out MethodTable* context);
        if (code == 0)
        {
            throw TypeSignatures.Missing("a static abstract member");
        }

        return context == null ? code : GenericMethodCode.MakeFat(code, (nint)context);
    }

    // A group of one cell, as InterfaceDispatchCell describes it: the answer of no type, and the mark that ends the group.
    private static nint MakeCell(MethodTable* contract, uint slot)
    {
        const nint absolute = 1;
        nint* cells = (nint*)LoadingWork.Allocate((nuint)(6 * sizeof(nint)));
        cells[0] = (nint)(cells + 4);
        cells[1] = (nint)contract | absolute;
        cells[3] = (nint)slot;
        return (nint)cells;
    }

    private static nint FindStatics(MethodTable* type, uint kind)
    {
        // Kind 1 is what the collector looks at, 2 the rest; their elements of the bag are 0x43 and 0x42.
        if (type->IsMade)
        {
            return kind == 1 ? type->Made->ReferenceStatics : type->Made->Statics;
        }

        uint wanted = kind == 1 ? 0x43u : 0x42u;
        if (LoaderTables.TryOpen(ImageTable.StaticsInfo, type->HashCode, out NativeHashtable entries))
        {
            while (entries.TryNext(out NativeReader entry))
            {
                if (LoaderTables.Type(ImageTable.NativeReferences, entry.ReadUnsigned()) != type)
                {
                    continue;
                }

                for (uint element = entry.ReadUnsigned(); element != 0; element = entry.ReadUnsigned())
                {
                    uint index = entry.ReadUnsigned();
                    if (element == wanted)
                    {
                        return (nint)LoaderTables.Reference(ImageTable.NativeStatics, index);
                    }
                }
            }
        }

        throw TypeSignatures.Missing("statics of a type");
    }
}
