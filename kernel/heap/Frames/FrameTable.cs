// From frame numbers to their records and to the addresses where the kernel sees them.

using Lume.Hal;

namespace Lume.Heap;

/// <summary>One contiguous range of RAM with its records.</summary>
internal unsafe struct FrameZone
{
    public uint First;
    public uint Count;
    public FrameInfo* Info;
}

/// <summary>All zones. Machines have one, two or three, and nearly every frame is in the first: it is tested inline.</summary>
internal unsafe struct FrameTable
{
    private FrameZone _main;
    private FrameZone* _others;
    private int _otherCount;
    private nint _offset;

    /// <summary>A table over <paramref name="zones"/>, where physical address p is mapped at p + <paramref name="offset"/>.</summary>
    public FrameTable(FrameZone* zones, int count, nint offset)
    {
        // The biggest zone goes first: most look-ups end there.
        int biggest = 0;
        for (int i = 1; i < count; i++)
        {
            if (zones[i].Count > zones[biggest].Count)
            {
                biggest = i;
            }
        }

        (zones[0], zones[biggest]) = (zones[biggest], zones[0]);
        _main = zones[0];
        _others = zones + 1;
        _otherCount = count - 1;
        _offset = offset;
    }

    /// <summary>The record of a frame, or null when the number is not RAM.</summary>
    public readonly FrameInfo* Find(ulong number)
    {
        ulong index = number - _main.First;
        return index < _main.Count ? _main.Info + index : FindElsewhere(number);
    }

    /// <summary>Where the kernel sees a frame.</summary>
    public readonly byte* AddressOf(uint number) => (byte*)((nint)((ulong)number << MemoryLayout.PageShift) + _offset);

    /// <summary>The record of the frame behind any number that looks like an address, or null.</summary>
    public readonly FrameInfo* FindByAddress(nint address) => Find((ulong)(address - _offset) >> MemoryLayout.PageShift);

    private readonly FrameInfo* FindElsewhere(ulong number)
    {
        for (int i = 0; i < _otherCount; i++)
        {
            ulong index = number - _others[i].First;
            if (index < _others[i].Count)
            {
                return _others[i].Info + index;
            }
        }

        return null;
    }
}
