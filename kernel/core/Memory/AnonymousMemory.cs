// Shared anonymous memory: MAP_SHARED|MAP_ANONYMOUS, and what System V segments stand on.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Memory;

/// <summary>Zero-filled pages that several address spaces see. They are freed when the last area and the last owner are gone.</summary>
public class AnonymousMemory : MemoryObject
{
    private const int ChunkShift = 9;
    private const int ChunkPages = 1 << ChunkShift;

    private readonly Mutex _lock = new();
    private readonly Frame[]?[] _chunks;
    private int _users;

    /// <summary>Memory of <paramref name="length"/> bytes, without pages yet.</summary>
    public AnonymousMemory(ulong length)
    {
        Length = length;
        _chunks = new Frame[]?[(int)((PageMath.Count(length) + ChunkPages - 1) >> ChunkShift)];
    }

    /// <inheritdoc/>
    public override ulong Length { get; }

    /// <summary>Pages that exist.</summary>
    public ulong ResidentPages { get; private set; }

    /// <summary>Keeps the pages although nothing maps them (a System V segment between shmget and IPC_RMID).</summary>
    public void AddOwner() => System.Threading.Interlocked.Increment(ref _users);

    /// <summary>Ends <see cref="AddOwner"/>.</summary>
    public void RemoveOwner()
    {
        if (System.Threading.Interlocked.Decrement(ref _users) == 0)
        {
            FreePages();
        }
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
        Errno error = GetPageLocked(index, out frame);
        _lock.Release();
        return error;
    }

    /// <inheritdoc/>
    public override Errno Punch(ulong firstPage, ulong pageCount)
    {
        ulong end = Math.Min(firstPage + pageCount, PageMath.Count(Length));
        _lock.Acquire();
        for (ulong index = firstPage; index < end; index++)
        {
            Frame[]? chunk = _chunks[(int)(index >> ChunkShift)];
            if (chunk is not null)
            {
                FreeSlot(ref chunk[(int)(index & (ChunkPages - 1))]);
            }
        }

        _lock.Release();
        UnmapPages(firstPage, pageCount, privateToo: false);
        return Errno.None;
    }

    /// <inheritdoc/>
    protected override void MappingAdded(bool writable) => AddOwner();

    /// <inheritdoc/>
    protected override void MappingRemoved(bool writable) => RemoveOwner();

    /// <summary>A page is about to be added. False: there are too many, the access ends in SIGBUS.</summary>
    protected virtual bool TryChargePage() => true;

    /// <summary>A page was freed that <see cref="TryChargePage"/> allowed.</summary>
    protected virtual void ReleasePage()
    {
    }

    private void FreePages()
    {
        foreach (Frame[]? chunk in _chunks)
        {
            for (int i = 0; chunk is not null && i < ChunkPages; i++)
            {
                FreeSlot(ref chunk[i]);
            }
        }
    }

    private Errno GetPageLocked(ulong index, out Frame frame)
    {
        ref Frame[]? chunk = ref _chunks[(int)(index >> ChunkShift)];
        chunk ??= new Frame[ChunkPages];
        ref Frame slot = ref chunk[(int)(index & (ChunkPages - 1))];
        frame = slot;
        if (slot.IsNone)
        {
            if (!TryChargePage())
            {
                return Errno.ENOSPC;
            }

            if (!FrameAllocator.TryAllocate(FrameOptions.Zeroed, out frame))
            {
                ReleasePage();
                return Errno.ENOMEM;
            }

            slot = frame;
            ResidentPages++;
        }

        FrameAllocator.AddReference(frame);
        return Errno.None;
    }

    private void FreeSlot(ref Frame slot)
    {
        if (!slot.IsNone)
        {
            FrameAllocator.Release(slot);
            slot = default;
            ResidentPages--;
            ReleasePage();
        }
    }
}
