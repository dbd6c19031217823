// A snapshot of the managed heap's counters.

namespace Lume.Heap;

/// <summary>A snapshot of the managed heap's counters.</summary>
public struct HeapStatistics
{
    /// <summary>Bytes of frames that the heap holds.</summary>
    public long Reserved;

    /// <summary>Bytes of objects that the last collection found alive.</summary>
    public long Live;

    /// <summary>Bytes handed to harts for allocation since the last collection.</summary>
    public long AllocatedSince;

    /// <summary>Collections so far.</summary>
    public long Collections;

    /// <summary>Nanoseconds that harts were stopped, in all collections.</summary>
    public long PauseTotal;

    /// <summary>The longest stop in nanoseconds.</summary>
    public long PauseMaximum;
}
