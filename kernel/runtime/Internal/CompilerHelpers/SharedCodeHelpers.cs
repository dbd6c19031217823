// What ilc's stubs in front of default methods of generic interfaces ask.

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Finds the generic context of shared default methods. The compiler binds the name.</summary>
internal static unsafe class SharedCodeHelpers
{
    /// <summary>The interface that the default method belongs to, as the type lists it.</summary>
    internal static MethodTable* GetOrdinalInterface(MethodTable* type, ushort interfaceIndex) => type->Interfaces[interfaceIndex];

    // Only for interfaces that objects claim to implement as they run, which this core library does not have.
    internal static MethodTable* GetCurrentSharedThunkContext() => throw new System.NotSupportedException();
}
