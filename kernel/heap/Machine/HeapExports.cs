// What the runtime imports from the heap, by symbol (docs/contracts.md).

using System.Runtime;
using Lume.Hal;

namespace Lume.Heap;

internal static class HeapExports
{
    /// <summary>Zeroed memory for an object with the word in front of it, where the result points; 0 when memory is out.</summary>
    [RuntimeExport("lume_heap_allocate")]
    internal static nint Allocate(nint bytes)
    {
        LockOrder.AssertMayAllocate();
        return ManagedHeap.Allocate(bytes);
    }

    /// <summary>Collects, and gives every frame back that can be free.</summary>
    [RuntimeExport("lume_heap_collect")]
    internal static void Collect() => ManagedHeap.CollectAndSweep();
}
