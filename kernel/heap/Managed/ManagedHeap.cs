// The managed heap's face towards the other rooms.

namespace Lume.Heap;

/// <summary>The heap of C# objects: non-moving, mark and sweep, collected with the world stopped.</summary>
public static unsafe partial class ManagedHeap
{
    private static HeapOptions s_options;
    private static HeapStatistics s_statistics;

    /// <summary>Makes allocation possible. Runs once, on the boot hart, after <see cref="FrameAllocator.Initialize"/>.</summary>
    public static void Initialize(HeapOptions options)
    {
        s_options = options;
        s_statistics = default;
    }

    /// <summary>A snapshot of the counters.</summary>
    public static HeapStatistics Statistics => s_statistics;

    /// <summary>Sweeps what the last collection left and, where the caller may, collects. False when nothing could be done.</summary>
    internal static bool Reclaim() => false;
}
