// Root ranges that somebody registered: memory outside the heap and the stacks that holds references.

namespace Lume.Heap;

public static unsafe partial class ManagedHeap
{
    private const int MaximumRootRanges = 16;

    private static int s_rootRangeCount;
    private static RootRanges s_rootRanges;

    /// <summary>
    /// Makes every aligned word of [<paramref name="start"/>, <paramref name="start"/> + <paramref name="bytes"/>) keep
    /// alive what it points at. At start only; there is room for sixteen ranges.
    /// </summary>
    public static void AddRootRange(nint start, nint bytes)
    {
        if (s_rootRangeCount == MaximumRootRanges)
        {
            HeapPlatform.Bug("too many root ranges");
        }

        s_rootRanges.Bounds[2 * s_rootRangeCount] = start;
        s_rootRanges.Bounds[(2 * s_rootRangeCount) + 1] = start + bytes;
        s_rootRangeCount++;
    }

    private static void MarkRoots()
    {
        for (int i = 0; i < s_rootRangeCount; i++)
        {
            MarkConservatively((nint*)(nint)s_rootRanges.Bounds[2 * i], (nint*)(nint)s_rootRanges.Bounds[(2 * i) + 1]);
        }

        MarkMachineRoots();
    }

    /// <summary>Statics and frozen objects: only the machine has them.</summary>
    static partial void MarkMachineRoots();

    private struct RootRanges
    {
        public fixed long Bounds[2 * MaximumRootRanges];
    }
}
