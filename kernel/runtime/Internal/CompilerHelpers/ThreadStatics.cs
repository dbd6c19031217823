// Thread statics: ilc wants this type to go on as far as the code generator, which refuses them with file and line.

using System;

namespace Internal.Runtime;

/// <summary>Lume has no thread statics: a kernel thread's data hangs on the thread.</summary>
internal static unsafe class ThreadStatics
{
    /// <summary>What ilc's code for a thread static would call.</summary>
    internal static object GetThreadStaticBaseForType(nint* slot, int index) =>
        throw new NotSupportedException("Thread statics are not available.");
}
