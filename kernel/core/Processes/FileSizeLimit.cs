// RLIMIT_FSIZE. Source: getrlimit(2), Linux mm/filemap.c generic_write_check_limits.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>How large the current process may make a file.</summary>
public static class FileSizeLimit
{
    /// <summary>Cuts a write at the limit. EFBIG and SIGXFSZ when it begins there.</summary>
    public static Errno Cut(long position, ref UserBuffer source)
    {
        ulong limit = Thread.Current.Process.Limits[ResourceLimit.FileSize];
        if ((ulong)position >= limit)
        {
            return Refuse();
        }

        source.Truncate((long)System.Math.Min(limit - (ulong)position, long.MaxValue));
        return Errno.None;
    }

    /// <summary>EFBIG and SIGXFSZ when a file shall get longer than the limit.</summary>
    public static Errno Check(long length) =>
        (ulong)length > Thread.Current.Process.Limits[ResourceLimit.FileSize] ? Refuse() : Errno.None;

    private static Errno Refuse()
    {
        SignalSender.SendToThread(Thread.Current, Signal.SIGXFSZ);
        return Errno.EFBIG;
    }
}
