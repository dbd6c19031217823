// From type signatures with variables to the types of the image.

using System;

namespace Internal.Runtime.Loading;

/// <summary>Reads the type signatures of templates. A type that the image lacks is made.</summary>
internal static unsafe class TypeSignatures
{
    private const int MaxArguments = 16;

    private enum Kind
    {
        Lookback = 1,
        Modifier = 2,
        Instantiation = 3,
        Variable = 4,
        External = 6,
        MultiDimensionalArray = 10,
    }

    /// <summary>The type, with the variables of a declaring type and a method filled in.</summary>
    /// <exception cref="NotSupportedException">The image has neither the type nor a template for it.</exception>
    internal static MethodTable* Read(ref NativeReader at, MethodTable* declaring, MethodInstance* method)
    {
        uint encoded = at.ReadUnsigned();
        uint data = encoded >> 4;
        switch ((Kind)(encoded & 0xF))
        {
            case Kind.Lookback:
                // The distance leaves out itself and the smallest distance that makes sense.
                NativeReader back = new(at.Position - (data + NativeReader.EncodedLength(data << 4) + 2));
                return Read(ref back, declaring, method);
            case Kind.Variable:
                return (data & 1) != 0 ? MethodInstance.Arguments(method)[data >> 1]
                    : declaring->IsArray ? declaring->RelatedParameterType
                    : declaring->GenericArgument((int)(data >> 1));
            case Kind.External:
                return LoaderTables.Type(ImageTable.NativeReferences, data);
            case Kind.Instantiation:
                return ReadInstantiation(ref at, (int)data, declaring, method);
            case Kind.Modifier:
                const uint vector = 1;
                MethodTable* element = Read(ref at, declaring, method);
                return data == vector ? TypeMaker.FindOrMakeArray(element, 0) : throw Missing("a pointer type");
            case Kind.MultiDimensionalArray:
                MethodTable* item = Read(ref at, declaring, method);
                Skip(ref at);
                Skip(ref at);
                return TypeMaker.FindOrMakeArray(item, (int)data);
            default:
                throw Missing("a kind of type");
        }
    }

    /// <summary>What a call ends with that needs more than the image has.</summary>
    internal static NotSupportedException Missing(string what) =>
        new("A generic virtual method needs " + what + " that this image was not compiled with: use it outside of such methods too.");

    private static void Skip(ref NativeReader at)
    {
        for (uint count = at.ReadUnsigned(); count > 0; count--)
        {
            at.ReadUnsigned();
        }
    }

    private static MethodTable* ReadInstantiation(ref NativeReader at, int count, MethodTable* declaring, MethodInstance* method)
    {
        if (count > MaxArguments)
        {
            throw Missing("a type of many arguments");
        }

        MethodTable* definition = Read(ref at, declaring, method);
        MethodTable** arguments = stackalloc MethodTable*[MaxArguments];
        for (int i = 0; i < count; i++)
        {
            arguments[i] = Read(ref at, declaring, method);
        }

        return TypeMaker.FindOrMake(definition, arguments, count);
    }
}
