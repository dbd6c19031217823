// Moving bytes from one pipe to another, and from a pipe to a file, without a detour through user memory.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Ipc;

public sealed partial class Pipe
{
    private static long s_lastNumber;

    // Two pipes are locked in this order.
    private readonly long _number = Interlocked.Increment(ref s_lastNumber);

    /// <summary>Bytes that fit without waiting.</summary>
    public int Room => Capacity - Used;

    /// <summary>
    /// splice and tee between pipes: what is there and fits, at least one byte; 0 once no writer is left. EPIPE, EAGAIN, ERESTARTSYS, ENOMEM.
    /// </summary>
    /// <param name="to">Another pipe.</param>
    /// <param name="count">The most bytes.</param>
    /// <param name="keep">Whether they stay in this one too (tee).</param>
    /// <param name="isNonBlocking">EAGAIN instead of waiting.</param>
    public Result<long> MoveTo(Pipe to, long count, bool keep, bool isNonBlocking)
    {
        Pipe first = _number < to._number ? this : to;
        Pipe second = ReferenceEquals(first, this) ? to : this;
        while (true)
        {
            first._mutex.Acquire();
            second._mutex.Acquire();
            bool isOver = Used == 0 && _writers == 0;
            long pages = PagesInUse;
            Errno error = to._readers == 0 ? Errno.EPIPE : Errno.None;
            long done = error == Errno.None ? CopyTo(to, count, keep, out error) : 0;
            bool hasRoom = PagesInUse < pages;
            second._mutex.Release();
            first._mutex.Release();
            if (done != 0)
            {
                to.Notify(PollEvents.Readable);
                to.ReaderSignals.Tell(PollReason.Input);
                TellRoom(hasRoom, isRead: !keep);

                return done;
            }

            if (error != Errno.None || isOver)
            {
                return error != Errno.None ? error : 0;
            }

            error = isNonBlocking ? Errno.EAGAIN : Used == 0 ? WaitForData() : to.WaitForRoom(1);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>
    /// splice to a file: writes what is there, at least one byte, and takes out what the file took; 0 once no writer is left. The pipe is
    /// locked meanwhile, as in Linux. EAGAIN, ERESTARTSYS and the errors of the file.
    /// </summary>
    public Result<long> MoveTo(OpenFile file, ref long? position, long count, bool isNonBlocking)
    {
        while (true)
        {
            _mutex.Acquire();
            bool isOver = Used != 0 || _writers == 0;
            long pages = PagesInUse;
            Result<long> moved = Used != 0 ? WriteTo(file, ref position, count) : 0L;
            bool hasRoom = PagesInUse < pages;
            _mutex.Release();
            if (isOver)
            {
                TellRoom(hasRoom, isRead: true);
                return moved;
            }

            Errno error = isNonBlocking ? Errno.EAGAIN : WaitForData();
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>Waits until something fits. EPIPE without readers, EAGAIN, ERESTARTSYS.</summary>
    public Errno AwaitRoom(bool isNonBlocking)
    {
        while (Room == 0 && Readers != 0)
        {
            Errno error = isNonBlocking ? Errno.EAGAIN : WaitForRoom(1);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return Readers == 0 ? Errno.EPIPE : Errno.None;
    }

    private long PagesInUse => ((_head + PageSize - 1) >> PageShift) - (_tail >> PageShift);

    // Signals go out once a whole page is free, as in Linux; pollers look for themselves.
    private void TellRoom(bool hasRoom, bool isRead)
    {
        if (isRead)
        {
            Notify(PollEvents.Writable);
        }

        if (hasRoom)
        {
            WriterSignals.Tell(PollReason.Output);
        }
    }

    private Errno WaitForData()
    {
        DataOrEnd condition = new(this);
        return Waiters.WaitUntil(ref condition);
    }

    private Result<long> WriteTo(OpenFile file, ref long? position, long count)
    {
        long done = 0;
        while (done < count && _tail < _head)
        {
            Span<byte> bytes = Piece(_tail, count - done, out int slot);
            UserBuffer buffer = new(bytes);
            Result<long> written = position is { } offset ? file.WriteAt(ref buffer, offset) : file.Write(ref buffer);
            if (written.IsError)
            {
                return done != 0 ? done : written.Error;
            }

            Consume(slot, (int)written.Value);
            done += written.Value;
            position += written.Value;
            if (written.Value < bytes.Length)
            {
                break;
            }
        }

        return done;
    }

    private long CopyTo(Pipe to, long count, bool keep, out Errno error)
    {
        error = Errno.None;
        long done = 0;
        long at = _tail;
        long end = _head;
        while (done < count && at < end && to.Room != 0 && error == Errno.None)
        {
            UserBuffer buffer = new(Piece(at, Math.Min(count - done, to.Room), out int slot));
            error = to.CopyIn(ref buffer, out long copied);
            done += copied;
            at += copied;
            if (!keep)
            {
                Consume(slot, (int)copied);
            }
        }

        error = done != 0 ? Errno.None : error;
        return done;
    }

    // The bytes from a place of the stream to the end of its page, or of the stream, at most count.
    private Span<byte> Piece(long at, long count, out int slot)
    {
        slot = (int)(at >> PageShift) & (_pages.Length - 1);
        int offset = (int)at & (PageSize - 1);
        int length = (int)Math.Min(Math.Min(_head - at, count), PageSize - offset);
        return PageLease.Open(_pages[slot]).Bytes.Slice(offset, length);
    }
}
