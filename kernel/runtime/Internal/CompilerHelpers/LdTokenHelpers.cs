// What typeof and the other tokens of IL become.

using System;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Turns the addresses of ilc's data into handles. The compiler binds the names.</summary>
internal static unsafe class LdTokenHelpers
{
    internal static RuntimeTypeHandle GetRuntimeTypeHandle(MethodTable* type) => new(type);

    internal static RuntimeMethodHandle GetRuntimeMethodHandle(nint handle) => new(handle);

    internal static RuntimeFieldHandle GetRuntimeFieldHandle(nint handle) => new(handle);

    internal static Type GetRuntimeType(MethodTable* type) => Type.GetTypeFromMethodTable(type);
}
