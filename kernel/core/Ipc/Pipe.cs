// A pipe: a ring of pages between writers and readers.
// Invariant: _tail <= _head <= _tail + capacity; page n of the stream is in slot n modulo the slot count; slots that hold no byte
// of the stream are empty, except that an empty pipe may keep a page in slot 0.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Ipc;

/// <summary>
/// The buffer behind pipes and fifos. Pages come and go with the data. Copies happen under a mutex, so that writes up to
/// <see cref="AtomicSize"/> stay together. Source: pipe(7).
/// </summary>
public sealed partial class Pipe
{
    /// <summary>PIPE_BUF: writes of at most this many bytes are not mixed with others.</summary>
    public const int AtomicSize = 4096;

    /// <summary>Size of a new pipe, bytes.</summary>
    public const int DefaultSize = 16 * MemoryLayout.PageSize;

    /// <summary>Largest size that F_SETPIPE_SZ gives to anybody without CAP_SYS_RESOURCE, bytes.</summary>
    public const int MaxUserSize = 1024 * 1024;

    private readonly Mutex _mutex = new();
    private Frame[] _pages = new Frame[DefaultSize / MemoryLayout.PageSize];
    private long _head;
    private long _tail;
    private int _readers;
    private int _writers;
    private int _readersEver;
    private int _writersEver;

    /// <summary>Where readers, writers and pollers wait.</summary>
    public WaitQueue Waiters { get; } = new();

    /// <summary>The ends to read that want signals.</summary>
    public AsyncList ReaderSignals { get; } = new();

    /// <summary>The ends to write that want signals.</summary>
    public AsyncList WriterSignals { get; } = new();

    /// <summary>Bytes in it.</summary>
    public int Used => (int)(Volatile.Read(ref _head) - Volatile.Read(ref _tail));

    /// <summary>Bytes it can hold.</summary>
    public int Capacity => Volatile.Read(ref _pages).Length * MemoryLayout.PageSize;

    /// <summary>Open ends that read.</summary>
    public int Readers => Volatile.Read(ref _readers);

    /// <summary>Open ends that write.</summary>
    public int Writers => Volatile.Read(ref _writers);

    internal int ReadersEver => Volatile.Read(ref _readersEver);

    internal int WritersEver => Volatile.Read(ref _writersEver);

    /// <summary>Reads what is there; waits for the first byte unless <paramref name="isNonBlocking"/>. 0 once no writer is left. EAGAIN, ERESTARTSYS, EFAULT.</summary>
    public Result<long> Read(ref UserBuffer destination, bool isNonBlocking)
    {
        if (destination.IsEmpty)
        {
            return 0;
        }

        while (true)
        {
            _mutex.Acquire();
            long done = CopyOut(ref destination);
            bool isOver = done != 0 || _writers == 0 || destination.Faulted;
            _mutex.Release();
            if (isOver || isNonBlocking)
            {
                // Also when nothing was read: a signal says that it is worth a try, as in Linux.
                WriterSignals.Tell(PollReason.Output);
            }

            if (done != 0)
            {
                Notify(PollEvents.Writable);
                return done;
            }

            if (isOver)
            {
                return destination.Faulted ? Errno.EFAULT : 0;
            }

            if (isNonBlocking)
            {
                return Errno.EAGAIN;
            }

            DataOrEnd condition = new(this);
            Errno error = Waiters.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>
    /// Writes everything, waiting for room unless <paramref name="isNonBlocking"/>. EPIPE when no reader is left (the caller sends
    /// SIGPIPE), EAGAIN, ERESTARTSYS, EFAULT, ENOMEM.
    /// </summary>
    public Result<long> Write(ref UserBuffer source, bool isNonBlocking)
    {
        long done = 0;
        Errno error = Errno.None;
        while (error == Errno.None && !source.IsEmpty)
        {
            // A writer that may wait waits for a whole page of room rather than for every byte that a reader takes.
            bool mayBeShort = isNonBlocking && (source.Remaining > AtomicSize || done != 0);
            int needed = mayBeShort ? 1 : (int)Math.Min(source.Remaining, AtomicSize);
            _mutex.Acquire();
            long copied = 0;
            if (_readers == 0)
            {
                error = Errno.EPIPE;
            }
            else if (Capacity - Used >= needed)
            {
                error = CopyIn(ref source, out copied);
            }

            _mutex.Release();
            done += copied;
            if (copied != 0)
            {
                Notify(PollEvents.Readable);
            }
            else if (error == Errno.None)
            {
                ReaderSignals.Tell(PollReason.Input);
                error = isNonBlocking ? Errno.EAGAIN : WaitForRoom(needed);
            }
        }

        if (error != Errno.EAGAIN && (done != 0 || error != Errno.None))
        {
            ReaderSignals.Tell(PollReason.Input);
        }

        // A full write is over; a part is reported rather than the error, except that SIGPIPE is sent for any EPIPE by the caller.
        return done != 0 || error == Errno.None ? done : error;
    }

    /// <summary>Counts an end in. Under the inode's lock for fifos.</summary>
    internal void Open(bool reads, bool writes)
    {
        if (reads)
        {
            Interlocked.Increment(ref _readers);
            Interlocked.Increment(ref _readersEver);
        }

        if (writes)
        {
            Interlocked.Increment(ref _writers);
            Interlocked.Increment(ref _writersEver);
        }

        Waiters.WakeAll(PollEvents.None);
    }

    /// <summary>Counts an end out; the last one frees the pages. True when no end is left.</summary>
    internal bool Close(bool reads, bool writes)
    {
        _mutex.Acquire();
        _readers -= reads ? 1 : 0;
        _writers -= writes ? 1 : 0;
        bool isUnused = _readers == 0 && _writers == 0;
        if (isUnused)
        {
            FreePages();
        }

        _mutex.Release();
        Waiters.WakeAll(PollEvents.HangUp | PollEvents.In | PollEvents.Out | PollEvents.Error);
        if (_readers == 0 != (_writers == 0))
        {
            ReaderSignals.Tell(PollReason.Input);
            WriterSignals.Tell(PollReason.Output);
        }

        return isUnused;
    }

    private void Notify(PollEvents events)
    {
        if (!Waiters.IsEmpty)
        {
            Waiters.WakeAll(events);
        }
    }

    private Errno WaitForRoom(int needed)
    {
        RoomOrEnd condition = new(this, needed);
        return Waiters.WaitUntil(ref condition);
    }

    private readonly struct DataOrEnd(Pipe pipe) : IWaitCondition
    {
        public bool IsMet() => pipe.Used != 0 || pipe.Writers == 0;
    }

    private readonly struct RoomOrEnd(Pipe pipe, int needed) : IWaitCondition
    {
        public bool IsMet() => pipe.Capacity - pipe.Used >= needed || pipe.Readers == 0;
    }
}
