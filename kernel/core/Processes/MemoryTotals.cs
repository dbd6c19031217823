// Memory of the whole machine, for sysinfo and /proc/meminfo.
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Processes;

/// <summary>Sizes in bytes.</summary>
public struct MemoryTotals
{
    /// <summary>Memory that the kernel manages.</summary>
    public ulong Total;

    /// <summary>Free memory, what harts keep at hand included.</summary>
    public ulong Free;

    /// <summary>The sizes now.</summary>
    public static MemoryTotals Read()
    {
        FrameStatistics statistics = FrameAllocator.Statistics;
        return new MemoryTotals
        {
            Total = (ulong)statistics.Total * MemoryLayout.PageSize,
            Free = (ulong)statistics.Free * MemoryLayout.PageSize,
        };
    }
}
