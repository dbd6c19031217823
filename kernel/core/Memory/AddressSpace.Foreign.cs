// Reaching into an address space that need not be the current one.
using System;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    /// <summary>
    /// Copies from this address space (ptrace, process_vm_readv, /proc/pid/mem, cmdline). Returns the bytes copied before the
    /// first page that cannot be read. May sleep.
    /// </summary>
    public int ReadForeign(ulong address, Span<byte> destination)
    {
        int done = 0;
        while (done < destination.Length && TryPin(address + (ulong)done, FaultAccess.Read, out Frame frame))
        {
            int offset = (int)((address + (ulong)done) & PageMath.Mask);
            int count = Math.Min(destination.Length - done, (int)PageMath.Size - offset);
            PageLease.Open(frame).Bytes.Slice(offset, count).CopyTo(destination[done..]);
            FrameAllocator.Release(frame);
            done += count;
        }

        return done;
    }

    /// <summary>Copies to this address space. Returns the bytes copied before the first page that cannot be written. May sleep.</summary>
    public int WriteForeign(ulong address, ReadOnlySpan<byte> source)
    {
        int done = 0;
        while (done < source.Length && TryPin(address + (ulong)done, FaultAccess.Write, out Frame frame))
        {
            int offset = (int)((address + (ulong)done) & PageMath.Mask);
            int count = Math.Min(source.Length - done, (int)PageMath.Size - offset);
            source.Slice(done, count).CopyTo(PageLease.Open(frame).Bytes[offset..]);
            FrameAllocator.Release(frame);
            done += count;
        }

        return done;
    }

    /// <summary>Zeroes bytes within one page. False when it cannot be written.</summary>
    internal bool ClearForeign(ulong address, int length)
    {
        if (!TryPin(address, FaultAccess.Write, out Frame frame))
        {
            return false;
        }

        PageLease.Open(frame).Bytes.Slice((int)(address & PageMath.Mask), length).Clear();
        FrameAllocator.Release(frame);
        return true;
    }

    /// <summary>How many bytes from an address on are in front of the first <see cref="AreaFlags.Secret"/> page, at most <paramref name="length"/>.</summary>
    public ulong CountPlain(ulong address, ulong length)
    {
        ulong end = address + length;
        _lock.Acquire();
        for (bool more = _areas.TryFindEndingAfter(address, out AreaPosition position); more; more = _areas.MoveNext(ref position))
        {
            ref MemoryArea area = ref _areas[position];
            if (area.Start >= end || area.Has(AreaFlags.Secret))
            {
                end = Math.Min(end, Math.Max(area.Start, address));
                break;
            }
        }

        _lock.Release();
        return end - address;
    }

    private bool IsSecret(ulong address) => CountPlain(address, 1) == 0;

    /// <summary>Brings a page in and takes a reference to its frame, for the kernel to reach it. False also where it must not: <see cref="AreaFlags.Secret"/>.</summary>
    internal bool TryPin(ulong address, FaultAccess access, out Frame frame)
    {
        frame = default;
        if (address >= UserLayout.End)
        {
            return false;
        }

        ulong page = PageMath.RoundDown(address);
        _lock.Acquire();
        bool isPinned = false;
        bool isSecret = _areas.TryFind(page, out AreaPosition position) && _areas[position].Has(AreaFlags.Secret);
        if (!isSecret && ResolveLocked(page, access) == FaultOutcome.Resolved)
        {
            PageTableEntry entry = _pages.Query(new VirtualAddress(page));
            frame = entry.Frame;
            isPinned = entry.IsValid && FrameAllocator.Manages(frame);
            if (isPinned)
            {
                FrameAllocator.AddReference(frame);
            }
        }

        _lock.Release();
        return isPinned;
    }
}
