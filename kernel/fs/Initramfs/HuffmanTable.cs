// A canonical Huffman code of DEFLATE, for decoding. Source: RFC 1951 section 3.2.2.
using System;

namespace Lume.FileSystems.Initramfs;

/// <summary>
/// Decodes by a table for codes up to <see cref="FastBits"/> bits and by counting for longer ones. A table entry is
/// symbol times 16 plus length; 0 means that the code is longer or unused.
/// </summary>
internal sealed class HuffmanTable
{
    /// <summary>Longest code of DEFLATE, bits.</summary>
    public const int MaxBits = 15;

    /// <summary>Codes up to this length are found in one step.</summary>
    public const int FastBits = 10;

    private readonly ushort[] _fast = new ushort[1 << FastBits];
    private readonly ushort[] _counts = new ushort[MaxBits + 1];
    private readonly ushort[] _symbols;

    /// <summary>For codes of at most this many symbols.</summary>
    public HuffmanTable(int maxSymbols) => _symbols = new ushort[maxSymbols];

    /// <summary>Builds the code from its lengths; false when they do not describe a code.</summary>
    /// <param name="lengths">Bits of each symbol's code, 0 for none.</param>
    /// <param name="mayBeIncomplete">Whether a code with one symbol or none is fine (distances).</param>
    public bool TryBuild(ReadOnlySpan<byte> lengths, bool mayBeIncomplete)
    {
        Array.Clear(_counts);
        Array.Clear(_fast);
        foreach (byte length in lengths)
        {
            _counts[length]++;
        }

        int used = lengths.Length - _counts[0];
        _counts[0] = 0;
        int left = 1;
        Span<ushort> offsets = stackalloc ushort[MaxBits + 2];
        for (int length = 1; length <= MaxBits; length++)
        {
            left = (left << 1) - _counts[length];
            if (left < 0)
            {
                return false;
            }

            offsets[length + 1] = (ushort)(offsets[length] + _counts[length]);
        }

        if (left > 0 && !(mayBeIncomplete && used <= 1))
        {
            return false;
        }

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                _symbols[offsets[lengths[symbol]]++] = (ushort)symbol;
            }
        }

        FillFast();
        return true;
    }

    /// <summary>Looks at the low bits of <paramref name="bits"/>. The entry as described above; 0: use <see cref="DecodeSlowly"/>.</summary>
    public uint Fast(ulong bits) => _fast[(int)bits & ((1 << FastBits) - 1)];

    /// <summary>Decodes any code, bit by bit. 0: the bits are no code.</summary>
    public uint DecodeSlowly(ulong bits)
    {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MaxBits; length++)
        {
            code |= (int)(bits & 1);
            bits >>= 1;
            int count = _counts[length];
            if (code - count < first)
            {
                return ((uint)_symbols[index + (code - first)] << 4) | (uint)length;
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return 0;
    }

    // Codes travel with their first bit lowest, so an entry repeats for every value of the bits above it.
    private void FillFast()
    {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= FastBits; length++)
        {
            for (int i = 0; i < _counts[length]; i++)
            {
                int reversed = Reverse(code++, length);
                ushort entry = (ushort)((_symbols[index++] << 4) | length);
                for (int slot = reversed; slot < _fast.Length; slot += 1 << length)
                {
                    _fast[slot] = entry;
                }
            }

            code <<= 1;
        }
    }

    private static int Reverse(int code, int length)
    {
        int reversed = 0;
        for (int i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | (code & 1);
            code >>= 1;
        }

        return reversed;
    }
}
