// Objects from type parameters.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>Makes objects of types that are known only as type parameters.</summary>
public static unsafe class Activator
{
    /// <summary>A new T, by its constructor without parameters; the zero value of a struct that has none.</summary>
    /// <exception cref="MissingMethodException">T has no such constructor.</exception>
    [Intrinsic]
    public static T CreateInstance<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>()
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() || MethodTable.Of<T>()->IsValueType)
        {
            return CreateValue<T>();
        }

        nint constructor = DefaultConstructorOf<T>();
        if (constructor == 0)
        {
            throw new MissingMethodException("No parameterless constructor defined.");
        }

        object result = System.Runtime.RuntimeExports.RhNewObject(MethodTable.Of<T>());
        Construct(constructor, ref result);
        return Unsafe.As<object, T>(ref result);
    }

    // ilc replaces the body: the address of T's constructor, or 0. A fat pointer in shared code.
    [Intrinsic]
    private static nint DefaultConstructorOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>() => throw new NotSupportedException();

    // ilc replaces the body: the allocator for T.
    [Intrinsic]
    private static nint AllocatorOf<T>() => throw new NotSupportedException();

    private static T CreateValue<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>()
    {
        T value = default!;
        nint constructor = DefaultConstructorOf<T>();
        if (constructor != 0)
        {
            Internal.Runtime.CompilerServices.RawCalls.Construct(constructor, ref Unsafe.As<T, byte>(ref value));
        }

        return value;
    }

    private static void Construct(nint constructor, ref object instance) =>
        Internal.Runtime.CompilerServices.RawCalls.Construct(constructor, instance);
}
