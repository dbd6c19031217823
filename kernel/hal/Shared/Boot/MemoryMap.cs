// A sorted list of memory ranges of fixed capacity: what is RAM, minus what is taken.

namespace Lume.Hal;

/// <summary>Disjoint ranges in rising order. It allocates nothing: it exists before the heap.</summary>
public unsafe struct MemoryMap
{
    /// <summary>The most ranges it holds.</summary>
    public const int Capacity = 64;

    private fixed ulong _start[Capacity];
    private fixed ulong _end[Capacity];
    private int _count;

    /// <summary>Ranges in it.</summary>
    public readonly int Count => _count;

    /// <summary>Bytes in all ranges.</summary>
    public readonly ulong TotalLength
    {
        get
        {
            ulong total = 0;
            for (int i = 0; i < _count; i++)
            {
                total += _end[i] - _start[i];
            }

            return total;
        }
    }

    /// <summary>One range.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">No such range.</exception>
    public readonly MemoryRange this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_count)
            {
                throw new System.ArgumentOutOfRangeException(nameof(index));
            }

            return new MemoryRange(_start[index], _end[index] - _start[index]);
        }
    }

    /// <summary>Adds [start, end), merging what touches. False when the list is full: the range is then missing, never wrong.</summary>
    public bool Add(ulong start, ulong end)
    {
        if (start >= end)
        {
            return true;
        }

        int at = 0;
        while (at < _count && _end[at] < start)
        {
            at++;
        }

        int last = at;
        while (last < _count && _start[last] <= end)
        {
            start = _start[last] < start ? _start[last] : start;
            end = _end[last] > end ? _end[last] : end;
            last++;
        }

        if (last == at && _count == Capacity)
        {
            return false;
        }

        Splice(at, last - at, 1);
        _start[at] = start;
        _end[at] = end;
        return true;
    }

    /// <summary>Takes [start, end) out. When a split finds the list full, the upper part goes too: memory is lost, never used twice.</summary>
    public void Remove(ulong start, ulong end)
    {
        if (start >= end)
        {
            return;
        }

        for (int i = 0; i < _count;)
        {
            if (_end[i] <= start || _start[i] >= end)
            {
                i++;
                continue;
            }

            ulong low = _start[i];
            ulong high = _end[i];
            bool below = low < start;
            bool above = high > end;
            if (below && above && _count < Capacity)
            {
                Splice(i, 1, 2);
                _start[i] = low;
                _end[i] = start;
                _start[i + 1] = end;
                _end[i + 1] = high;
                return;
            }

            if (below)
            {
                _end[i++] = start;
            }
            else if (above)
            {
                _start[i++] = end;
            }
            else
            {
                Splice(i, 1, 0);
            }
        }
    }

    /// <summary>Shrinks every range to whole pages; ranges that hold none vanish.</summary>
    public void AlignToPages()
    {
        for (int i = 0; i < _count;)
        {
            ulong start = MemoryLayout.PageUp(_start[i]);
            ulong end = MemoryLayout.PageDown(_end[i]);
            if (start >= end || start < _start[i])
            {
                Splice(i, 1, 0);
                continue;
            }

            _start[i] = start;
            _end[i] = end;
            i++;
        }
    }

    /// <summary>Takes an aligned block out of the highest range that has room. False when none has.</summary>
    public bool TryTake(ulong length, ulong alignment, out ulong start)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            ulong candidate = (_end[i] - length) & ~(alignment - 1);
            if (length <= _end[i] - _start[i] && candidate >= _start[i])
            {
                Remove(candidate, candidate + length);
                start = candidate;
                return true;
            }
        }

        start = 0;
        return false;
    }

    /// <summary>True when the address lies in a range.</summary>
    public readonly bool Contains(ulong address)
    {
        for (int i = 0; i < _count; i++)
        {
            if (address >= _start[i] && address < _end[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a range shares a byte with [start, end).</summary>
    public readonly bool Overlaps(ulong start, ulong end)
    {
        for (int i = 0; i < _count; i++)
        {
            if (start < _end[i] && end > _start[i])
            {
                return true;
            }
        }

        return false;
    }

    private void Splice(int at, int remove, int insert)
    {
        int shift = insert - remove;
        if (shift > 0)
        {
            for (int i = _count - 1; i >= at + remove; i--)
            {
                _start[i + shift] = _start[i];
                _end[i + shift] = _end[i];
            }
        }
        else if (shift < 0)
        {
            for (int i = at + remove; i < _count; i++)
            {
                _start[i + shift] = _start[i];
                _end[i + shift] = _end[i];
            }
        }

        _count += shift;
    }
}
