// Where a kernel's code lies: the executable segments of its ELF file.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace Lume.Hil.Symbols;

/// <summary>Address ranges of executable segments.</summary>
public sealed class ElfText
{
    private const int ProgramHeaderOffsetField = 32;
    private const int ProgramHeaderSizeField = 54;
    private const int ProgramHeaderCountField = 56;
    private const uint SegmentLoad = 1;
    private const uint FlagExecute = 1;

    private readonly List<(ulong Start, ulong End)> _ranges = [];

    /// <summary>Reads the program headers of a 64-bit little-endian ELF.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public ElfText(string file)
    {
        using FileStream stream = File.OpenRead(file);
        Span<byte> header = stackalloc byte[64];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header[..4].SequenceEqual("\u007fELF"u8))
        {
            throw new InvalidDataException($"{file} is not an ELF file.");
        }

        long offset = BinaryPrimitives.ReadInt64LittleEndian(header[ProgramHeaderOffsetField..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(header[ProgramHeaderSizeField..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header[ProgramHeaderCountField..]);
        byte[] program = new byte[Math.Max(size, 56)];
        for (int i = 0; i < count; i++)
        {
            stream.Position = offset + ((long)i * size);
            stream.ReadExactly(program.AsSpan(0, 56));
            if (BinaryPrimitives.ReadUInt32LittleEndian(program) == SegmentLoad
                && (BinaryPrimitives.ReadUInt32LittleEndian(program.AsSpan(4)) & FlagExecute) != 0)
            {
                ulong start = BinaryPrimitives.ReadUInt64LittleEndian(program.AsSpan(16));
                _ranges.Add((start, start + BinaryPrimitives.ReadUInt64LittleEndian(program.AsSpan(40))));
            }
        }
    }

    /// <summary>True when an address lies in code.</summary>
    public bool Contains(ulong address)
    {
        foreach ((ulong start, ulong end) in _ranges)
        {
            if (address >= start && address < end)
            {
                return true;
            }
        }

        return false;
    }
}
