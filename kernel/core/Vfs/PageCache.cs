// The pages of a regular file, shared by read, write and mmap.
// Invariant: bytes of present pages beyond the length are zero unless a mapping wrote them; a page in the tree carries one reference.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Vfs;

/// <summary>
/// A file's content in page frames; holes read as zero. Reading and mapping take only a spinlock for the lookup of each page, never
/// the inode's lock; writing and resizing are called with the inode locked. Copies from and to user memory happen without the spinlock.
/// </summary>
public abstract partial class PageCache : MemoryObject
{
    private const int PageSize = MemoryLayout.PageSize;
    private const int PageShift = MemoryLayout.PageShift;

    private SpinLock<PageCacheLock> _lock;
    private PageTree _tree;
    private long _length;

    /// <summary>Largest length: what a signed 64-bit offset can address in whole pages.</summary>
    public const long MaxLength = long.MaxValue & ~(PageSize - 1L);

    /// <inheritdoc/>
    public override ulong Length => (ulong)Volatile.Read(ref _length);

    /// <summary>Pages that are present.</summary>
    public long PageCount => _tree.Count;

    /// <summary>Asks for room for this many more pages; false is ENOSPC. May be called under no lock but the inode's.</summary>
    protected virtual bool TryReserve(long pages) => true;

    /// <summary>Gives back room that pages no longer need.</summary>
    protected virtual void Unreserve(long pages)
    {
    }

    /// <summary>Reads from <paramref name="position"/> on, up to the length. EFAULT when nothing could be copied.</summary>
    public Result<long> Read(ref UserBuffer destination, long position)
    {
        long done = 0;
        while (!destination.IsEmpty)
        {
            long left = Volatile.Read(ref _length) - position;
            if (left <= 0)
            {
                break;
            }

            int offset = (int)(position & (PageSize - 1));
            int chunk = (int)Math.Min(Math.Min(left, destination.Remaining), PageSize - offset);
            int copied;
            Frame frame = Find((ulong)position >> PageShift);
            if (frame.IsNone)
            {
                copied = (int)destination.CopyOutZeroes(chunk);
            }
            else
            {
                copied = destination.CopyOut(PageLease.Open(frame).Bytes.Slice(offset, chunk));
                FrameAllocator.Release(frame);
            }

            done += copied;
            position += copied;
            if (copied < chunk)
            {
                return done != 0 ? done : Errno.EFAULT;
            }
        }

        return done;
    }

    /// <summary>Writes at <paramref name="position"/> and grows the length; the inode is locked. EFBIG, ENOSPC, EFAULT.</summary>
    public Result<long> Write(ref UserBuffer source, long position)
    {
        if (position > MaxLength - source.Remaining)
        {
            return Errno.EFBIG;
        }

        long done = 0;
        Errno error = Errno.None;
        while (!source.IsEmpty && error == Errno.None)
        {
            ulong index = (ulong)position >> PageShift;
            int offset = (int)(position & (PageSize - 1));
            int chunk = (int)Math.Min(source.Remaining, PageSize - offset);
            int copied;
            Frame frame = Find(index);
            if (frame.IsNone)
            {
                error = WriteNewPage(index, offset, chunk, ref source, out copied);
            }
            else
            {
                copied = source.CopyIn(PageLease.Open(frame).Bytes.Slice(offset, chunk));
                FrameAllocator.Release(frame);
            }

            done += copied;
            position += copied;
            if (position > _length)
            {
                Volatile.Write(ref _length, position);
            }

            if (error == Errno.None && copied < chunk)
            {
                error = Errno.EFAULT;
            }
        }

        return done != 0 || error == Errno.None ? done : error;
    }

