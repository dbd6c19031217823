// Function pointers that carry a hidden generic argument.

namespace Internal.Runtime.CompilerServices;

/// <summary>A code address, or with bit 1 set the address of a {code, generic context} pair.</summary>
/// <remarks>ilc makes the pairs; the runtime makes more for generic virtual methods.</remarks>
internal static unsafe class FatFunctionPointer
{
    internal const nint FatBit = 2;

    /// <summary>Whether the pointer needs a hidden argument.</summary>
    internal static bool IsFat(nint pointer) => (pointer & FatBit) != 0;

    /// <summary>The code behind a plain or fat pointer.</summary>
    internal static nint CodeOf(nint pointer) => IsFat(pointer) ? *(nint*)(pointer - FatBit) : pointer;

    /// <summary>The hidden argument of a fat pointer.</summary>
    internal static nint ContextOf(nint pointer) => *(nint*)(pointer - FatBit + sizeof(nint));

    /// <summary>Whether both call the same code with the same hidden argument, even when the pairs are different copies.</summary>
    internal static bool Same(nint a, nint b)
    {
        if (a == b)
        {
            return true;
        }

        return IsFat(a) && IsFat(b) && CodeOf(a) == CodeOf(b) && ContextOf(a) == ContextOf(b);
    }
}
