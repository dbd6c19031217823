// Locking of files for fcntl and flock: waiting and deadlock detection.
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Vfs;

/// <summary>Advisory locks. Source: fcntl(2), flock(2).</summary>
public static class FileLocks
{
    // How far a chain of blocked owners is followed before it counts as none.
    private const int MaxChain = 64;

    private static readonly Mutex s_blockedLock = new();
    private static readonly List<BlockedOwner> s_blocked = [];

    /// <summary>F_GETLK: the lock that would block, or null.</summary>
    public static FileLock? FindConflict(Inode inode, in FileLock wanted) =>
        inode.Locks is { } locks && locks.FindConflict(wanted, out FileLock conflict) ? conflict : null;

    /// <summary>F_SETLK, F_SETLKW and their OFD forms. EAGAIN, EDEADLK, ERESTARTSYS.</summary>
    /// <param name="inode">The file.</param>
    /// <param name="wanted">The record to set, or to clear with <see cref="FileLockKind.None"/>.</param>
    /// <param name="wait">Whether to sleep until nothing conflicts.</param>
    public static Errno SetRecord(Inode inode, in FileLock wanted, bool wait)
    {
        if (wanted.Kind == FileLockKind.None && inode.Locks is null)
        {
            return Errno.None;
        }

        FileLockList locks = inode.Locks ?? inode.MakeLocks();
        while (true)
        {
            int version = locks.Version;
            if (locks.TrySetRecord(wanted, out FileLock conflict))
            {
                return Errno.None;
            }

            if (!wait)
            {
                return Errno.EAGAIN;
            }

            if (!TryBlock(wanted.Owner, conflict.Owner))
            {
                return Errno.EDEADLK;
            }

            Errno error = WaitForChange(locks, version);
            Unblock(wanted.Owner);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>flock(2). EAGAIN, ERESTARTSYS. A conversion that cannot succeed at once drops the old lock, as in Linux.</summary>
    public static Errno SetFlock(OpenFile file, FileLockKind kind, bool wait)
    {
        Inode inode = file.Inode;
        if (kind == FileLockKind.None && inode.Locks is null)
        {
            return Errno.None;
        }

        FileLockList locks = inode.Locks ?? inode.MakeLocks();
        FileLock wanted = new(file, Thread.Current.Process.Id, kind, 0, long.MaxValue);
        while (true)
        {
            int version = locks.Version;
            if (locks.TrySetFlock(wanted))
            {
                return Errno.None;
            }

            if (locks.DropFlock(file))
            {
                continue;
            }

            if (!wait)
            {
                return Errno.EAGAIN;
            }

            Errno error = WaitForChange(locks, version);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>All locks on the files that processes have open. One whose descriptors are all closed but that is still mapped is not among them.</summary>
    public static List<FileLockReport> Collect()
    {
        List<FileLockReport> report = [];
        List<Inode> seen = [];
        for (Process? process = ProcessTable.Next(1); process is not null; process = ProcessTable.Next(process.Id + 1))
        {
            FileTable? before = null;
            for (Thread? thread = process.NextThread(null); thread is not null; thread = process.NextThread(thread))
            {
                FileTable? files = thread.Files;
                if (files is not null && !ReferenceEquals(files, before))
                {
                    Collect(files, seen, report);
                }

                before = files;
            }
        }

        return report;
    }

    /// <summary>Drops what an owner holds on an inode.</summary>
    public static void ReleaseOwner(Inode inode, object owner) => inode.Locks?.Release(owner);

    private static void Collect(FileTable files, List<Inode> seen, List<FileLockReport> report)
    {
        for (int descriptor = files.NextOpen(0); descriptor >= 0; descriptor = files.NextOpen(descriptor + 1))
        {
            if (files.Get(descriptor) is not { } file)
            {
                continue;
            }

            Inode inode = file.Inode;
            if ((inode.Locks is not null || inode.Leases is not null) && !seen.Contains(inode))
            {
                seen.Add(inode);
                inode.Locks?.CopyTo(report, inode);
                inode.Leases?.CopyTo(report, inode);
            }

            file.Release();
        }
    }

    private static Errno WaitForChange(FileLockList locks, int version)
    {
        VersionChanged condition = new(locks, version);
        return locks.Waiters.WaitUntil(ref condition);
    }

    // Notes that waiter sleeps for blocker, unless the blocker waits, directly or through others, for the waiter.
    private static bool TryBlock(object waiter, object blocker)
    {
        s_blockedLock.Acquire();
        object step = blocker;
        bool isCycle = false;
        for (int i = 0; i < MaxChain && !isCycle; i++)
        {
            int index = FindBlocked(step);
            if (index < 0)
            {
                break;
            }

            step = s_blocked[index].Blocker;
            isCycle = ReferenceEquals(step, waiter);
        }

        if (!isCycle)
        {
            s_blocked.Add(new BlockedOwner(waiter, blocker));
        }

        s_blockedLock.Release();
        return !isCycle;
    }

    private static void Unblock(object waiter)
    {
        s_blockedLock.Acquire();
        int index = FindBlocked(waiter);
        if (index >= 0)
        {
            s_blocked.RemoveAt(index);
        }

        s_blockedLock.Release();
    }

    private static int FindBlocked(object waiter)
    {
        for (int i = 0; i < s_blocked.Count; i++)
        {
            if (ReferenceEquals(s_blocked[i].Waiter, waiter))
            {
                return i;
            }
        }

        return -1;
    }

    private readonly record struct BlockedOwner(object Waiter, object Blocker);

    private readonly struct VersionChanged(FileLockList locks, int version) : IWaitCondition
    {
        public bool IsMet() => locks.Version != version;
    }
}