    /// <inheritdoc/>
    public override Errno GetPage(ulong index, PageIntent intent, out Frame frame)
    {
        // Pages beyond the end may be there (FALLOC_FL_KEEP_SIZE), but not for mappings.
        frame = default;
        if (!Covers(index))
        {
            return Errno.ENXIO;
        }

        frame = Find(index);
        if (!frame.IsNone)
        {
            return Errno.None;
        }

        // A hole is filled for readers too: one frame that all mappings share, so that a later write shows everywhere.
        if (!TryReserve(1))
        {
            return Errno.ENOSPC;
        }

        if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out Frame fresh))
        {
            Unreserve(1);
            return Errno.ENOMEM;
        }

        frame = Publish(index, fresh, out bool isOurs, withinLength: true);
        if (!isOurs)
        {
            Unreserve(1);
            FrameAllocator.Release(fresh);
        }

        return frame.IsNone ? Errno.ENXIO : Errno.None;
    }

    /// <inheritdoc/>
    public override bool TryGetResident(ulong index, out Frame frame)
    {
        frame = Find(index);
        return !frame.IsNone;
    }

    /// <summary>Adds a page that was filled elsewhere and takes over its reference: how an image is unpacked without copying. The inode is locked; the page must be absent. ENOSPC.</summary>
    public Errno Append(Frame frame, int length)
    {
        if ((_length & (PageSize - 1)) != 0)
        {
            return Errno.EINVAL;
        }

        if (!TryReserve(1))
        {
            return Errno.ENOSPC;
        }

        Frame inTree = Publish((ulong)_length >> PageShift, frame, out bool isOurs);
        FrameAllocator.Release(inTree);
        if (!isOurs)
        {
            Unreserve(1);
            return Errno.EEXIST;
        }

        Volatile.Write(ref _length, _length + length);
        return Errno.None;
    }

    private Errno WriteNewPage(ulong index, int offset, int chunk, ref UserBuffer source, out int copied)
    {
        copied = 0;
        if (!TryReserve(1))
        {
            return Errno.ENOSPC;
        }

        if (!FrameAllocator.TryAllocate(out Frame fresh))
        {
            Unreserve(1);
            return Errno.ENOSPC;
        }

        // The page is ours alone until it is published; the bytes are used once more after that, on a page that we then still own.
        Span<byte> bytes = PageLease.Open(fresh).Bytes;
        bytes[..offset].Clear();
        copied = source.CopyIn(bytes.Slice(offset, chunk));
        bytes[(offset + copied)..].Clear();
        Frame inTree = default;
        bool isOurs = false;
        if (copied != 0)
        {
            inTree = Publish(index, fresh, out isOurs);
        }

        if (!isOurs)
        {
            // A mapping faulted the page in while we copied: the bytes go into that one.
            if (copied != 0)
            {
                bytes.Slice(offset, copied).CopyTo(PageLease.Open(inTree).Bytes[offset..]);
            }

            Unreserve(1);
            FrameAllocator.Release(fresh);
        }

        if (!inTree.IsNone)
        {
            FrameAllocator.Release(inTree);
        }

        return Errno.None;
    }

    // The frame of a page with one reference for the caller, or none.
    private Frame Find(ulong index)
    {
        bool interrupts = _lock.EnterManually();
        Frame frame = _tree.Get(index);
        if (!frame.IsNone)
        {
            FrameAllocator.AddReference(frame);
        }

        _lock.Exit(interrupts);
        return frame;
    }

    // Whether a page holds a byte of the file.
    private bool Covers(ulong index) => index < (Length + PageSize - 1) >> PageShift;

    // Puts a frame into the tree, which takes over its reference, unless another came first. Returns the one in the tree with a
    // reference for the caller. A fault holds no inode lock: the file may have become shorter since it looked. Truncation sets the length
    // before it empties the tree under the lock, so that either this sees the new length or truncation finds the page; then none is returned.
    private Frame Publish(ulong index, Frame fresh, out bool isOurs, bool withinLength = false)
    {
        PageTreeSpares spares = default;
        while (true)
        {
            bool interrupts = _lock.EnterManually();
            if (withinLength && !Covers(index))
            {
                _lock.Exit(interrupts);
                isOurs = false;
                return default;
            }

            Frame present = _tree.Get(index);
            isOurs = present.IsNone;
            bool isDone = !isOurs || _tree.TryInsert(index, fresh, ref spares);
            if (isDone)
            {
                present = isOurs ? fresh : present;
                FrameAllocator.AddReference(present);
            }

            _lock.Exit(interrupts);
            if (isDone)
            {
                return present;
            }

            spares.Refill();
        }
    }
}
