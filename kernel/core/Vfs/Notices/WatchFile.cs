// inotify: watches on inodes, and the queue of what happened to them. Source: inotify(7).
// Everything here is under FileNotices.Lock, but for looks at whether the queue is empty.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>One watch of an inotify instance.</summary>
internal sealed class QueuingWatch : InodeWatch
{
    public QueuingWatch(WatchFile file, Inode inode, int descriptor)
        : base(inode)
    {
        File = file;
        Descriptor = descriptor;
        Attach();
    }

    public WatchFile File { get; }

    public int Descriptor { get; }

    public override void End() => File.Remove(this);

    protected override void Notify(in FileNotice notice, bool isByName)
    {
        bool isAboutItself = (notice.What & (FileEvents.DeleteSelf | FileEvents.MoveSelf)) != 0;
        FileEvents what = isAboutItself ? notice.What & ~FileEvents.IsDirectory : notice.What;
        File.Enqueue(Descriptor, what, notice.Cookie, isByName ? notice.Name : default);
    }
}

/// <summary>An open inotify instance.</summary>
public sealed class WatchFile : NoticeFile
{
    /// <summary>Limits of Linux: instances and watches of one user, events that wait in one instance.</summary>
    public const int MaxInstances = 128, MaxWatches = 8192, MaxQueued = 16384;

    private const int HeaderSize = 16;

    private readonly UserAccount _account;
    private readonly Dictionary<int, QueuingWatch> _watches = new();
    private readonly AsyncList _signals = new();
    private int _lastDescriptor;
    private Event? _first;
    private Event? _last;
    private int _count;

    private WatchFile(UserAccount account, OpenFlags flags)
        : base(flags)
    {
        _account = account;
    }

    /// <inheritdoc/>
    protected override AsyncList? InputSignals => _signals;

    /// <summary>All instances.</summary>
    internal static List<WatchFile> All { get; } = [];

    /// <summary>A new instance. EMFILE.</summary>
    public static Result<WatchFile> Create(UserAccount account, OpenFlags flags)
    {
        if (Interlocked.Increment(ref account.WatchFiles) > MaxInstances)
        {
            Interlocked.Decrement(ref account.WatchFiles);
            return Errno.EMFILE;
        }

        WatchFile file = new(account, flags);
        using (FileNotices.Lock.Enter())
        {
            All.Add(file);
        }

        return file;
    }

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:inotify");

    /// <summary>inotify_add_watch: a new watch, or another mask for the one that is there. EEXIST, ENOSPC.</summary>
    /// <returns>The watch's descriptor.</returns>
    public Result<int> Add(Inode inode, FileEvents mask)
    {
        FileEvents kept = mask & (FileEvents.All | FileEvents.ExcludeUnlinked | FileEvents.OneShot);
        using (FileNotices.Lock.Enter())
        {
            QueuingWatch? watch = FindWatch(inode);

            if (watch is not null && (mask & FileEvents.MaskCreate) != 0)
            {
                return Errno.EEXIST;
            }

            if (watch is null)
            {
                if (Interlocked.Increment(ref _account.Watches) > MaxWatches)
                {
                    Interlocked.Decrement(ref _account.Watches);
                    return Errno.ENOSPC;
                }

                watch = new QueuingWatch(this, inode, ++_lastDescriptor);
                _watches.Add(watch.Descriptor, watch);
            }

            watch.Mask = (mask & FileEvents.MaskAdd) != 0 ? watch.Mask | kept : kept;
            return watch.Descriptor;
        }
    }

    /// <summary>inotify_rm_watch. EINVAL.</summary>
    public Errno Remove(int descriptor)
    {
        using (FileNotices.Lock.Enter())
        {
            if (!_watches.TryGetValue(descriptor, out QueuingWatch? watch))
            {
                return Errno.EINVAL;
            }

            Remove(watch);
            return Errno.None;
        }
    }

