// Which process ids are taken: a bitmap with a cursor, so that an id is reused as late as possible.
using System.Numerics;

namespace Lume.Kernel.Processes;

/// <summary>Allocates ids from 1 up to a maximum. Not synchronised.</summary>
internal sealed class PidAllocator
{
    /// <summary>Ids below this are not reused after the first round, as in Linux (RESERVED_PIDS).</summary>
    public const int FirstReused = 300;

    /// <summary>2^<see cref="WordShift"/> ids share a word of the bitmap.</summary>
    public const int WordShift = 6;

    private readonly ulong[] _used;
    private int _last;

    /// <summary>Ids go from 1 to <paramref name="maximum"/> - 1, as with Linux's pid_max.</summary>
    public PidAllocator(int maximum)
    {
        Maximum = Limit = maximum;
        _used = new ulong[(maximum + 63) / 64];
        _used[0] = 1;
        for (int i = maximum; i < _used.Length * 64; i++)
        {
            _used[i >> 6] |= 1UL << (i & 63);
        }
    }

    /// <summary>One more than the highest id.</summary>
    public int Maximum { get; }

    /// <summary>One more than the highest id that is given from now on, at most <see cref="Maximum"/> (pid_max).</summary>
    public int Limit { get; set; }

    /// <summary>The id given last.</summary>
    public int Last => _last;

    /// <summary>How many ids are taken.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next free id after the last one given, from the start again at the end; 0 when none is free.</summary>
    public int Allocate()
    {
        int id = FindFree(_last + 1, Limit);
        if (id == 0)
        {
            id = FindFree(FirstReused < Limit ? FirstReused : 1, System.Math.Min(_last + 1, Limit));
        }

        if (id == 0)
        {
            return 0;
        }

        _used[id >> 6] |= 1UL << (id & 63);
        _last = id;
        Count++;
        return id;
    }

    /// <summary>Gives an id back.</summary>
    public void Free(int id)
    {
        _used[id >> 6] &= ~(1UL << (id & 63));
        Count--;
    }

    /// <summary>Undoes the last <see cref="Allocate"/>: the next one gives the same id.</summary>
    public void TakeBack(int id)
    {
        Free(id);
        _last = id - 1;
    }

    /// <summary>Whether none of the ids in the same word of the bitmap as <paramref name="id"/> is taken.</summary>
    public bool IsWordEmpty(int id) => _used[id >> WordShift] == 0;

    private int FindFree(int from, int end)
    {
        for (int at = from; at < end; at = (at | 63) + 1)
        {
            ulong free = ~_used[at >> 6] & (ulong.MaxValue << (at & 63));
            if (free != 0)
            {
                int id = (at & ~63) + BitOperations.TrailingZeroCount(free);
                return id < end ? id : 0;
            }
        }

        return 0;
    }
}
