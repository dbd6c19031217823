// /proc/locks. Source: proc_locks(5). Requests that wait are not listed.
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

internal static class LockFile
{
    public static void Write(ProcText text)
    {
        List<FileLockReport> locks = FileLocks.Collect();
        for (int i = 0; i < locks.Count; i++)
        {
            WriteLock(text.Number((long)i + 1), locks[i]);
        }
    }

    private static void WriteLock(ProcText text, in FileLockReport report)
    {
        FileLock held = report.Lock;
        text.Text(report.Family switch
        {
            FileLockFamily.Posix => ": POSIX  ADVISORY  ",
            FileLockFamily.OpenFile => ": OFDLCK ADVISORY  ",
            FileLockFamily.Lease => ": LEASE  ACTIVE    ",
            FileLockFamily.BreakingLease => ": LEASE  BREAKING  ",
            _ => ": FLOCK  ADVISORY  ",
        });
        text.Text(held.Kind switch
        {
            FileLockKind.Exclusive => "WRITE ",
            FileLockKind.Shared => "READ ",
            _ => "UNLCK ",
        }).Number((long)held.ProcessId).Character(' ');
        ulong device = report.Inode.Super.Device;
        text.Hex(DeviceNumber.Major(device), 2).Character(':').Hex(DeviceNumber.Minor(device), 2).Character(':');
        text.Number(report.Inode.Number).Character(' ').Number(held.Start);
        text.Text(held.End == long.MaxValue ? " EOF\n" : "");
        if (held.End != long.MaxValue)
        {
            text.Character(' ').Number(held.End).Line();
        }
    }
}