    /// <summary>Ends a watch and says so.</summary>
    internal void Remove(QueuingWatch watch)
    {
        Detach(watch);
        Enqueue(watch.Descriptor, FileEvents.Ignored, 0, default);
    }

    internal void RemoveAllOf(SuperBlock super)
    {
        foreach (QueuingWatch watch in new List<QueuingWatch>(_watches.Values))
        {
            if (ReferenceEquals(watch.Inode.Super, super))
            {
                FileEvents kind = watch.Inode.IsDirectory ? FileEvents.IsDirectory : FileEvents.None;
                Enqueue(watch.Descriptor, FileEvents.Unmount | kind, 0, default);
                Remove(watch);
            }
        }
    }

    /// <summary>Notes an event; the same once more is left out, and when too many wait, one says that some are lost.</summary>
    internal void Enqueue(int descriptor, FileEvents what, uint cookie, ReadOnlySpan<byte> name)
    {
        if (_last is { } last && last.Descriptor == descriptor && last.What == what && name.SequenceEqual(last.Name))
        {
            return;
        }

        if (_count >= MaxQueued)
        {
            if (_count > MaxQueued)
            {
                return;
            }

            descriptor = -1;
            what = FileEvents.Overflow;
            cookie = 0;
            name = default;
        }

        Event added = new(descriptor, what, cookie, name.ToArray());
        if (_last is null)
        {
            _first = added;
        }
        else
        {
            _last.Next = added;
        }

        _last = added;
        _count++;
        QueuedBytes += added.Size;
        Readiness.WakeAll(PollEvents.Readable);
        _signals.Tell(PollReason.Input);
    }

    /// <inheritdoc/>
    private protected override Result<int> HandNext(ref UserBuffer destination)
    {
        Errno error = TryTake(destination.Remaining, out Event? taken);
        if (error != Errno.None)
        {
            return error;
        }

        return taken is null ? 0 : Write(taken, ref destination) ? taken.Size : Errno.EFAULT;
    }

    /// <inheritdoc/>
    protected override void Closed()
    {
        using (FileNotices.Lock.Enter())
        {
            foreach (QueuingWatch watch in new List<QueuingWatch>(_watches.Values))
            {
                Detach(watch);
            }

            All.Remove(this);
        }

        Interlocked.Decrement(ref _account.WatchFiles);
    }

    private void Detach(QueuingWatch watch)
    {
        watch.Detach();
        _watches.Remove(watch.Descriptor);
        Interlocked.Decrement(ref _account.Watches);
    }

    private QueuingWatch? FindWatch(Inode inode)
    {
        for (Watch? watch = inode.Watches; watch is not null; watch = watch.Next)
        {
            if (watch is QueuingWatch found && ReferenceEquals(found.File, this))
            {
                return found;
            }
        }

        return null;
    }

    // EINVAL: the next event does not fit.
    private Errno TryTake(long room, out Event? taken)
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

            _first = taken.Next;
            _last = taken.Next is null ? null : _last;
            _count--;
            QueuedBytes -= taken.Size;
            return Errno.None;
        }
    }

    private static bool Write(Event taken, ref UserBuffer destination)
    {
        Span<byte> bytes = stackalloc byte[HeaderSize + ByteName.MaxLength + HeaderSize];
        bytes = bytes[..taken.Size];
        bytes.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, taken.Descriptor);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (uint)taken.What);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], taken.Cookie);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], taken.Size - HeaderSize);
        taken.Name.CopyTo(bytes[HeaderSize..]);
        return destination.CopyOut(bytes) == bytes.Length;
    }

    private sealed class Event(int descriptor, FileEvents what, uint cookie, byte[] name)
    {
        public Event? Next { get; set; }

        public int Descriptor { get; } = descriptor;

        public FileEvents What { get; } = what;

        public uint Cookie { get; } = cookie;

        public byte[] Name { get; } = name;

        // A name ends with at least one zero and fills whole headers.
        public int Size => HeaderSize + (Name.Length == 0 ? 0 : (Name.Length + HeaderSize) / HeaderSize * HeaderSize);
    }
}
