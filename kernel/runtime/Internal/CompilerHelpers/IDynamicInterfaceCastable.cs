// Named by ilc; Lume has no objects that decide at run time which interfaces they implement.

using Internal.Runtime;

namespace System.Runtime.InteropServices;

/// <summary>ilc asks for this type and replaces its method's body when no type implements it, which none can: it is internal.</summary>
internal unsafe interface IDynamicInterfaceCastable
{
    internal static nint GetDynamicInterfaceImplementation(IDynamicInterfaceCastable instance, MethodTable* interfaceType, ushort slot) =>
        throw new NotSupportedException();
}
