// What must happen before ordinary C# runs: statics get their objects, eager constructors run.

using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System.Runtime;

/// <summary>Start-up of the runtime, on the boot hart.</summary>
public static unsafe class RuntimeStartup
{
    /// <summary>Makes static references usable. Call once, when the heap can allocate and before other harts start.</summary>
    /// <remarks>Until then: no static fields that hold references, except those that ilc filled in at compile time.</remarks>
    public static void Initialize()
    {
        if (ReadyToRunHeader.Current == null)
        {
            Environment.FailFast("The image has no module table.");
        }

        GCStatics.Allocate();
        RuntimeRoots.Initialize();

        // Made now, because it is wanted when nothing can be made.
        _ = OutOfMemory.Exception;
        RunAll(ImageTable.EagerConstructors);
        RunAll(ImageTable.ModuleInitializers);
    }

    private static void RunAll(ImageTable table)
    {
        ReadyToRunHeader.Find(table, out byte* start, out byte* end);
        for (byte* at = start; at < end; at += sizeof(int))
        {
            ((delegate*<void>)ReadyToRunHeader.Follow(at))();
        }
    }
}
