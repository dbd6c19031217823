// epoll: a set of files and the list of those that something happened to. Source: epoll(7).
// Locks: s_links (which file is in which sets), then _mutex (the set's items), then the file's wait queue, then _readyLock.
using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Ipc;

/// <summary>An open epoll set. Sets cannot watch other sets.</summary>
public sealed partial class EpollFile : OpenFile
{
    private const EpollEvents InputFlags =
        EpollEvents.EdgeTriggered | EpollEvents.OneShot | EpollEvents.WakeUp | EpollEvents.Exclusive;

    private static readonly Mutex s_links = new();

    private readonly Mutex _mutex = new();
    private readonly Dictionary<int, EpollItem> _items = new();
    private SpinLock<EpollLock> _readyLock;
    private EpollItem? _firstReady;
    private EpollItem? _lastReady;

    /// <summary>An empty set.</summary>
    public EpollFile()
        : base(null, AnonymousFiles.HoldShared(), OpenFlags.ReadWrite)
    {
    }

    /// <inheritdoc/>
    protected override bool IgnoresSeek => true;

    /// <inheritdoc/>
    public override WaitQueue Readiness { get; } = new();

    private bool HasReady => Volatile.Read(ref _firstReady) is not null;

    /// <inheritdoc/>
    public override PollEvents GetReadiness() => HasReady ? PollEvents.Readable : PollEvents.None;

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:[eventpoll]");

    /// <summary>EPOLL_CTL_*. EEXIST, ENOENT, EPERM for files that are always ready, EINVAL for other sets.</summary>
    public Errno Control(EpollOperation operation, OpenFile file, int descriptor, in EpollEvent request)
    {
        if (file is EpollFile)
        {
            return Errno.EINVAL;
        }

        if (file.Readiness is not { } queue)
        {
            return Errno.EPERM;
        }

        const EpollEvents withExclusive = (EpollEvents)(PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp)
            | EpollEvents.EdgeTriggered | EpollEvents.WakeUp | EpollEvents.Exclusive;
        bool isExclusive = operation != EpollOperation.Delete && (request.Events & EpollEvents.Exclusive) != 0;
        if (isExclusive && (operation == EpollOperation.Modify || (request.Events & ~withExclusive) != 0))
        {
            return Errno.EINVAL;
        }

        s_links.Acquire();
        _mutex.Acquire();
        EpollItem? item = Find(file, descriptor);
        Errno error;
        switch (operation)
        {
            case EpollOperation.Add:
                error = item is null ? Add(queue, file, descriptor, request) : Errno.EEXIST;
                break;
            case EpollOperation.Modify:
                // EPOLLEXCLUSIVE is for adding only, and what was added with it stays as it is.
                error = item is null ? Errno.ENOENT
                    : ((item.Events | request.Events) & EpollEvents.Exclusive) != 0 ? Errno.EINVAL
                    : Arm(item, request);
                break;
            case EpollOperation.Delete:
                error = item is null ? Errno.ENOENT : Errno.None;
                if (item is not null)
                {
                    Remove(item);
                }

                break;
            default:
                error = Errno.EINVAL;
                break;
        }

        _mutex.Release();
        s_links.Release();
        return error;
    }

    /// <summary>Whether the set watches <paramref name="file"/> by this descriptor (KCMP_EPOLL_TFD).</summary>
    /// <param name="file">The file.</param>
    /// <param name="descriptor">The number that it was added by.</param>
    /// <param name="skip">How many files with that number to pass over first.</param>
    /// <returns>Null when the set has no such entry.</returns>
    public bool? Watches(OpenFile file, int descriptor, uint skip)
    {
        _mutex.Acquire();
        _items.TryGetValue(descriptor, out EpollItem? item);
        for (; item is not null && skip > 0; skip--)
        {
            item = item.NextSameDescriptor;
        }

        bool? answer = item is null ? null : ReferenceEquals(item.File, file);
        _mutex.Release();
        return answer;
    }

