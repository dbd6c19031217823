// Leases: whoever has one is told before the file is opened or cut in a way that conflicts, and has time to get ready.
// Source: fcntl(2), Linux fs/locks.c. Invariant: everything is under Lock; an inode has the object from its first lease on.
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Signals;
using Lume.Kernel.Time;
using Mutex = Lume.Kernel.Scheduling.Mutex;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Vfs;

/// <summary>The leases on one file.</summary>
public sealed class FileLeases
{
    // Rare enough for one lock. Taken before that of the signals of files, after all others of the VFS.
    private static readonly Mutex s_lock = new();

    private readonly WaitQueue _waiters = new();
    private readonly List<Lease> _leases = [];
    private int _version;

    /// <summary>fs.lease-break-time: seconds until a lease that is being broken is taken away; 0: never.</summary>
    public static int BreakTime { get; set; } = 45;

    /// <summary>fs.leases-enable: 0 refuses new leases.</summary>
    public static int Setting { get; set; } = 1;

    /// <summary>F_SETLEASE: takes, changes or gives back the lease of an open file. EACCES, EINVAL, EAGAIN.</summary>
    /// <param name="file">Whose.</param>
    /// <param name="descriptor">What the signals call it.</param>
    /// <param name="kind">Shared: told of writers; exclusive: told of everybody.</param>
    /// <param name="credentials">Who asks.</param>
    public static Errno Set(OpenFile file, int descriptor, FileLockKind kind, Credentials credentials)
    {
        Inode inode = file.Inode;
        if (credentials.FileUserId != inode.UserId && !credentials.Has(Capability.Lease))
        {
            return Errno.EACCES;
        }

        if (!inode.IsRegular)
        {
            return Errno.EINVAL;
        }

        if (kind == FileLockKind.None)
        {
            return inode.Leases is { } present && present.TryEnd(file) ? Errno.None : Errno.EAGAIN;
        }

        Errno error = (inode.Leases ?? inode.MakeLeases()).Take(file, descriptor, kind);
        if (error == Errno.None)
        {
            using (AsyncList.Lock.Enter())
            {
                file.RequireOwner().SetDefaultLocked(null);
            }
        }

        return error;
    }

    /// <summary>F_GETLEASE: the lease of an open file; one that is being broken: what shall be left of it.</summary>
    public static FileLockKind Get(OpenFile file)
    {
        if (file.Inode.Leases is not { } leases)
        {
            return FileLockKind.None;
        }

        using (s_lock.Enter())
        {
            leases.EndLate();
            return leases.Find(file) is { } lease ? lease.Target : FileLockKind.None;
        }
    }

    /// <summary>
    /// Somebody opens or cuts the file: tells whoever has a lease that conflicts, and waits until it is given back. The caller counts as a
    /// reader or writer already, so that no new lease comes between. EAGAIN, ERESTARTSYS.
    /// </summary>
    /// <param name="forWriting">Whether it wants to write.</param>
    /// <param name="mayWait">Whether it may wait.</param>
    internal Errno Break(bool forWriting, bool mayWait)
    {
        while (true)
        {
            int version;
            long deadline;
            using (s_lock.Enter())
            {
                EndLate();
                if (!HasConflict(forWriting))
                {
                    return Errno.None;
                }

                deadline = Announce(forWriting);
                version = _version;
            }

            if (!mayWait)
            {
                return Errno.EAGAIN;
            }

            HasChanged condition = new(this, version);
            Errno error = _waiters.WaitUntil(ref condition, deadline: deadline);
            if (error == Errno.ERESTARTSYS)
            {
                return error;
            }
        }
    }

    internal void CopyTo(List<FileLockReport> report, Inode inode)
    {
        using (s_lock.Enter())
        {
            EndLate();
            foreach (Lease lease in _leases)
            {
                FileLock held = new(lease.File, lease.ProcessId, lease.Target, 0, long.MaxValue);
                report.Add(new FileLockReport(inode, held, lease.IsBreaking ? FileLockFamily.BreakingLease : FileLockFamily.Lease));
            }
        }
    }

    /// <summary>An open file gives its lease back. False when it has none.</summary>
    internal bool TryEnd(OpenFile file)
    {
        using (s_lock.Enter())
        {
            EndLate();
            if (Find(file) is not { } lease)
            {
                return false;
            }

            End(lease);
            return true;
        }
    }

