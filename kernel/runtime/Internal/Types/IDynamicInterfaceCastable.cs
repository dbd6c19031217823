// A type that ilc's scanner names; Lume has no objects that take on interfaces at run time.

namespace System.Runtime.InteropServices;

/// <summary>Known to ilc, which keeps its methods; nothing in Lume implements it.</summary>
public interface IDynamicInterfaceCastable
{
    /// <summary>Whether the object stands in for the interface.</summary>
    bool IsInterfaceImplemented(RuntimeTypeHandle interfaceType, bool throwIfNotImplemented);

    /// <summary>The type that holds the implementation.</summary>
    RuntimeTypeHandle GetInterfaceImplementation(RuntimeTypeHandle interfaceType);

    internal static nint GetDynamicInterfaceImplementation(IDynamicInterfaceCastable instance, RuntimeTypeHandle interfaceType, ushort slot) => 0;
}
