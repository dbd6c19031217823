// What ilc wants to find before the code generator can say that native libraries are not supported.

namespace Internal.Runtime.CompilerHelpers;

/// <summary>ilc binds the names for methods of named libraries; the code generator refuses their calls, so nothing calls this.</summary>
internal static unsafe class InteropHelpers
{
    internal struct MethodFixupCell
    {
        internal nint Target;
        internal nint MethodName;
        internal nint Module;
        internal nint Flags;
    }

    internal static nint ResolvePInvoke(MethodFixupCell* cell) => throw new System.NotSupportedException();
}
