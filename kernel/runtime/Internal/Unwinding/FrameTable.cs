// Finds the unwind entry of the function that an address lies in.

using System.Runtime.CompilerServices;

namespace Internal.Runtime.Unwinding;

/// <summary>The .eh_frame section of the image and, when the linker made one, its sorted index (LSB 5.0, 10.6.2).</summary>
internal unsafe struct FrameTable
{
    private const byte IndexVersion = 1;
    private const byte SortedTableEncoding = PointerEncoding.RelativeToData | PointerEncoding.SData4;
    private const int IndexEntrySize = 8;

    private readonly byte* _frames;
    private readonly byte* _framesEnd;
    private readonly byte* _index;
    private readonly byte* _table;
    private readonly ulong _count;

    /// <summary>Looks at the two sections; a missing or strange index leaves the slow way.</summary>
    internal FrameTable(byte* frames, byte* framesEnd, byte* index, byte* indexEnd)
    {
        _frames = frames;
        _framesEnd = framesEnd;
        DwarfReader reader = new(index, indexEnd);
        byte version = reader.ReadByte();
        byte framesEncoding = reader.ReadByte();
        byte countEncoding = reader.ReadByte();
        byte tableEncoding = reader.ReadByte();
        reader.ReadPointer(framesEncoding, (ulong)index);
        ulong count = reader.ReadPointer(countEncoding, (ulong)index);
        if (!reader.Failed && version == IndexVersion && tableEncoding == SortedTableEncoding
            && count <= (ulong)(indexEnd - reader.Position) / IndexEntrySize)
        {
            _index = index;
            _table = reader.Position;
            _count = count;
        }
    }

    /// <summary>The entry whose function contains the address.</summary>
    internal readonly bool TryFind(ulong address, out FrameDescription description)
    {
        if (_count != 0)
        {
            byte* entry = SearchIndex(address);
            description = default;
            return entry != null
                && FrameDescription.TryRead(entry, _frames, _framesEnd, out description)
                && description.Contains(address);
        }

        for (byte* entry = _frames; entry != null && entry < _framesEnd; entry = FrameDescription.Next(entry, _framesEnd))
        {
            if (FrameDescription.TryRead(entry, _frames, _framesEnd, out description) && description.Contains(address))
            {
                return true;
            }
        }

        description = default;
        return false;
    }

    // The index holds (function, entry) as signed distances from its own start, sorted by function.
    private readonly byte* SearchIndex(ulong address)
    {
        long wanted = (long)(address - (ulong)_index);
        ulong low = 0;
        ulong high = _count;
        while (low < high)
        {
            ulong middle = (low + high) / 2;
            if (Unsafe.ReadUnaligned<int>(_table + middle * IndexEntrySize) <= wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : _index + Unsafe.ReadUnaligned<int>(_table + (low - 1) * IndexEntrySize + 4);
    }
}
