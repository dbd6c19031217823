// Casts and reference array stores, as compiled code asks for them.

using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System.Runtime;

/// <summary>The helpers behind <c>isinst</c>, <c>castclass</c>, <c>stelem.ref</c> and <c>ldelema</c>. ilc binds them by name.</summary>
internal static unsafe class TypeCast
{
    /// <summary>The object when it is of the type, whatever kind of type that is; else null.</summary>
    internal static object? IsInstanceOfAny(MethodTable* target, object? obj)
    {
        if (obj is null)
        {
            return null;
        }

        MethodTable* type = obj.GetMethodTable();
        return type == target || Assignability.IsAssignable(type, target) ? obj : null;
    }

    /// <summary>The object when it implements the interface; else null.</summary>
    internal static object? IsInstanceOfInterface(MethodTable* target, object? obj) =>
        obj is null || ImplementsInterface(obj.GetMethodTable(), target) ? obj : null;

    /// <summary>The object when it is of the class or a class derived from it; else null. Not for arrays and variant delegates.</summary>
    internal static object? IsInstanceOfClass(MethodTable* target, object? obj) =>
        obj is null || IsOfClass(obj.GetMethodTable(), target) ? obj : null;

    /// <summary>Whether an exception filter's type matches.</summary>
    internal static bool IsInstanceOfException(MethodTable* target, object? obj) =>
        obj is not null && IsOfClass(obj.GetMethodTable(), target);

    /// <summary>The object; InvalidCastException when it is not of the type.</summary>
    internal static object? CheckCastAny(MethodTable* target, object? obj)
    {
        if (obj is null)
        {
            return null;
        }

        MethodTable* type = obj.GetMethodTable();
        if (type != target && !Assignability.IsAssignable(type, target))
        {
            ThrowInvalidCast();
        }

        return obj;
    }

    /// <summary>The object; InvalidCastException when it does not implement the interface.</summary>
    internal static object? CheckCastInterface(MethodTable* target, object? obj)
    {
        if (obj is not null && !ImplementsInterface(obj.GetMethodTable(), target))
        {
            ThrowInvalidCast();
        }

        return obj;
    }

    /// <summary>The object; InvalidCastException when it is not of the class.</summary>
    internal static object? CheckCastClass(MethodTable* target, object? obj)
    {
        if (obj is not null && !IsOfClass(obj.GetMethodTable(), target))
        {
            ThrowInvalidCast();
        }

        return obj;
    }

    /// <summary>As <see cref="CheckCastClass"/>, after compiled code found that the type is not the very class.</summary>
    internal static object? CheckCastClassSpecial(MethodTable* target, object? obj) => CheckCastClass(target, obj);

    /// <summary>Stores into an array of references after the bounds and covariance checks.</summary>
    internal static void StelemRef(object?[] array, nint index, object? obj)
    {
        if ((nuint)index >= (nuint)(uint)array.Length)
        {
            Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowIndexOutOfRangeException();
        }

        if (obj is not null)
        {
            MethodTable* element = array.GetMethodTable()->RelatedParameterType;
            MethodTable* type = obj.GetMethodTable();
            if (type != element && element != MethodTable.Of<object>() && !Assignability.IsAssignable(type, element))
            {
                ThrowArrayTypeMismatch();
            }
        }

        Unsafe.Add(ref Unsafe.As<byte, object?>(ref Unsafe.As<RawArray>(array).Data), index) = obj;
    }

    /// <summary>A reference to an array element whose type must be exact, because it may be written.</summary>
    internal static ref object? LdelemaRef(object?[] array, nint index, MethodTable* elementType)
    {
        if ((nuint)index >= (nuint)(uint)array.Length)
        {
            Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowIndexOutOfRangeException();
        }

        if (array.GetMethodTable()->RelatedParameterType != elementType)
        {
            ThrowArrayTypeMismatch();
        }

        return ref Unsafe.Add(ref Unsafe.As<byte, object?>(ref Unsafe.As<RawArray>(array).Data), index);
    }

    // The common case is a short list with the interface in it, so that is tried in line.
    private static bool ImplementsInterface(MethodTable* type, MethodTable* target)
    {
        MethodTable** interfaces = type->Interfaces;
        int count = type->InterfaceCount;
        for (int i = 0; i < count; i++)
        {
            if (interfaces[i] == target)
            {
                return true;
            }
        }

        return (target->HasVariance || type->IsArray) && Assignability.Implements(type, target);
    }

    private static bool IsOfClass(MethodTable* type, MethodTable* target)
    {
        if (type == target)
        {
            return true;
        }

        for (type = type->BaseType; type != null; type = type->NonArrayBaseType)
        {
            if (type == target)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowInvalidCast() => throw new InvalidCastException();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowArrayTypeMismatch() => throw new ArrayTypeMismatchException();
}
