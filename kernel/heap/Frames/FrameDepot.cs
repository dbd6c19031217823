// What lies behind the harts' magazines: batches of single frames, over the buddy allocator. The caller holds the lock.
//
// Invariant: the frames of a batch are FrameState.Magazine and hang together by Next; the first one's Previous is the first of the next batch.

namespace Lume.Heap;

/// <summary>
/// Free frames of all harts. A magazine that is full or empty changes a whole batch for two words: the buddy allocator, which looks for
/// the neighbours of each frame, sees only what batches cannot serve.
/// </summary>
internal unsafe struct FrameDepot
{
    private readonly int _batchLength;
    private readonly int _mostBatches;
    private FrameTable _table;
    private BuddyAllocator _blocks;
    private uint _first;
    private int _batches;

    /// <summary>A depot without a free frame.</summary>
    /// <param name="table">The records.</param>
    /// <param name="blocks">The buddy allocator, which is empty.</param>
    /// <param name="batchLength">Frames of a batch.</param>
    /// <param name="mostFrames">How many frames may be in batches, about: <see cref="Merge"/> takes its time with interrupts masked.</param>
    public FrameDepot(FrameTable table, BuddyAllocator blocks, int batchLength, long mostFrames)
    {
        _table = table;
        _blocks = blocks;
        _batchLength = batchLength;
        _mostBatches = (int)(mostFrames / batchLength);
    }

    /// <summary>Free frames, those in batches included.</summary>
    public readonly long FreeFrames => _blocks.FreeFrames + ((long)_batches * _batchLength);

    /// <summary>Free blocks of an order; batches are none.</summary>
    public readonly long FreeBlocks(int order) => _blocks.FreeBlocks(order);

    /// <summary>Takes a block of 2^order frames; 0 when there is none. Batches are made blocks of as far as it needs them.</summary>
    public uint Take(int order)
    {
        uint block = _blocks.Take(order);
        while (block == 0 && _batches != 0)
        {
            Scatter(TakeBatch());
            block = _blocks.Take(order);
        }

        return block;
    }

    /// <summary>Gives a block of 2^order frames back.</summary>
    public void Give(uint block, int order) => _blocks.Give(block, order);

    /// <summary>Gives <paramref name="count"/> frames back that need not be one block.</summary>
    public void GiveRun(uint first, uint count) => _blocks.GiveRun(first, count);

    /// <summary>Takes a batch: its first frame, from which the others hang by <see cref="FrameInfo.Next"/>; 0 when there is none.</summary>
    public uint TakeBatch()
    {
        uint first = _first;
        if (first != 0)
        {
            _first = _table.Find(first)->Previous;
            _batches--;
        }

        return first;
    }

    /// <summary>Gives a whole batch back, as <see cref="TakeBatch"/> describes it.</summary>
    public void GiveBatch(uint first)
    {
        if (_batches == _mostBatches)
        {
            Scatter(first);
            return;
        }

        _table.Find(first)->Previous = _first;
        _first = first;
        _batches++;
    }

    /// <summary>Makes blocks of all batches.</summary>
    public void Merge()
    {
        while (_batches != 0)
        {
            Scatter(TakeBatch());
        }
    }

    private void Scatter(uint number)
    {
        while (number != 0)
        {
            uint next = _table.Find(number)->Next;
            _blocks.Give(number, 0);
            number = next;
        }
    }
}
