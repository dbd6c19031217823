// Which types a type can be used as: classes, interfaces, arrays, variance.

using System.Runtime.InteropServices;

namespace Internal.Runtime;

/// <summary>The assignment rules of ECMA-335 I.8.7 over MethodTables.</summary>
internal static unsafe class Assignability
{
    /// <summary>Whether a reference to <paramref name="source"/> may be stored where <paramref name="target"/> is wanted.</summary>
    internal static bool IsAssignable(MethodTable* source, MethodTable* target) => IsAssignable(source, target, null);

    /// <summary>Whether the type's interface list has the interface, or one that varies into it.</summary>
    internal static bool Implements(MethodTable* type, MethodTable* contract) => Implements(type, contract, null);

    /// <summary>Whether both are instances of one generic interface or delegate and the arguments vary the right way.</summary>
    /// <param name="fromArray">The candidate is an interface of an array, which is covariant in its element.</param>
    internal static bool IsVariantInstance(MethodTable* candidate, MethodTable* target, bool fromArray) =>
        IsVariantInstance(candidate, target, fromArray, null);

    // A pair of types under comparison. Generic types can mention themselves in their arguments; a pair that is already being
    // compared further up is taken as not assignable, which ends the recursion.
    [StructLayout(LayoutKind.Sequential)]
    private struct Pair
    {
        internal MethodTable* Source;
        internal MethodTable* Target;
        internal Pair* Outer;
    }

    private static bool IsAssignable(MethodTable* source, MethodTable* target, Pair* outer)
    {
        if (source == target)
        {
            return true;
        }

        if (target->IsNullable)
        {
            // A boxed nullable is a boxed value.
            return source == target->NullableType;
        }

        if (target->IsInterface)
        {
            return Implements(source, target, outer);
        }

        if (target->IsParameterized)
        {
            return target->IsArray && IsAssignableArray(source, target, outer);
        }

        if (source->IsInterface)
        {
            return target == MethodTable.Of<object>();
        }

        return IsDerived(source, target)
            || (target->HasVariance && IsVariantInstance(source, target, fromArray: false, outer));
    }

    private static bool IsDerived(MethodTable* source, MethodTable* target)
    {
        for (MethodTable* type = source->BaseType; type != null; type = type->NonArrayBaseType)
        {
            if (type == target)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAssignableArray(MethodTable* source, MethodTable* target, Pair* outer) =>
        source->ElementType == target->ElementType
        && source->BaseSize == target->BaseSize
        && IsElementCompatible(source->RelatedParameterType, target->RelatedParameterType, outer);

    /// <summary>Whether an array of one type may be seen as an array of the other.</summary>
    private static bool IsElementCompatible(MethodTable* source, MethodTable* target, Pair* outer)
    {
        if (source == target)
        {
            return true;
        }

        if (source->IsValueType || target->IsValueType)
        {
            // Integers of one size are the same to an array, signed or not, enums included.
            return source->IsValueType && target->IsValueType && source->IsPrimitive && target->IsPrimitive
                && Unsigned(source->ElementType) == Unsigned(target->ElementType);
        }

        return !IsPointerLike(source) && !IsPointerLike(target) && IsAssignable(source, target, outer);
    }

    private static bool IsPointerLike(MethodTable* type) => type->ElementType >= ElementType.ByRef;

    private static ElementType Unsigned(ElementType type) => type switch
    {
        ElementType.SByte => ElementType.Byte,
        ElementType.Int16 => ElementType.UInt16,
        ElementType.Int32 => ElementType.UInt32,
        ElementType.Int64 => ElementType.UInt64,
        ElementType.IntPtr => ElementType.UIntPtr,
        _ => type,
    };

    private static bool Implements(MethodTable* type, MethodTable* contract, Pair* outer)
    {
        MethodTable** interfaces = type->Interfaces;
        int count = type->InterfaceCount;
        for (int i = 0; i < count; i++)
        {
            if (interfaces[i] == contract)
            {
                return true;
            }
        }

        bool fromArray = type->IsArray;
        if (!contract->HasVariance && !(fromArray && contract->IsGeneric))
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            if (IsVariantInstance(interfaces[i], contract, fromArray, outer))
            {
                return true;
            }
        }

        return type->IsInterface && IsVariantInstance(type, contract, fromArray: false, outer);
    }

    private static bool IsVariantInstance(MethodTable* candidate, MethodTable* target, bool fromArray, Pair* outer)
    {
        if (!candidate->IsGeneric || !target->IsGeneric || candidate->GenericDefinition != target->GenericDefinition)
        {
            return false;
        }

        for (Pair* open = outer; open != null; open = open->Outer)
        {
            if (open->Source == candidate && open->Target == target)
            {
                return false;
            }
        }

        Pair pair = new() { Source = candidate, Target = target, Outer = outer };
        GenericVariance* variance = target->Variance;
        int arity = target->GenericArity;
        for (int i = 0; i < arity; i++)
        {
            // Arrays make their interfaces covariant even when those say otherwise (IList<T>).
            GenericVariance rule = fromArray ? GenericVariance.ArrayCovariant
                : variance == null ? GenericVariance.NonVariant : variance[i];
            if (!IsArgumentCompatible(candidate->GenericArgument(i), target->GenericArgument(i), rule, &pair))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsArgumentCompatible(MethodTable* source, MethodTable* target, GenericVariance rule, Pair* outer)
    {
        if (source == target)
        {
            return true;
        }

        return rule switch
        {
            GenericVariance.Covariant => AreReferences(source, target) && IsAssignable(source, target, outer),
            GenericVariance.Contravariant => AreReferences(source, target) && IsAssignable(target, source, outer),
            GenericVariance.ArrayCovariant => IsElementCompatible(source, target, outer),
            _ => false,
        };
    }

    private static bool AreReferences(MethodTable* a, MethodTable* b) =>
        !a->IsValueType && !b->IsValueType && !IsPointerLike(a) && !IsPointerLike(b);
}
