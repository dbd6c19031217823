// Roots: where references may be outside the heap.

using Lume.Hal;

namespace Lume.Heap;

public static unsafe partial class ManagedHeap
{
    private static void MarkRoots()
    {
        RootVisitor visitor = default;
        Stacks.Visit(ref visitor);
        MarkRuntimeRoots();
    }

    /// <summary>Statics and frozen objects of Lume's runtime: only the machine has them.</summary>
    static partial void MarkRuntimeRoots();

    private struct RootVisitor : IStackVisitor
    {
        // Reading a whole stack as words is sound: it is mapped, aligned, and its thread stands still.
        public readonly void VisitStack(nuint low, nuint high) => MarkConservatively((nint*)low, (nint*)high);

        public readonly void VisitSlot(nuint slot) => MarkAt(*(nint*)slot);
    }
}
