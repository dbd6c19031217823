// Record locks (POSIX and open file description) and flock locks of one inode.
// Invariant: records of one owner never overlap and records of different owners overlap only if all are shared.
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>What a lock request wants.</summary>
public enum FileLockKind : short
{
    /// <summary>F_RDLCK, LOCK_SH.</summary>
    Shared = 0,

    /// <summary>F_WRLCK, LOCK_EX.</summary>
    Exclusive = 1,

    /// <summary>F_UNLCK, LOCK_UN.</summary>
    None = 2,
}

/// <summary>A lock over bytes <see cref="Start"/> to <see cref="End"/>, both included.</summary>
/// <param name="Owner">A descriptor table (POSIX) or an open file (OFD, flock).</param>
/// <param name="ProcessId">For F_GETLK; -1 for OFD locks.</param>
/// <param name="Kind">Shared or exclusive.</param>
/// <param name="Start">First byte.</param>
/// <param name="End">Last byte; <see cref="long.MaxValue"/> to the end of the file.</param>
public readonly record struct FileLock(object Owner, int ProcessId, FileLockKind Kind, long Start, long End)
{
    /// <summary>Whether the two exclude each other.</summary>
    public bool ConflictsWith(in FileLock other) =>
        !ReferenceEquals(Owner, other.Owner)
        && (Kind == FileLockKind.Exclusive || other.Kind == FileLockKind.Exclusive)
        && Start <= other.End && other.Start <= End;
}

/// <summary>Which call set a lock.</summary>
public enum FileLockFamily
{
    /// <summary>fcntl F_SETLK.</summary>
    Posix,

    /// <summary>fcntl F_OFD_SETLK.</summary>
    OpenFile,

    /// <summary>flock.</summary>
    Flock,

    /// <summary>fcntl F_SETLEASE.</summary>
    Lease,

    /// <summary>The same, while somebody waits that it is given back.</summary>
    BreakingLease,
}

/// <summary>A lock for /proc/locks.</summary>
/// <param name="Inode">The file.</param>
/// <param name="Lock">The lock.</param>
/// <param name="Family">Which call set it.</param>
public readonly record struct FileLockReport(Inode Inode, FileLock Lock, FileLockFamily Family);

/// <summary>The locks on one inode.</summary>
internal sealed class FileLockList
{
    private readonly Mutex _mutex = new();
    private readonly List<FileLock> _records = [];
    private readonly List<FileLock> _flocks = [];
    private int _version;

    /// <summary>Where blocked requests wait.</summary>
    public WaitQueue Waiters { get; } = new();

    /// <summary>Grows with every change: what a waiter compares, without a lock.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The first record that would block <paramref name="wanted"/>.</summary>
    public bool FindConflict(in FileLock wanted, out FileLock conflict)
    {
        _mutex.Acquire();
        bool isFound = FindConflict(_records, wanted, out conflict);
        _mutex.Release();
        return isFound;
    }

    /// <summary>Adds all locks to a report.</summary>
    public void CopyTo(List<FileLockReport> report, Inode inode)
    {
        _mutex.Acquire();
        foreach (FileLock record in _records)
        {
            report.Add(new FileLockReport(inode, record, record.Owner is OpenFile ? FileLockFamily.OpenFile : FileLockFamily.Posix));
        }

        foreach (FileLock flock in _flocks)
        {
            report.Add(new FileLockReport(inode, flock, FileLockFamily.Flock));
        }

        _mutex.Release();
    }

    /// <summary>Sets or clears a record if nothing conflicts; otherwise tells what does.</summary>
    public bool TrySetRecord(in FileLock wanted, out FileLock conflict)
    {
        _mutex.Acquire();
        conflict = default;

        // A record in the middle of another makes three of one; nothing is changed before there is room for them.
        _records.EnsureCapacity(_records.Count + 2);
        bool isFree = wanted.Kind == FileLockKind.None || !FindConflict(_records, wanted, out conflict);
        if (isFree)
        {
            Carve(wanted);
            if (wanted.Kind != FileLockKind.None)
            {
                AddMerged(wanted);
            }
        }

        _mutex.Release();
        if (isFree)
        {
            NoteChange();
        }

        return isFree;
    }

    /// <summary>Sets, converts or clears a flock lock if nothing conflicts.</summary>
    public bool TrySetFlock(in FileLock wanted)
    {
        _mutex.Acquire();
        _flocks.EnsureCapacity(_flocks.Count + 1);
        bool isFree = wanted.Kind == FileLockKind.None || !FindConflict(_flocks, wanted, out _);
        if (isFree)
        {
            RemoveOwner(_flocks, wanted.Owner);
            if (wanted.Kind != FileLockKind.None)
            {
                _flocks.Add(wanted);
            }
        }

        _mutex.Release();
        if (isFree)
        {
            NoteChange();
        }

        return isFree;
    }

    /// <summary>Drops everything that an owner holds.</summary>
    public void Release(object owner)
    {
        _mutex.Acquire();
        bool isChanged = RemoveOwner(_records, owner) | RemoveOwner(_flocks, owner);
        _mutex.Release();
        if (isChanged)
        {
            NoteChange();
        }
    }

    /// <summary>Drops a flock lock; false if there was none.</summary>
    public bool DropFlock(object owner)
    {
        _mutex.Acquire();
        bool isChanged = RemoveOwner(_flocks, owner);
        _mutex.Release();
        if (isChanged)
        {
            NoteChange();
        }

        return isChanged;
    }

    private void NoteChange()
    {
        Interlocked.Increment(ref _version);
        Waiters.WakeAll();
    }

    private static bool FindConflict(List<FileLock> locks, in FileLock wanted, out FileLock conflict)
    {
        for (int i = 0; i < locks.Count; i++)
        {
            FileLock present = locks[i];
            if (present.ConflictsWith(wanted))
            {
                conflict = present;
                return true;
            }
        }

        conflict = default;
        return false;
    }

    private static bool RemoveOwner(List<FileLock> locks, object owner)
    {
        bool isChanged = false;
        for (int i = locks.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(locks[i].Owner, owner))
            {
                locks.RemoveAt(i);
                isChanged = true;
            }
        }

        return isChanged;
    }

    // Cuts the range out of the owner's records.
    private void Carve(in FileLock range)
    {
        for (int i = _records.Count - 1; i >= 0; i--)
        {
            FileLock present = _records[i];
            if (!ReferenceEquals(present.Owner, range.Owner) || present.Start > range.End || range.Start > present.End)
            {
                continue;
            }

            _records.RemoveAt(i);
            if (present.Start < range.Start)
            {
                _records.Add(present with { End = range.Start - 1 });
            }

            if (present.End > range.End)
            {
                _records.Add(present with { Start = range.End + 1 });
            }
        }
    }

    private void AddMerged(FileLock added)
    {
        for (int i = _records.Count - 1; i >= 0; i--)
        {
            FileLock present = _records[i];
            if (!ReferenceEquals(present.Owner, added.Owner) || present.Kind != added.Kind)
            {
                continue;
            }

            bool isBefore = present.End != long.MaxValue && present.End + 1 == added.Start;
            bool isAfter = added.End != long.MaxValue && added.End + 1 == present.Start;
            if (isBefore || isAfter)
            {
                added = added with
                {
                    Start = System.Math.Min(added.Start, present.Start),
                    End = System.Math.Max(added.End, present.End),
                };
                _records.RemoveAt(i);
            }
        }

        _records.Add(added);
    }
}
