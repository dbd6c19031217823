// The root of all classes.

using System.Runtime.CompilerServices;

namespace System;

/// <summary>The root of the type system: an object begins with its MethodTable.</summary>
public unsafe class Object
{
#pragma warning disable CS0649 // The allocator writes it.
    // The compiler looks this field up by name.
    internal Internal.Runtime.MethodTable* m_pEEType;
#pragma warning restore CS0649

    public Object()
    {
    }

    ~Object()
    {
    }

    public virtual bool Equals(object? obj) => this == obj;

    public static bool Equals(object? objA, object? objB) =>
        objA == objB || (objA is not null && objB is not null && objA.Equals(objB));

    public static bool ReferenceEquals(object? objA, object? objB) => objA == objB;

    public virtual int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public virtual string? ToString() => GetType().ToString();

    [Intrinsic]
    public Type GetType() => Type.GetTypeFromMethodTable(m_pEEType);

    protected object MemberwiseClone() => RuntimeHelpers.ShallowCopy(this);
}
