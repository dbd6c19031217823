// The image's roots: statics, and references in objects that ilc made at compile time.

using Internal.Runtime;

namespace Lume.Heap;

public static unsafe partial class ManagedHeap
{
    static partial void MarkRuntimeRoots()
    {
        ImageVisitor visitor = default;
        RuntimeRoots.Visit(ref visitor);
    }

    private struct ImageVisitor : IRuntimeRootVisitor
    {
        public readonly void VisitSlot(nint* slot) => MarkAt(*slot);

        public readonly void VisitObject(nint address) => MarkReferencesOf(address);
    }
}
