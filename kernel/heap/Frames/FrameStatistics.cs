// A snapshot of the frame allocator's counters.

namespace Lume.Heap;

/// <summary>A snapshot of the frame allocator's counters. Other harts may be at work meanwhile: sums can be off by a few.</summary>
public struct FrameStatistics
{
    /// <summary>Frames of RAM that the allocator looks after, used or not.</summary>
    public long Total;

    /// <summary>Free frames, those in the harts' magazines included.</summary>
    public long Free;

    /// <summary>Of <see cref="Free"/>, those that wait in magazines.</summary>
    public long InMagazines;

    /// <summary>Frames taken by the allocator's own tables.</summary>
    public long Metadata;

    /// <summary>Free frames that only <see cref="FrameOptions.Reserve"/> may take.</summary>
    public long Reserve;
}
