// Handles that compiled code makes for types, methods and fields.

using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>A type, as its MethodTable.</summary>
public unsafe struct RuntimeTypeHandle : IEquatable<RuntimeTypeHandle>
{
    // ilc knows that the handle is the MethodTable's address and nothing else.
    private readonly nint _value;

    internal RuntimeTypeHandle(MethodTable* type) => _value = (nint)type;

    internal RuntimeTypeHandle(nint value) => _value = value;

    /// <summary>The handle as a number.</summary>
    public readonly nint Value => _value;

    internal readonly MethodTable* MethodTable => (MethodTable*)_value;

    public static RuntimeTypeHandle FromIntPtr(nint value) => new(value);

    public static nint ToIntPtr(RuntimeTypeHandle value) => value._value;

    public readonly bool Equals(RuntimeTypeHandle handle) => _value == handle._value;

    public override readonly bool Equals(object? obj) => obj is RuntimeTypeHandle other && Equals(other);

    public override readonly int GetHashCode() => _value == 0 ? 0 : (int)MethodTable->HashCode;

    public static bool operator ==(RuntimeTypeHandle left, RuntimeTypeHandle right) => left._value == right._value;

    public static bool operator !=(RuntimeTypeHandle left, RuntimeTypeHandle right) => left._value != right._value;
}

/// <summary>A method, as ilc describes it; only the runtime can read it.</summary>
public struct RuntimeMethodHandle : IEquatable<RuntimeMethodHandle>
{
    private readonly nint _value;

    internal RuntimeMethodHandle(nint value) => _value = value;

    /// <summary>The handle as a number.</summary>
    public readonly nint Value => _value;

    public static RuntimeMethodHandle FromIntPtr(nint value) => new(value);

    public static nint ToIntPtr(RuntimeMethodHandle value) => value._value;

    public readonly bool Equals(RuntimeMethodHandle handle) => _value == handle._value;

    public override readonly bool Equals(object? obj) => obj is RuntimeMethodHandle other && Equals(other);

    public override readonly int GetHashCode() => (int)(_value >> 3);

    public static bool operator ==(RuntimeMethodHandle left, RuntimeMethodHandle right) => left._value == right._value;

    public static bool operator !=(RuntimeMethodHandle left, RuntimeMethodHandle right) => left._value != right._value;
}

/// <summary>A field, as ilc describes it. The compiler uses it to find the bytes of an array initializer.</summary>
public struct RuntimeFieldHandle : IEquatable<RuntimeFieldHandle>
{
    private readonly nint _value;

    internal RuntimeFieldHandle(nint value) => _value = value;

    /// <summary>The handle as a number.</summary>
    public readonly nint Value => _value;

    public static RuntimeFieldHandle FromIntPtr(nint value) => new(value);

    public static nint ToIntPtr(RuntimeFieldHandle value) => value._value;

    public readonly bool Equals(RuntimeFieldHandle handle) => _value == handle._value;

    public override readonly bool Equals(object? obj) => obj is RuntimeFieldHandle other && Equals(other);

    public override readonly int GetHashCode() => (int)(_value >> 3);

    public static bool operator ==(RuntimeFieldHandle left, RuntimeFieldHandle right) => left._value == right._value;

    public static bool operator !=(RuntimeFieldHandle left, RuntimeFieldHandle right) => left._value != right._value;
}