    private Errno Take(OpenFile file, int descriptor, FileLockKind kind)
    {
        using (s_lock.Enter())
        {
            EndLate();
            if (!MayTake(file, kind))
            {
                return Errno.EAGAIN;
            }

            Lease? own = null;
            foreach (Lease lease in _leases)
            {
                if (ReferenceEquals(lease.File, file))
                {
                    own = lease;
                }
                else if (kind == FileLockKind.Exclusive || lease.IsEnding)
                {
                    return Errno.EAGAIN;
                }
            }

            if (own is not null)
            {
                own.Descriptor = descriptor;
                own.Change(kind);
                Changed();
                return Errno.None;
            }

            if (Setting == 0)
            {
                return Errno.EINVAL;
            }

            // Who opens counts himself first and looks for leases then: one of the two sees the other.
            Lease added = new(file, descriptor, kind);
            _leases.Add(added);
            Interlocked.MemoryBarrier();
            if (!MayTake(file, kind))
            {
                _leases.Remove(added);
                Changed();
                return Errno.EAGAIN;
            }

            return Errno.None;
        }
    }

    // Nobody may have it open in a way that the lease would have told of.
    private static bool MayTake(OpenFile file, FileLockKind kind) =>
        kind == FileLockKind.Shared ? !file.Inode.HasWriters : file.Inode.IsOpenOnlyOnce(file.Flags);

    private Lease? Find(OpenFile file)
    {
        foreach (Lease lease in _leases)
        {
            if (ReferenceEquals(lease.File, file))
            {
                return lease;
            }
        }

        return null;
    }

    private bool HasConflict(bool forWriting)
    {
        foreach (Lease lease in _leases)
        {
            if (lease.ConflictsWith(forWriting))
            {
                return true;
            }
        }

        return false;
    }

    // Tells those that were not told yet. The result is when the first of them is late.
    private long Announce(bool forWriting)
    {
        long deadline = BreakTime > 0 ? Clock.Monotonic + (BreakTime * Timespec.NanosecondsPerSecond) : WaitQueue.Forever;
        long first = WaitQueue.Forever;
        foreach (Lease lease in _leases)
        {
            if (!lease.ConflictsWith(forWriting))
            {
                continue;
            }

            if (lease.TryBreak(forWriting, deadline))
            {
                using (AsyncList.Lock.Enter())
                {
                    FileSignals.Send(lease.File.Owner, lease.Descriptor, PollReason.Message);
                }
            }

            first = System.Math.Min(first, lease.Deadline);
        }

        return first;
    }

    private void EndLate()
    {
        long now = Clock.Monotonic;
        for (int i = _leases.Count - 1; i >= 0; i--)
        {
            Lease lease = _leases[i];
            if (lease.IsLate(now))
            {
                if (lease.Target == FileLockKind.None)
                {
                    End(lease);
                }
                else
                {
                    lease.Change(lease.Target);
                    Changed();
                }
            }
        }
    }

    // The file has no owner then and no signal, as in Linux.
    private void End(Lease lease)
    {
        _leases.Remove(lease);
        Changed();
        if (lease.File.Owner is { } owner)
        {
            using (AsyncList.Lock.Enter())
            {
                owner.SetLocked(OwnerKind.Process, 0);
                owner.Signal = Signal.None;
            }
        }
    }

    private void Changed()
    {
        Interlocked.Increment(ref _version);
        _waiters.WakeAll();
    }

    private sealed class Lease(OpenFile file, int descriptor, FileLockKind kind)
    {
        private FileLockKind _kind = kind;
        private bool _isShrinking;
        private long _shrinkDeadline;
        private long _endDeadline;

        public OpenFile File { get; } = file;

        public int Descriptor { get; set; } = descriptor;

        public int ProcessId { get; } = Thread.Current.Process.Id;

        /// <summary>Whether somebody waits for it.</summary>
        public bool IsBreaking => IsEnding || _isShrinking;

        /// <summary>Somebody wants to write: nothing shall be left.</summary>
        public bool IsEnding { get; private set; }

        /// <summary>What is left when it is broken as asked.</summary>
        public FileLockKind Target => IsEnding ? FileLockKind.None : _isShrinking ? FileLockKind.Shared : _kind;

        public long Deadline => System.Math.Min(
            IsEnding ? _endDeadline : WaitQueue.Forever, _isShrinking ? _shrinkDeadline : WaitQueue.Forever);

        public bool ConflictsWith(bool forWriting) => forWriting || _kind == FileLockKind.Exclusive;

        public bool IsLate(long now) => IsBreaking && now >= Deadline;

        /// <summary>Asks for it. False when that was done before.</summary>
        public bool TryBreak(bool forWriting, long deadline)
        {
            if (forWriting ? IsEnding : IsBreaking)
            {
                return false;
            }

            if (forWriting)
            {
                IsEnding = true;
                _endDeadline = deadline;
            }
            else
            {
                _isShrinking = true;
                _shrinkDeadline = deadline;
            }

            return true;
        }

        /// <summary>Its owner changes it, or time does. Who asked for a shared one is content with that.</summary>
        public void Change(FileLockKind kind)
        {
            _kind = kind;
            _isShrinking &= kind == FileLockKind.Exclusive;
        }
    }

    private readonly struct HasChanged(FileLeases leases, int version) : IWaitCondition
    {
        public bool IsMet() => Volatile.Read(ref leases._version) != version;
    }
}
