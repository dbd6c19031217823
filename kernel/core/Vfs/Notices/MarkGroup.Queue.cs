// fanotify: the queue of a group, and reading it.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Vfs.Notices;

public sealed partial class MarkGroup
{
    // As Linux: this many older events with the same hash are compared with a new one.
    private const int Buckets = 128, MaxCompared = 128;

    // Restricted groups of one user hold no more than this together: what waits is the kernel's memory.
    private const int MaxQueuedOfUser = 4 * MaxQueued;

    private const int NoDescriptor = -1, NoPidDescriptor = -2;

    private readonly MarkEvent?[] _buckets = new MarkEvent?[Buckets];
    private MarkEvent? _first;
    private MarkEvent? _last;
    private int _count;
    private bool _hasOverflow;

    private bool IsFull => ((_reports & MarkGroupFlags.UnlimitedQueue) == 0 && _count >= MaxQueued)
        || (_isRestricted && Volatile.Read(ref _account.QueuedMarkEvents) >= MaxQueuedOfUser);

    /// <inheritdoc/>
    private protected override Result<int> HandNext(ref UserBuffer destination)
    {
        Errno error = TryTake(destination.Remaining, out MarkEvent? taken);
        if (error != Errno.None)
        {
            return error;
        }

        return taken is null ? 0 : Hand(taken, ref destination);
    }

    // Queues an event, unless one that says the same waits; when too many wait, one says that some are lost. False: not queued.
    private bool Enqueue(MarkEvent added)
    {
        if (_isClosed)
        {
            return false;
        }

        if (IsFull)
        {
            if (!_hasOverflow)
            {
                _hasOverflow = true;
                Append(new MarkEvent(FileEvents.Overflow, _reports & ~MarkGroupFlags.HandleMask, null));
            }

            return false;
        }

        if (added is AccessQuestion)
        {
            return Keep(added);
        }

        ref MarkEvent? bucket = ref _buckets[(uint)added.Hash % Buckets];
        MarkEvent? older = bucket;
        for (int i = 0; older is not null && i < MaxCompared; i++)
        {
            if (older.TryMerge(added))
            {
                return false;
            }

            older = older.NextInBucket;
        }

        if (!Keep(added))
        {
            return false;
        }

        added.NextInBucket = bucket;
        bucket = added;
        return true;
    }

    private bool Keep(MarkEvent added)
    {
        if (!added.TryHold())
        {
            return false;
        }

        Append(added);
        return true;
    }

    private void Append(MarkEvent added)
    {
        if (_last is null)
        {
            _first = added;
        }
        else
        {
            _last.Next = added;
        }

        _last = added;
        Count(1, added.Size);
        Readiness.WakeAll(PollEvents.Readable);
    }

    private void Count(int events, int bytes)
    {
        _count += events;
        QueuedBytes += bytes;
        if (_isRestricted)
        {
            Interlocked.Add(ref _account.QueuedMarkEvents, events);
        }
    }

    // EINVAL: the next event does not fit.
    private Errno TryTake(long room, out MarkEvent? taken)
    {
        using (FileNotices.Lock.Enter())
        {
            taken = _first;
            if (taken is null || taken.Size > room)
            {
                Errno error = taken is null ? Errno.None : Errno.EINVAL;
                taken = null;
                return error;
            }

            Unqueue(null, taken);
            (taken as AccessQuestion)?.Report();
            return Errno.None;
        }
    }

    private MarkEvent? TakeAll()
    {
        MarkEvent? all = _first;
        _first = null;
        _last = null;
        Count(-_count, -QueuedBytes);
        return all;
    }

    // Takes out of the queue what stands there after before.
    private void Unqueue(MarkEvent? before, MarkEvent taken)
    {
        if (before is null)
        {
            _first = taken.Next;
        }
        else
        {
            before.Next = taken.Next;
        }

        _last = ReferenceEquals(_last, taken) ? before : _last;
        taken.Next = null;
        Count(-1, -taken.Size);
        _hasOverflow &= taken.What != FileEvents.Overflow;
        if (taken is not AccessQuestion && taken.What != FileEvents.Overflow)
        {
            RemoveFromBucket(taken);
        }
    }

