// Generic virtual methods: refused. ilc tells them apart only by reflection metadata, which it makes for no core library but its own.

using System;

namespace Internal.Runtime;

/// <summary>Where a generic virtual method would be found: by the type of the object, the method, and the type arguments.</summary>
internal static unsafe class GenericVirtualMethods
{
    /// <summary>Always refuses.</summary>
    /// <exception cref="NotSupportedException">In every case.</exception>
    internal static nint Resolve(MethodTable* type, RuntimeMethodHandle slot) =>
        throw new NotSupportedException("Generic virtual methods are not supported.");
}
