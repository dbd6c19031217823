// The buddy allocator: free blocks of 2^order frames, one list per order. The caller holds the lock.
//
// Invariant: a free block of order k starts at a multiple of 2^k, its head is FrameState.Free with Order k and hangs in
// list k; every other frame of it is FrameState.Reserved. Two free buddies never coexist: they are merged at once.

using System.Numerics;

namespace Lume.Heap;

internal unsafe struct BuddyAllocator
{
    /// <summary>The biggest order: blocks of 1 GiB.</summary>
    public const int MaxOrder = 18;

    /// <summary>Words that the list heads need.</summary>
    public const int HeadCount = MaxOrder + 1;

    private FrameTable _table;
    private uint* _heads;
    private long* _blocks;
    private uint _nonEmpty;
    private long _free;

    /// <summary>An empty allocator; <paramref name="heads"/> and <paramref name="blocks"/> are zeroed arrays of <see cref="HeadCount"/>.</summary>
    public BuddyAllocator(FrameTable table, uint* heads, long* blocks)
    {
        _table = table;
        _heads = heads;
        _blocks = blocks;
    }

    /// <summary>Free frames.</summary>
    public readonly long FreeFrames => _free;

    /// <summary>Free blocks of an order.</summary>
    public readonly long FreeBlocks(int order) => _blocks[order];

    /// <summary>Takes a block of 2^order frames; 0 when there is none. Its head is left as <see cref="FrameState.Reserved"/>.</summary>
    public uint Take(int order)
    {
        uint candidates = order > MaxOrder ? 0 : _nonEmpty >> order << order;
        if (candidates == 0)
        {
            return 0;
        }

        int found = BitOperations.TrailingZeroCount(candidates);
        uint block = _heads[found];
        Unlink(block, _table.Find(block), found);

        // The lower half stays ours: allocations pack towards low addresses, which keeps big blocks whole above.
        while (found > order)
        {
            found--;
            uint upper = block + (1u << found);
            Link(upper, _table.Find(upper), found);
        }

        _free -= 1L << order;
        return block;
    }

    /// <summary>Gives a block of 2^order frames back and merges it with its free buddies.</summary>
    public void Give(uint block, int order)
    {
        _free += 1L << order;
        _table.Find(block)->State = FrameState.Reserved;
        while (order < MaxOrder)
        {
            uint buddy = block ^ (1u << order);
            FrameInfo* info = _table.Find(buddy);
            if (info == null || info->State != FrameState.Free || info->Order != order)
            {
                break;
            }

            Unlink(buddy, info, order);
            block &= ~(1u << order);
            order++;
        }

        Link(block, _table.Find(block), order);
    }

    /// <summary>Gives <paramref name="count"/> frames back that need not be one block.</summary>
    public void GiveRun(uint first, uint count)
    {
        while (count != 0)
        {
            int order = BitOperations.Log2(count);
            if (first != 0)
            {
                int aligned = BitOperations.TrailingZeroCount(first);
                order = aligned < order ? aligned : order;
            }

            order = order > MaxOrder ? MaxOrder : order;
            Give(first, order);
            first += 1u << order;
            count -= 1u << order;
        }
    }

    private void Link(uint block, FrameInfo* info, int order)
    {
        uint next = _heads[order];
        info->State = FrameState.Free;
        info->Order = (byte)order;
        info->Next = next;
        info->Previous = 0;
        if (next != 0)
        {
            _table.Find(next)->Previous = block;
        }

        _heads[order] = block;
        _blocks[order]++;
        _nonEmpty |= 1u << order;
    }

    private void Unlink(uint block, FrameInfo* info, int order)
    {
        if (info->Previous != 0)
        {
            _table.Find(info->Previous)->Next = info->Next;
        }
        else
        {
            _heads[order] = info->Next;
        }

        if (info->Next != 0)
        {
            _table.Find(info->Next)->Previous = info->Previous;
        }

        info->State = FrameState.Reserved;
        if (--_blocks[order] == 0)
        {
            _nonEmpty &= ~(1u << order);
        }
    }
}
