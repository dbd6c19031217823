// Types as objects: identity, kind and name. There is no reflection of members: the image has no tables of them.

using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>A type at run time. There is one object per type, so references compare.</summary>
public abstract unsafe class Type
{
    private protected Type()
    {
    }

    /// <summary>The type's handle.</summary>
    public virtual RuntimeTypeHandle TypeHandle => new(MethodTable);

    /// <summary>The name without namespace and outer types; of a generic type with the number of its parameters.</summary>
    public string Name => TypeNames.Name(MethodTable);

    /// <summary>The namespace; null for the global one.</summary>
    public string? Namespace => TypeNames.Namespace(MethodTable);

    /// <summary>Namespace, outer types and name.</summary>
    /// <exception cref="NotSupportedException">The type has generic arguments: .NET's name for it has versions of assemblies in it.</exception>
    public string? FullName => TypeNames.HasArguments(MethodTable)
        ? throw new NotSupportedException("The full name of a type with generic arguments.")
        : TypeNames.FullName(MethodTable);

    /// <summary>The class that the type derives from; null for <see cref="object"/> and interfaces.</summary>
    public Type? BaseType => MethodTable->BaseType == null ? null : GetTypeFromMethodTable(MethodTable->BaseType);

    /// <summary>Whether it is a struct or an enum.</summary>
    public bool IsValueType => MethodTable->IsValueType;

    /// <summary>Whether it is a class or a delegate, an array or a string.</summary>
    public bool IsClass => !IsValueType && !IsInterface;

    /// <summary>Whether it is an interface.</summary>
    public bool IsInterface => MethodTable->IsInterface;

    /// <summary>Whether it is an array of any rank.</summary>
    public bool IsArray => MethodTable->IsArray;

    /// <summary>Whether it is a one-dimensional array that starts at 0.</summary>
    public bool IsSZArray => MethodTable->IsSzArray;

    /// <summary>Whether it is a pointer.</summary>
    public bool IsPointer => MethodTable->IsPointer;

    /// <summary>Whether it is an enum.</summary>
    public bool IsEnum => MethodTable->IsPrimitive && MethodTable->NonArrayBaseType == Internal.Runtime.MethodTable.Of<Enum>();

    /// <summary>Whether it is bool, char, an integer or a floating-point number of the language.</summary>
    public bool IsPrimitive => MethodTable->IsPrimitive && !IsEnum && MethodTable->ElementType != ElementType.Void;

    /// <summary>Whether it is a generic type with its arguments.</summary>
    public bool IsGenericType => MethodTable->IsGeneric || MethodTable->IsGenericDefinition;

    internal abstract MethodTable* MethodTable { get; }

    /// <summary>The type of a handle.</summary>
    [Intrinsic]
    public static Type GetTypeFromHandle(RuntimeTypeHandle handle) => GetTypeFromMethodTable(handle.MethodTable);

    /// <summary>The element type of an array or pointer; null for others.</summary>
    public Type? GetElementType() =>
        MethodTable->IsParameterized ? GetTypeFromMethodTable(MethodTable->RelatedParameterType) : null;

    /// <summary>The number of dimensions of an array type.</summary>
    /// <exception cref="ArgumentException">The type is no array.</exception>
    public int GetArrayRank() => IsArray ? MethodTable->ArrayRank : throw new ArgumentException("Must be an array type.");

    /// <summary>Whether a variable of this type can hold a value of the other.</summary>
    public bool IsAssignableFrom(Type? c) =>
        c is not null && Assignability.IsAssignable(c.MethodTable, MethodTable);

    /// <summary>Whether a value of this type can go into a variable of the other.</summary>
    public bool IsAssignableTo(Type? targetType) => targetType is not null && targetType.IsAssignableFrom(this);

    /// <summary>Whether the object is of this type.</summary>
    public bool IsInstanceOfType(object? o) => System.Runtime.TypeCast.IsInstanceOfAny(MethodTable, o) is not null;

    /// <summary>Whether the type derives from the other and is not the same.</summary>
    public bool IsSubclassOf(Type c)
    {
        for (MethodTable* type = MethodTable->BaseType; type != null; type = type->BaseType)
        {
            if (type == c.MethodTable)
            {
                return true;
            }
        }

        return false;
    }

    public override bool Equals(object? o) => o is Type other && MethodTable == other.MethodTable;

    public bool Equals(Type? o) => o is not null && MethodTable == o.MethodTable;

    public override int GetHashCode() => (int)MethodTable->HashCode;

    /// <summary>The full name, with generic arguments in brackets.</summary>
    public override string ToString() => TypeNames.Text(MethodTable);

    [Intrinsic]
    public static bool operator ==(Type? left, Type? right) => ReferenceEquals(left, right);

    [Intrinsic]
    public static bool operator !=(Type? left, Type? right) => !ReferenceEquals(left, right);

    /// <summary>The one object for a type.</summary>
    internal static Type GetTypeFromMethodTable(MethodTable* type) => RuntimeType.Of(type);
}
