// What the runtime asks of assembly and of the rooms above it, by symbol (docs/contracts.md).

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>The imports of the runtime. Every one is a symbol that the image must define.</summary>
internal static unsafe class InternalCalls
{
    /// <summary>Zeroed memory, 8-byte aligned; 0 when there is none. Defined by heap.</summary>
    [RuntimeImport("lume_heap_allocate")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint HeapAllocate(nint bytes);

    /// <summary>Collects garbage now. Defined by heap.</summary>
    [RuntimeImport("lume_heap_collect")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void HeapCollect();

    /// <summary>Stops the machine with a message. Defined by hal; does not return.</summary>
    [RuntimeImport("lume_fail")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Fail(char* text, int length);

    /// <summary>How many spinlocks this hart holds. Defined by hal.</summary>
    [RuntimeImport("lume_lock_depth")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int LockDepth();

    /// <summary>A number that is the running thread's own while it lives: the tp register. Defined in Native/Thread.S.</summary>
    [RuntimeImport("lume_current_thread")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint CurrentThread();

    /// <summary>Lets the collector and others go on while this hart waits. Native/Thread.S has a weak one that only pauses; core defines the real one.</summary>
    [RuntimeImport("lume_give_way")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void GiveWay();
}
