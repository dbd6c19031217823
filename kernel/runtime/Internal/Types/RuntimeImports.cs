// Helpers that ilc's own IL calls on this class by name.

using Internal.Runtime;

namespace System.Runtime;

/// <summary>What the accessors of arrays of several dimensions need.</summary>
internal static unsafe class RuntimeImports
{
    /// <summary>Nothing when the array can hold the object.</summary>
    /// <exception cref="ArrayTypeMismatchException">It cannot.</exception>
    internal static void RhCheckArrayStore(object array, object? obj)
    {
        if (obj is not null && !Assignability.IsAssignable(obj.GetMethodTable(), array.GetMethodTable()->RelatedParameterType))
        {
            throw new ArrayTypeMismatchException();
        }
    }
}
