// Length, holes and preallocation of a file's pages.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Vfs;

public abstract partial class PageCache
{
    /// <summary>Changes the length; the inode is locked. Pages beyond are taken from mappings and freed, the rest of the last page is cleared. EFBIG.</summary>
    public Errno SetLength(long length)
    {
        if (length is < 0 or > MaxLength)
        {
            return Errno.EFBIG;
        }

        long old = _length;
        Volatile.Write(ref _length, length);
        if (length >= old)
        {
            return Errno.None;
        }

        ulong firstGone = ((ulong)length + PageSize - 1) >> PageShift;
        Drop(firstGone, PageTree.MaxIndex);
        UnmapPages(firstGone, ulong.MaxValue, privateToo: true);
        ClearWithinPage(length, PageSize);
        return Errno.None;
    }

    /// <summary>Frees every page; the file is deleted and nobody maps it.</summary>
    public void Clear()
    {
        Volatile.Write(ref _length, 0);
        Drop(0, PageTree.MaxIndex);
    }

    /// <summary>Makes a hole (fallocate PUNCH_HOLE); the inode is locked.</summary>
    public void PunchHole(long offset, long length)
    {
        long end = offset + length;
        ulong first = ((ulong)offset + PageSize - 1) >> PageShift;
        ulong afterLast = (ulong)end >> PageShift;
        if (first < afterLast)
        {
            Drop(first, afterLast - 1);
            UnmapPages(first, afterLast - first, privateToo: false);
        }

        ClearWithinPage(offset, (int)Math.Min(PageSize, (offset & (PageSize - 1)) + length));
        if (afterLast >= first && (end & (PageSize - 1)) != 0)
        {
            ClearWithinPage(end & ~(PageSize - 1L), (int)(end & (PageSize - 1)));
        }
    }

    /// <summary>Allocates pages for a range (fallocate); the inode is locked. ENOSPC leaves what was allocated.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="grow">Whether the length grows to the range's end.</param>
    public Errno Allocate(long offset, long length, bool grow)
    {
        if (length > MaxLength - offset)
        {
            return Errno.EFBIG;
        }

        ulong end = ((ulong)(offset + length) + PageSize - 1) >> PageShift;
        for (ulong index = (ulong)offset >> PageShift; index < end; index++)
        {
            Errno error = AllocatePage(index);
            if (error != Errno.None)
            {
                return error;
            }
        }

        if (grow && offset + length > _length)
        {
            Volatile.Write(ref _length, offset + length);
        }

        return Errno.None;
    }

    /// <summary>SEEK_DATA: the first byte at or after <paramref name="offset"/> that is not in a hole. ENXIO.</summary>
    public Result<long> FindData(long offset)
    {
        if (offset < 0 || offset >= _length)
        {
            return Errno.ENXIO;
        }

        bool interrupts = _lock.EnterManually();
        bool isFound = _tree.FindNext((ulong)offset >> PageShift, out ulong index);
        _lock.Exit(interrupts);
        long start = Math.Max(offset, (long)(index << PageShift));
        return isFound && start < _length ? start : Errno.ENXIO;
    }

    /// <summary>SEEK_HOLE: the first byte at or after <paramref name="offset"/> that is in a hole; the end counts as one. ENXIO.</summary>
    public Result<long> FindHole(long offset)
    {
        if (offset < 0 || offset >= _length)
        {
            return Errno.ENXIO;
        }

        ulong index = (ulong)offset >> PageShift;
        ulong end = (Length + PageSize - 1) >> PageShift;
        while (index < end)
        {
            bool interrupts = _lock.EnterManually();
            bool isPresent = !_tree.Get(index).IsNone;
            _lock.Exit(interrupts);
            if (!isPresent)
            {
                return Math.Max(offset, (long)(index << PageShift));
            }

            index++;
        }

        return _length;
    }

    private Errno AllocatePage(ulong index)
    {
        Frame present = Find(index);
        if (!present.IsNone)
        {
            FrameAllocator.Release(present);
            return Errno.None;
        }

        if (!TryReserve(1))
        {
            return Errno.ENOSPC;
        }

        if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out Frame fresh))
        {
            Unreserve(1);
            return Errno.ENOSPC;
        }

        Frame inTree = Publish(index, fresh, out bool isOurs);
        FrameAllocator.Release(inTree);
        if (!isOurs)
        {
            Unreserve(1);
            FrameAllocator.Release(fresh);
        }

        return Errno.None;
    }

    // Frees the pages from first to last, both included, a few at a time so that the spinlock is never held long.
    private void Drop(ulong first, ulong last)
    {
        const int batch = 32;
        Span<uint> dropped = stackalloc uint[batch];
        int count;
        do
        {
            count = 0;
            bool interrupts = _lock.EnterManually();
            while (count < batch && _tree.FindNext(first, out ulong index) && index <= last)
            {
                dropped[count++] = (uint)_tree.Remove(index).Number;
                first = index + 1;
            }

            _lock.Exit(interrupts);
            for (int i = 0; i < count; i++)
            {
                FrameAllocator.Release(new Frame(dropped[i]));
            }

            Unreserve(count);
        }
        while (count == batch);
    }

    // Clears the page that holds offset, from there up to end within the page.
    private void ClearWithinPage(long offset, int end)
    {
        int start = (int)(offset & (PageSize - 1));
        if (start == 0 && end == PageSize)
        {
            return;
        }

        Frame frame = Find((ulong)offset >> PageShift);
        if (!frame.IsNone)
        {
            PageLease.Open(frame).Bytes[start..end].Clear();
            FrameAllocator.Release(frame);
        }
    }
}
