// The pages of a pipe: copies in and out, resizing.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Ipc;

public sealed partial class Pipe
{
    private const int PageSize = MemoryLayout.PageSize;
    private const int PageShift = MemoryLayout.PageShift;

    /// <summary>F_SETPIPE_SZ: rounds up to a power of two of pages. EBUSY when what is in it does not fit, ENOMEM.</summary>
    /// <param name="size">Bytes, positive.</param>
    /// <returns>The new size.</returns>
    public Result<int> Resize(int size)
    {
        int slots = 1;
        while (slots * PageSize < size)
        {
            slots *= 2;
        }

        Frame[] pages = new Frame[slots];
        _mutex.Acquire();
        long first = _tail >> PageShift;
        long last = (_head + PageSize - 1) >> PageShift;
        Errno error = last - first > slots ? Errno.EBUSY : Move(pages, first, last);
        _mutex.Release();
        if (error != Errno.None)
        {
            return error;
        }

        Notify(PollEvents.Writable);
        return slots * PageSize;
    }

    // Keeps the pages of the stream from first to last (excluded) and frees the others.
    private Errno Move(Frame[] pages, long first, long last)
    {
        Frame[] old = _pages;
        if (last - first > old.Length)
        {
            // The last page shares its slot with the first one: its bytes get a page of their own.
            if (!FrameAllocator.TryAllocate(out Frame split))
            {
                return Errno.ENOMEM;
            }

            int length = (int)_head & (PageSize - 1);
            Frame shared = old[(int)first & (old.Length - 1)];
            PageLease.Open(shared).Bytes[..length].CopyTo(PageLease.Open(split).Bytes);
            last--;
            pages[(int)last & (pages.Length - 1)] = split;
        }

        for (long page = first; page < last; page++)
        {
            int slot = (int)page & (old.Length - 1);
            pages[(int)page & (pages.Length - 1)] = old[slot];
            old[slot] = default;
        }

        foreach (Frame frame in old)
        {
            if (!frame.IsNone)
            {
                FrameAllocator.Release(frame);
            }
        }

        Volatile.Write(ref _pages, pages);
        return Errno.None;
    }

    private long CopyOut(ref UserBuffer destination)
    {
        long done = 0;
        while (!destination.IsEmpty && _tail < _head)
        {
            int slot = (int)(_tail >> PageShift) & (_pages.Length - 1);
            int offset = (int)_tail & (PageSize - 1);
            int chunk = (int)Math.Min(Math.Min(_head - _tail, destination.Remaining), PageSize - offset);
            int copied = destination.CopyOut(PageLease.Open(_pages[slot]).Bytes.Slice(offset, chunk));
            done += copied;
            Consume(slot, copied);
            if (copied < chunk)
            {
                break;
            }
        }

        return done;
    }

    private void Consume(int slot, int count)
    {
        long page = _tail >> PageShift;
        long tail = _tail + count;
        if (tail == _head && count != 0)
        {
            // Empty: start over at the beginning, in the page that is already there and warm. All other slots are empty.
            Frame warm = _pages[slot];
            _pages[slot] = default;
            _pages[0] = warm;
            Volatile.Write(ref _head, 0);
            tail = 0;
        }
        else if (tail >> PageShift != page && ((_head - 1) >> PageShift) - page < _pages.Length)
        {
            // The page is used up, and the head has not wrapped around into its beginning.
            FrameAllocator.Release(_pages[slot]);
            _pages[slot] = default;
        }

        Volatile.Write(ref _tail, tail);
    }

    private Errno CopyIn(ref UserBuffer source, out long done)
    {
        done = 0;
        long limit = _tail + ((long)_pages.Length * PageSize);
        while (!source.IsEmpty && _head < limit)
        {
            int slot = (int)(_head >> PageShift) & (_pages.Length - 1);
            int offset = (int)_head & (PageSize - 1);
            int chunk = (int)Math.Min(Math.Min(limit - _head, source.Remaining), PageSize - offset);
            if (_pages[slot].IsNone && !FrameAllocator.TryAllocate(out _pages[slot]))
            {
                return done != 0 ? Errno.None : Errno.ENOMEM;
            }

            int copied = source.CopyIn(PageLease.Open(_pages[slot]).Bytes.Slice(offset, chunk));
            done += copied;
            Volatile.Write(ref _head, _head + copied);
            if (copied < chunk)
            {
                return done != 0 ? Errno.None : Errno.EFAULT;
            }
        }

        return Errno.None;
    }

    private void FreePages()
    {
        for (int i = 0; i < _pages.Length; i++)
        {
            if (!_pages[i].IsNone)
            {
                FrameAllocator.Release(_pages[i]);
                _pages[i] = default;
            }
        }

        _head = 0;
        _tail = 0;
    }
}
