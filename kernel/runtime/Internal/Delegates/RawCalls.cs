// Calls through addresses that may be fat function pointers.

using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerServices;

/// <summary>Calls of constructors known only by address.</summary>
internal static unsafe class RawCalls
{
    /// <summary>Runs a class's constructor without parameters on a zeroed object.</summary>
    internal static void Construct(nint constructor, object instance)
    {
        if (FatFunctionPointer.IsFat(constructor))
        {
            ((delegate*<object, nint, void>)FatFunctionPointer.CodeOf(constructor))(instance, FatFunctionPointer.ContextOf(constructor));
        }
        else
        {
            ((delegate*<object, void>)constructor)(instance);
        }
    }

    /// <summary>Runs a struct's constructor without parameters on a zeroed value.</summary>
    internal static void Construct(nint constructor, ref byte value)
    {
        if (FatFunctionPointer.IsFat(constructor))
        {
            ((delegate*<ref byte, nint, void>)FatFunctionPointer.CodeOf(constructor))(ref value, FatFunctionPointer.ContextOf(constructor));
        }
        else
        {
            ((delegate*<ref byte, void>)constructor)(ref value);
        }
    }
}
