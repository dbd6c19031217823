// Finds generic virtual methods.

using System;

namespace Internal.Runtime;

internal static unsafe class GenericVirtualMethods
{
    internal static nint Resolve(MethodTable* type, RuntimeMethodHandle slot)
    {
        Environment.FailFast("Generic virtual methods are not supported yet.");
        return 0;
    }
}