    private void RemoveFromBucket(MarkEvent taken)
    {
        ref MarkEvent? bucket = ref _buckets[(uint)taken.Hash % Buckets];
        if (ReferenceEquals(bucket, taken))
        {
            bucket = taken.NextInBucket;
            return;
        }

        MarkEvent? before = bucket;
        while (before is not null && !ReferenceEquals(before.NextInBucket, taken))
        {
            before = before.NextInBucket;
        }

        before?.NextInBucket = taken.NextInBucket;
    }

    // Gives an event to the reader, with descriptors of its own. One that cannot be given is lost, and what it asks is denied.
    private Result<int> Hand(MarkEvent taken, ref UserBuffer destination)
    {
        FileTable files = Thread.Current.Files!;
        bool reportsErrors = (_reports & MarkGroupFlags.ReportError) != 0;
        OpenFile? file = null;
        Result<int> descriptor = taken.Place is { } place ? Open(files, place, out file)
            : reportsErrors ? Errno.EBADF
            : NoDescriptor;
        if (descriptor.IsError && reportsErrors)
        {
            descriptor = -(int)descriptor.Error;
        }

        Result<int> result = descriptor.IsOk ? Hand(taken, files, descriptor.Value, ref destination) : descriptor;
        if (file is not null && result.IsOk)
        {
            files.Fill(descriptor.Value, file);
        }
        else if (file is not null)
        {
            files.Cancel(descriptor.Value);
            file.Release();
        }

        taken.Drop();
        if (taken is AccessQuestion question)
        {
            AwaitAnswer(question, result.IsOk ? descriptor.Value : NoDescriptor);
        }

        return result;
    }

    private Result<int> Hand(MarkEvent taken, FileTable files, int descriptor, ref UserBuffer destination)
    {
        bool isKnown = !_isRestricted || taken.Cause == Thread.Current.Process.Id;
        int pidDescriptor = (_reports & MarkGroupFlags.ReportPidFile) != 0 ? ReservePid(taken.Process, files) : NoDescriptor;
        Span<byte> bytes = stackalloc byte[MarkEvent.MaxSize];
        bytes = bytes[..taken.Size];
        taken.Write(bytes, isKnown ? taken.Cause : 0, descriptor, pidDescriptor);
        bool isWritten = destination.CopyOut(bytes) == bytes.Length;
        if (pidDescriptor >= 0 && isWritten)
        {
            files.Fill(pidDescriptor, new PidFile(taken.Process!, OpenFlags.ReadOnly));
        }
        else if (pidDescriptor >= 0)
        {
            files.Cancel(pidDescriptor);
        }

        return isWritten ? bytes.Length : Errno.EFAULT;
    }

    private Result<int> Open(FileTable files, PathRef place, out OpenFile? file)
    {
        file = null;
        int limit = Thread.Current.Process.Limits.OpenFiles;
        Result<int> descriptor = files.Reserve((_eventFlags & OpenFlags.CloseOnExec) != 0, limit);
        if (descriptor.IsError)
        {
            return descriptor;
        }

        bool writes = (_eventFlags & OpenFlags.AccessMode) != OpenFlags.ReadOnly;
        Result<OpenFile> opened = writes && place.Mount.IsReadOnly ? Errno.EROFS
            : FileOpener.OpenInode(place, place.Inode, _eventFlags | OpenFlags.NoNotices);
        if (opened.IsError)
        {
            files.Cancel(descriptor.Value);
            return opened.Error;
        }

        file = opened.Value;
        return descriptor;
    }

    // FAN_NOPIDFD for a process that is gone, FAN_EPIDFD when there is no descriptor for it; or the errors themselves.
    private int ReservePid(Process? process, FileTable files)
    {
        bool isThere = process is { Life: ProcessLife.Alive or ProcessLife.Zombie };
        Result<int> reserved = isThere ? files.Reserve(closeOnExec: true, Thread.Current.Process.Limits.OpenFiles) : Errno.ESRCH;
        return reserved.IsOk ? reserved.Value
            : (_reports & MarkGroupFlags.ReportError) != 0 ? -(int)reserved.Error
            : isThere ? NoPidDescriptor
            : NoDescriptor;
    }
}
