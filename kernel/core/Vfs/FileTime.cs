// File times: nanoseconds since 1970 in one word.
using Lume.Abi;

namespace Lume.Kernel.Vfs;

/// <summary>Conversions of file times, which inodes keep as signed nanoseconds since 1970 UTC (years 1678 to 2262).</summary>
public static class FileTime
{
    private const long MaxSeconds = long.MaxValue / Timespec.NanosecondsPerSecond;
    private const long MinSeconds = long.MinValue / Timespec.NanosecondsPerSecond;

    /// <summary>For stat: nanoseconds are never negative.</summary>
    public static Timespec ToTimespec(long time)
    {
        long seconds = time / Timespec.NanosecondsPerSecond;
        long rest = time % Timespec.NanosecondsPerSecond;
        if (rest < 0)
        {
            rest += Timespec.NanosecondsPerSecond;
            seconds--;
        }

        return new Timespec { Seconds = seconds, Nanoseconds = rest };
    }

    /// <summary>From user space, nanoseconds in range; seconds out of range are clamped, as Linux clamps to what a file system can store.</summary>
    public static long FromTimespec(Timespec time)
    {
        if (time.Seconds >= MaxSeconds)
        {
            return MaxSeconds * Timespec.NanosecondsPerSecond;
        }

        return time.Seconds <= MinSeconds
            ? MinSeconds * Timespec.NanosecondsPerSecond
            : (time.Seconds * Timespec.NanosecondsPerSecond) + time.Nanoseconds;
    }
}
