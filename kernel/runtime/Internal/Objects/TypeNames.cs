// The names of types, as reflection spells them.

using System;
using System.Text;

using Internal.Runtime.Loading;

namespace Internal.Runtime;

/// <summary>Names of arrays, pointers and generic types are made from those of the types in them.</summary>
internal static unsafe class TypeNames
{
    /// <summary>The name without namespace and outer types.</summary>
    internal static string Name(MethodTable* type) =>
        type->IsParameterized ? Name(type->RelatedParameterType) + Suffix(type)
        : DefinedType.TryFind(type, out DefinedType definition) ? definition.Name : Nameless(type);

    /// <summary>The namespace of the type, or of the innermost element; null for the global one.</summary>
    internal static string? Namespace(MethodTable* type) =>
        type->IsParameterized ? Namespace(type->RelatedParameterType)
        : DefinedType.TryFind(type, out DefinedType definition) ? definition.Namespace : null;

    /// <summary>Namespace, outer types and name, without generic arguments.</summary>
    internal static string FullName(MethodTable* type) =>
        type->IsParameterized ? FullName(type->RelatedParameterType) + Suffix(type)
        : DefinedType.TryFind(type, out DefinedType definition) ? definition.FullName : Nameless(type);

    /// <summary>Whether the type is generic and constructed, or made of one that is.</summary>
    internal static bool HasArguments(MethodTable* type)
    {
        while (type->IsParameterized)
        {
            type = type->RelatedParameterType;
        }

        return type->IsGeneric;
    }

    /// <summary>The full name with the generic arguments in brackets.</summary>
    internal static string Text(MethodTable* type)
    {
        StringBuilder text = new();
        Append(text, type);
        return text.ToString();
    }

    private static void Append(StringBuilder to, MethodTable* type)
    {
        if (type->IsParameterized)
        {
            Append(to, type->RelatedParameterType);
            to.Append(Suffix(type));
            return;
        }

        to.Append(FullName(type));
        if (type->IsGenericDefinition)
        {
            if (DefinedType.TryFind(type, out DefinedType definition))
            {
                to.Append('[');
                definition.AppendParameters(to);
                to.Append(']');
            }
        }
        else if (type->IsGeneric)
        {
            int count = type->GenericArity;
            for (int i = 0; i < count; i++)
            {
                to.Append(i == 0 ? '[' : ',');
                Append(to, type->GenericArgument(i));
            }

            to.Append(']');
        }
    }

    private static string Suffix(MethodTable* type) => type->ElementType switch
    {
        ElementType.SzArray => "[]",
        ElementType.Array => type->ArrayRank == 1 ? "[*]" : "[" + new string(',', type->ArrayRank - 1) + "]",
        ElementType.ByRef => "&",
        _ => "*",
    };

    // Only types of which no object can be have no definition in the image; `lume symbolize` knows the address.
    private static string Nameless(MethodTable* type) => "type 0x" + ((ulong)type).ToString("x16");
}
