// Pages that the kernel itself cannot read: what memfd_secret gives. Source: memfd_secret(2), Linux mm/secretmem.c.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>
/// Zero-filled pages that are out of the kernel's direct map from before a program sees them until they are cleared. They stay until
/// <see cref="FreePages"/>: the length, given once, never takes one away.
/// </summary>
/// <remarks>Areas that map it carry <see cref="AreaFlags.Secret"/>, so that no other way than the program's own accesses leads to a page.</remarks>
public sealed class SecretMemory : MemoryObject
{
    private const int Batch = 64;

    // Of all secrets together: as with other memory that outlives its mappings, at most half of what there is.
    private static long s_pages;

    private readonly Mutex _lock = new();
    private PageTree _pages;
    private ulong _length;

    /// <inheritdoc/>
    public override ulong Length => Volatile.Read(ref _length);

    /// <summary>Pages that exist.</summary>
    public long PageCount => _pages.Count;

    /// <summary>Sets the length in bytes. EINVAL once it is not 0. The caller serialises.</summary>
    public Errno SetLength(ulong length)
    {
        if (_length != 0)
        {
            return Errno.EINVAL;
        }

        Volatile.Write(ref _length, length);
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno GetPage(ulong index, PageIntent intent, out Frame frame)
    {
        frame = default;
        if (index >= PageMath.Count(Length))
        {
            return Errno.ENXIO;
        }

        _lock.Acquire();
        frame = _pages.Get(index);
        Errno error = frame.IsNone ? AddPage(index, out frame) : Errno.None;
        if (error == Errno.None)
        {
            FrameAllocator.AddReference(frame);
        }

        _lock.Release();
        return error;
    }

    /// <inheritdoc/>
    public override bool TryGetResident(ulong index, out Frame frame)
    {
        _lock.Acquire();
        frame = _pages.Get(index);
        bool isThere = !frame.IsNone;
        if (isThere)
        {
            FrameAllocator.AddReference(frame);
        }

        _lock.Release();
        return isThere;
    }

    /// <summary>msync has nobody to ask: EINVAL, as fsync.</summary>
    public override Errno Synchronize(ulong start, ulong length) => Errno.EINVAL;

    /// <summary>Clears and frees all pages. Nothing maps them any more, nor will.</summary>
    public void FreePages()
    {
        Span<Frame> frames = stackalloc Frame[Batch];
        ulong next = 0;
        int count;
        do
        {
            for (count = 0; count < Batch && _pages.FindNext(next, out ulong index); count++)
            {
                frames[count] = _pages.Remove(index);
                next = index + 1;
            }

            GiveBack(frames[..count]);
        }
        while (count == Batch);
    }

    private static void GiveBack(ReadOnlySpan<Frame> frames)
    {
        if (frames.IsEmpty)
        {
            return;
        }

        DirectMap.Show(frames);
        foreach (Frame frame in frames)
        {
            PhysicalMemory.Clear(frame, 1);
            FrameAllocator.Release(frame);
        }

        Interlocked.Add(ref s_pages, -frames.Length);
    }

    // Whatever needs memory comes before the frame is hidden; after it nothing fails.
    private Errno AddPage(ulong index, out Frame frame)
    {
        frame = default;
        bool fits = Interlocked.Increment(ref s_pages) <= FrameAllocator.Statistics.Total / 2;
        if (fits && FrameAllocator.TryAllocate(FrameOptions.Zeroed, out frame))
        {
            if (TryInsert(index, frame))
            {
                if (DirectMap.TryHide(frame))
                {
                    return Errno.None;
                }

                _pages.Remove(index);
            }

            FrameAllocator.Release(frame);
        }

        Interlocked.Decrement(ref s_pages);
        return fits ? Errno.ENOMEM : Errno.ENOSPC;
    }

    private bool TryInsert(ulong index, Frame frame)
    {
        try
        {
            PageTreeSpares spares = default;
            while (!_pages.TryInsert(index, frame, ref spares))
            {
                spares.Refill();
            }

            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
