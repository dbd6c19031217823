// DEFLATE decompression. Source: RFC 1951.
// Invariant: _output[.._written] ends with the last 32 KiB produced, or with everything if that is less; [_flushed.._written) has not
// gone to the sink yet.
using System;

namespace Lume.FileSystems.Initramfs;

/// <summary>Decompresses one DEFLATE stream. Any input ends in success or a clean failure.</summary>
public ref struct Inflater
{
    private const int WindowSize = 32 * 1024;
    private const int OutputSize = 2 * WindowSize;
    private const int MaxMatch = 258;
    private const int EndOfBlock = 256;
    private const int MaxLengthSymbols = 288;
    private const int MaxDistanceSymbols = 32;

    private readonly ByteSink _sink;
    private readonly byte[] _output;
    private readonly HuffmanTable _lengthCode;
    private readonly HuffmanTable _distanceCode;
    private ImageReader _input;
    private ulong _bits;
    private int _bitCount;
    private int _written;
    private int _flushed;
    private Crc32 _crc;
    private uint _total;

    /// <summary>Decompresses from <paramref name="input"/>'s position.</summary>
    public Inflater(ImageReader input, ByteSink sink)
    {
        _input = input;
        _sink = sink;
        _output = new byte[OutputSize];
        _lengthCode = new HuffmanTable(MaxLengthSymbols);
        _distanceCode = new HuffmanTable(MaxDistanceSymbols);
        _crc = new Crc32();
    }

    /// <summary>CRC-32 of everything produced.</summary>
    public readonly uint Checksum => _crc.Value;

    /// <summary>Bytes produced, modulo 2^32.</summary>
    public readonly uint TotalOutput => _total;

    /// <summary>Decompresses the whole stream.</summary>
    public InflateStatus Run()
    {
        while (true)
        {
            if (!TryTake(3, out uint header))
            {
                return InflateStatus.Truncated;
            }

            InflateStatus status = (header >> 1) switch
            {
                0 => CopyStored(),
                1 => DecodeFixed(),
                2 => DecodeDynamic(),
                _ => InflateStatus.Corrupt,
            };
            if (status != InflateStatus.Ok)
            {
                return status;
            }

            if ((header & 1) != 0)
            {
                return Flush() ? InflateStatus.Ok : InflateStatus.Refused;
            }
        }
    }

    /// <summary>After <see cref="Run"/>: takes a whole byte that follows the stream (its trailer), or -1.</summary>
    public int TakeByte()
    {
        int odd = _bitCount & 7;
        _bits >>= odd;
        _bitCount -= odd;
        return TryTake(8, out uint value) ? (int)value : -1;
    }

    /// <summary>The input after the stream and what <see cref="TakeByte"/> took. Ends the use of this object.</summary>
    public ImageReader Finish()
    {
        // The bit buffer runs ahead of the stream by some bytes.
        byte[] ahead = new byte[_bitCount >> 3];
        for (int i = 0; i < ahead.Length; i++)
        {
            ahead[i] = (byte)(_bits >> (8 * i));
        }

        _input.PutBack(ahead);
        return _input;
    }

    private InflateStatus CopyStored()
    {
        int odd = _bitCount & 7;
        _bits >>= odd;
        _bitCount -= odd;
        if (!TryTake(16, out uint length) || !TryTake(16, out uint complement))
        {
            return InflateStatus.Truncated;
        }

        if ((length ^ complement) != 0xFFFF)
        {
            return InflateStatus.Corrupt;
        }

        while (length != 0)
        {
            if (!MakeRoom(1))
            {
                return InflateStatus.Refused;
            }

            if (_bitCount != 0)
            {
                TryTake(8, out uint value);
                _output[_written++] = (byte)value;
                length--;
                continue;
            }

            Span<byte> piece = _input.Current;
            if (piece.IsEmpty)
            {
                return InflateStatus.Truncated;
            }

            int chunk = Math.Min(Math.Min(piece.Length, (int)length), OutputSize - _written);
            piece[..chunk].CopyTo(_output.AsSpan(_written));
            _input.Advance(chunk);
            _written += chunk;
            length -= (uint)chunk;
        }

        return InflateStatus.Ok;
    }

    private InflateStatus DecodeFixed()
    {
        Span<byte> lengths = stackalloc byte[MaxLengthSymbols];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        Span<byte> distances = stackalloc byte[MaxDistanceSymbols];
        distances.Fill(5);
        _lengthCode.TryBuild(lengths, mayBeIncomplete: false);
        _distanceCode.TryBuild(distances, mayBeIncomplete: false);
        return DecodeBlock();
    }

    private InflateStatus DecodeDynamic()
    {
        if (!TryTake(14, out uint counts))
        {
            return InflateStatus.Truncated;
        }

        int lengthCount = (int)(counts & 31) + 257;
        int distanceCount = (int)((counts >> 5) & 31) + 1;
        if (lengthCount > 286 || distanceCount > 30)
        {
            return InflateStatus.Corrupt;
        }

        Span<byte> lengths = stackalloc byte[286 + 30];
        lengths = lengths[..(lengthCount + distanceCount)];
        InflateStatus status = ReadCodeLengths((int)(counts >> 10) + 4, lengths);
        if (status != InflateStatus.Ok)
        {
            return status;
        }

        bool isCode = lengths[EndOfBlock] != 0
            && _lengthCode.TryBuild(lengths[..lengthCount], mayBeIncomplete: true)
            && _distanceCode.TryBuild(lengths[lengthCount..], mayBeIncomplete: true);
        return isCode ? DecodeBlock() : InflateStatus.Corrupt;
    }

    // The lengths of both codes, themselves compressed by a third code, which borrows the table of distances.
    private InflateStatus ReadCodeLengths(int count, scoped Span<byte> lengths)
    {
        ReadOnlySpan<byte> order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        Span<byte> own = stackalloc byte[19];
        own.Clear();
        for (int i = 0; i < count; i++)
        {
            if (!TryTake(3, out uint length))
            {
                return InflateStatus.Truncated;
            }

            own[order[i]] = (byte)length;
        }

        if (!_distanceCode.TryBuild(own, mayBeIncomplete: false))
        {
            return InflateStatus.Corrupt;
        }

        int filled = 0;
        while (filled < lengths.Length)
        {
            InflateStatus status = TryDecode(_distanceCode, out int symbol);
            if (status != InflateStatus.Ok)
            {
                return status;
            }

            if (symbol < 16)
            {
                lengths[filled++] = (byte)symbol;
                continue;
            }

            if (!TryTake(symbol == 16 ? 2 : symbol == 17 ? 3 : 7, out uint extra))
            {
                return InflateStatus.Truncated;
            }

            int repeat = (int)extra + (symbol == 18 ? 11 : 3);
            if (repeat > lengths.Length - filled || (symbol == 16 && filled == 0))
            {
                return InflateStatus.Corrupt;
            }

            byte value = symbol == 16 ? lengths[filled - 1] : (byte)0;
            lengths.Slice(filled, repeat).Fill(value);
            filled += repeat;
        }

        return InflateStatus.Ok;
    }

    private InflateStatus DecodeBlock()
    {
        while (true)
        {
            if (_written > OutputSize - MaxMatch && !MakeRoom(MaxMatch))
            {
                return InflateStatus.Refused;
            }

            InflateStatus status = TryDecode(_lengthCode, out int symbol);
            if (status != InflateStatus.Ok)
            {
                return status;
            }

            if (symbol < EndOfBlock)
            {
                _output[_written++] = (byte)symbol;
                continue;
            }

            if (symbol == EndOfBlock)
            {
                return InflateStatus.Ok;
            }

            status = CopyMatch(symbol - 257);
            if (status != InflateStatus.Ok)
            {
                return status;
            }
        }
    }

    private InflateStatus CopyMatch(int lengthSymbol)
    {
        ReadOnlySpan<ushort> lengthBase =
            [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
        ReadOnlySpan<byte> lengthExtra =
            [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
        if (lengthSymbol >= lengthBase.Length)
        {
            return InflateStatus.Corrupt;
        }

        if (!TryTake(lengthExtra[lengthSymbol], out uint extra))
        {
            return InflateStatus.Truncated;
        }

        int length = lengthBase[lengthSymbol] + (int)extra;
        InflateStatus status = TryDecode(_distanceCode, out int symbol);
        if (status != InflateStatus.Ok)
        {
            return status;
        }

        if (symbol >= 30)
        {
            return InflateStatus.Corrupt;
        }

        // Distances double every two symbols: 1, 2, 3, 4, 5, 7, 9, 13, … each with (symbol / 2 - 1) extra bits.
        int bits = Math.Max(0, (symbol >> 1) - 1);
        if (!TryTake(bits, out extra))
        {
            return InflateStatus.Truncated;
        }

        int distance = 1 + (int)extra + (symbol < 2 ? symbol : (2 + (symbol & 1)) << bits);
        if (distance > _written)
        {
            return InflateStatus.Corrupt;
        }

        CopyBack(distance, length);
        return InflateStatus.Ok;
    }

    private void CopyBack(int distance, int length)
    {
        Span<byte> output = _output;
        int from = _written - distance;
        if (distance >= length)
        {
            output.Slice(from, length).CopyTo(output[_written..]);
        }
        else
        {
            // The match overlaps what it produces: the pattern repeats.
            Span<byte> target = output.Slice(_written, length);
            ReadOnlySpan<byte> source = output.Slice(from, length);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = source[i];
            }
        }

        _written += length;
    }

    private InflateStatus TryDecode(HuffmanTable table, out int symbol)
    {
        if (_bitCount < HuffmanTable.MaxBits)
        {
            Refill();
        }

        uint entry = table.Fast(_bits);
        if (entry == 0)
        {
            entry = table.DecodeSlowly(_bits);
        }

        int length = (int)(entry & 15);
        symbol = (int)(entry >> 4);
        if (length == 0 || length > _bitCount)
        {
            return length == 0 && _bitCount >= HuffmanTable.MaxBits ? InflateStatus.Corrupt : InflateStatus.Truncated;
        }

        _bits >>= length;
        _bitCount -= length;
        return InflateStatus.Ok;
    }

    private bool TryTake(int count, out uint value)
    {
        if (_bitCount < count)
        {
            Refill();
        }

        value = (uint)(_bits & ((1UL << count) - 1));
        if (_bitCount < count)
        {
            return false;
        }

        _bits >>= count;
        _bitCount -= count;
        return true;
    }

    private void Refill()
    {
        while (_bitCount <= 56)
        {
            int next = _input.ReadByte();
            if (next < 0)
            {
                return;
            }

            _bits |= (ulong)next << _bitCount;
            _bitCount += 8;
        }
    }

    private bool MakeRoom(int count)
    {
        if (OutputSize - _written >= count)
        {
            return true;
        }

        if (!Flush())
        {
            return false;
        }

        _output.AsSpan(_written - WindowSize, WindowSize).CopyTo(_output);
        _written = WindowSize;
        _flushed = WindowSize;
        return true;
    }

    private bool Flush()
    {
        Span<byte> produced = _output.AsSpan(_flushed, _written - _flushed);
        _flushed = _written;
        _crc.Append(produced);
        _total += (uint)produced.Length;
        return produced.IsEmpty || _sink.Write(produced);
    }
}

/// <summary>How decompression ended.</summary>
public enum InflateStatus
{
    /// <summary>All of it.</summary>
    Ok,

    /// <summary>The input ended too early.</summary>
    Truncated,

    /// <summary>The input is not DEFLATE, or its checksum is wrong.</summary>
    Corrupt,

    /// <summary>The sink refused the output.</summary>
    Refused,
}
