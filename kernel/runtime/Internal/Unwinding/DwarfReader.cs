// Reads the number formats of DWARF and .eh_frame, never past the end that it was given.

using System.Runtime.CompilerServices;

namespace Internal.Runtime.Unwinding;

/// <summary>How a pointer is stored (LSB 5.0, 10.5.1 DWARF Exception Header Encoding).</summary>
internal static class PointerEncoding
{
    internal const byte Absolute = 0x00;
    internal const byte Uleb128 = 0x01;
    internal const byte UData2 = 0x02;
    internal const byte UData4 = 0x03;
    internal const byte UData8 = 0x04;
    internal const byte Sleb128 = 0x09;
    internal const byte SData2 = 0x0A;
    internal const byte SData4 = 0x0B;
    internal const byte SData8 = 0x0C;
    internal const byte FormatMask = 0x0F;
    internal const byte RelativeToItself = 0x10;
    internal const byte RelativeToData = 0x30;
    internal const byte RelationMask = 0x70;
    internal const byte Omitted = 0xFF;
}

/// <summary>A position in unwind data. Once a read does not fit, <see cref="Failed"/> stays set and reads give 0.</summary>
/// <remarks>Sound because every access is compared with the end first; the data is part of the image.</remarks>
internal unsafe struct DwarfReader
{
    private readonly byte* _end;

    internal DwarfReader(byte* start, byte* end)
    {
        Position = start;
        _end = end;
    }

    /// <summary>The next byte to read.</summary>
    internal byte* Position { get; private set; }

    /// <summary>Whether a read went past the end or met a format that is not known.</summary>
    internal bool Failed { get; private set; }

    /// <summary>Whether there is something left and nothing has failed.</summary>
    internal readonly bool HasMore => !Failed && Position < _end;

    internal byte ReadByte()
    {
        if (!HasMore)
        {
            Failed = true;
            return 0;
        }

        return *Position++;
    }

    internal ushort ReadUInt16() => TryTake(2, out byte* at) ? Unsafe.ReadUnaligned<ushort>(at) : (ushort)0;

    internal uint ReadUInt32() => TryTake(4, out byte* at) ? Unsafe.ReadUnaligned<uint>(at) : 0;

    internal ulong ReadUInt64() => TryTake(8, out byte* at) ? Unsafe.ReadUnaligned<ulong>(at) : 0;

    internal ulong ReadUleb128()
    {
        ulong value = 0;
        int shift = 0;
        byte next;
        do
        {
            next = ReadByte();
            if (shift < 64)
            {
                value |= (ulong)(next & 0x7F) << shift;
            }

            shift += 7;
        }
        while ((next & 0x80) != 0);
        return value;
    }

    internal long ReadSleb128()
    {
        long value = 0;
        int shift = 0;
        byte next;
        do
        {
            next = ReadByte();
            if (shift < 64)
            {
                value |= (long)(next & 0x7F) << shift;
            }

            shift += 7;
        }
        while ((next & 0x80) != 0);
        if (shift < 64 && (next & 0x40) != 0)
        {
            value |= -1L << shift;
        }

        return value;
    }

    internal void Skip(ulong bytes)
    {
        if (Failed || bytes > (ulong)(_end - Position))
        {
            Failed = true;
            return;
        }

        Position += bytes;
    }

    /// <summary>A pointer in one of the encodings; 0 stays 0 whatever it is relative to.</summary>
    internal ulong ReadPointer(byte encoding, ulong dataBase = 0)
    {
        if (encoding == PointerEncoding.Omitted)
        {
            return 0;
        }

        ulong self = (ulong)Position;
        ulong value = ReadFormatted(encoding);
        if (value == 0)
        {
            return 0;
        }

        switch (encoding & PointerEncoding.RelationMask)
        {
            case PointerEncoding.Absolute:
                return value;
            case PointerEncoding.RelativeToItself:
                return self + value;
            case PointerEncoding.RelativeToData:
                return dataBase + value;
            default:
                Failed = true;
                return 0;
        }
    }

    /// <summary>A number in the format part of an encoding.</summary>
    internal ulong ReadFormatted(byte encoding)
    {
        switch (encoding & PointerEncoding.FormatMask)
        {
            case PointerEncoding.Absolute:
            case PointerEncoding.UData8:
            case PointerEncoding.SData8:
                return ReadUInt64();
            case PointerEncoding.Uleb128:
                return ReadUleb128();
            case PointerEncoding.Sleb128:
                return (ulong)ReadSleb128();
            case PointerEncoding.UData2:
                return ReadUInt16();
            case PointerEncoding.SData2:
                return (ulong)(short)ReadUInt16();
            case PointerEncoding.UData4:
                return ReadUInt32();
            case PointerEncoding.SData4:
                return (ulong)(int)ReadUInt32();
            default:
                Failed = true;
                return 0;
        }
    }

    private bool TryTake(int bytes, out byte* at)
    {
        at = Position;
        if (Failed || _end - Position < bytes)
        {
            Failed = true;
            return false;
        }

        Position += bytes;
        return true;
    }
}
