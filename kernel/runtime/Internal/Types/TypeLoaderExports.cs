// Generic virtual method calls, as compiled code asks for them.

using Internal.Runtime;
using Internal.Runtime.Loading;

namespace System.Runtime;

/// <summary>Finds the code of generic virtual methods. ilc binds the name.</summary>
internal static unsafe class TypeLoaderExports
{
    /// <summary>The code of a generic virtual method on this object; a fat function pointer when the code is shared.</summary>
    internal static nint GVMLookupForSlot(object obj, RuntimeMethodHandle slot) =>
        GenericVirtualMethods.Resolve(obj.GetMethodTable(), slot);
}