    /// <summary>Waits until something is ready and collects it. ERESTARTSYS becomes EINTR at the caller.</summary>
    /// <param name="events">Where to.</param>
    /// <param name="deadline">Monotonic nanoseconds, <see cref="WaitQueue.Forever"/>, or 0 not to wait.</param>
    /// <returns>How many; 0 at the deadline.</returns>
    public Result<int> Wait(Span<EpollEvent> events, long deadline)
    {
        while (true)
        {
            int count = HasReady ? Collect(events) : 0;
            if (count != 0 || deadline == 0)
            {
                return count;
            }

            AnyReady condition = new(this);
            Errno error = Readiness.WaitUntil(ref condition, SleepMode.Interruptible, deadline);
            if (error == Errno.ETIMEDOUT)
            {
                return 0;
            }

            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>A file closes for good: it leaves every set.</summary>
    internal static void Forget(OpenFile file)
    {
        s_links.Acquire();
        while (file.EpollItems is { } item)
        {
            EpollFile set = item.Set;
            set._mutex.Acquire();
            set.Remove(item);
            set._mutex.Release();
        }

        s_links.Release();
    }

    /// <summary>Something happened to a watched file. Under its wait queue's lock, perhaps in an interrupt.</summary>
    internal void NoteReady(EpollItem item)
    {
        Enqueue(item);
        Readiness.WakeAll(PollEvents.Readable);
    }

    /// <inheritdoc/>
    protected override void Closed()
    {
        s_links.Acquire();
        _mutex.Acquire();
        foreach (EpollItem first in _items.Values)
        {
            for (EpollItem? item = first; item is not null; item = item.NextSameDescriptor)
            {
                item.File.Readiness!.Remove(item);
                Unlink(item);
            }
        }

        _items.Clear();
        _mutex.Release();
        s_links.Release();
    }

    private Errno Add(WaitQueue queue, OpenFile file, int descriptor, in EpollEvent request)
    {
        EpollItem item = new(this, file, descriptor);
        _items.TryGetValue(descriptor, out EpollItem? others);
        item.NextSameDescriptor = others;
        _items[descriptor] = item;
        item.NextOfFile = file.EpollItems;
        file.EpollItems = item;
        queue.Add(item);
        return Arm(item, request);
    }

    private Errno Arm(EpollItem item, in EpollEvent request)
    {
        item.Data = request.Data;
        item.Events = (request.Events & (EpollEvents.PollMask | InputFlags)) | (EpollEvents)(uint)PollEvents.Always;

        // What is ready already causes no wake-up any more: look once, after wakers can see the new mask.
        Interlocked.MemoryBarrier();
        if ((item.File.GetReadiness() & (PollEvents)(item.Events & EpollEvents.PollMask)) != 0)
        {
            NoteReady(item);
        }

        return Errno.None;
    }

    private void Remove(EpollItem item)
    {
        item.File.Readiness!.Remove(item);
        Unlink(item);
        EpollItem first = _items[item.Descriptor];
        if (ReferenceEquals(first, item))
        {
            if (item.NextSameDescriptor is { } next)
            {
                _items[item.Descriptor] = next;
            }
            else
            {
                _items.Remove(item.Descriptor);
            }
        }
        else
        {
            while (!ReferenceEquals(first.NextSameDescriptor, item))
            {
                first = first.NextSameDescriptor!;
            }

            first.NextSameDescriptor = item.NextSameDescriptor;
        }

        Dequeue(item);
    }

    private EpollItem? Find(OpenFile file, int descriptor)
    {
        _items.TryGetValue(descriptor, out EpollItem? item);
        while (item is not null && !ReferenceEquals(item.File, file))
        {
            item = item.NextSameDescriptor;
        }

        return item;
    }

    private static void Unlink(EpollItem item)
    {
        OpenFile file = item.File;
        if (ReferenceEquals(file.EpollItems, item))
        {
            file.EpollItems = item.NextOfFile;
            return;
        }

        EpollItem? step = file.EpollItems;
        while (step is not null && !ReferenceEquals(step.NextOfFile, item))
        {
            step = step.NextOfFile;
        }

        step?.NextOfFile = item.NextOfFile;
    }

    private readonly struct AnyReady(EpollFile set) : IWaitCondition
    {
        public bool IsMet() => set.HasReady;
    }
}
