// Which shared libraries an ELF file names: the DT_NEEDED entries of its dynamic section (System V gABI, chapter 5).
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Lume.Hil.Images;

/// <summary>Reads the names of needed libraries.</summary>
public static class DynamicLibraries
{
    private const int ProgramHeaderOffset = 32;
    private const int ProgramHeaderSize = 54;
    private const int ProgramHeaderCount = 56;
    private const int SegmentLoad = 1;
    private const int SegmentDynamic = 2;
    private const int EntryBytes = 16;
    private const long TagNeeded = 1;
    private const long TagStrings = 5;

    /// <summary>The names in the order of the file; none for a static program.</summary>
    /// <param name="elf">The bytes of a little-endian 64-bit ELF file.</param>
    /// <exception cref="InvalidDataException">The file is cut or its tables lead out of it.</exception>
    public static IReadOnlyList<string> Needed(ReadOnlySpan<byte> elf)
    {
        try
        {
            List<Segment> segments = Segments(elf);
            int at = segments.FindIndex(static segment => segment.Kind == SegmentDynamic);
            return at < 0 ? [] : Names(elf, segments, segments[at]);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The dynamic section of an ELF file leads out of the file.", e);
        }
    }

    private static List<string> Names(ReadOnlySpan<byte> elf, List<Segment> segments, Segment dynamic)
    {
        ReadOnlySpan<byte> entries = elf.Slice(dynamic.Offset, dynamic.Bytes);
        List<int> needed = [];
        long strings = -1;
        for (; entries.Length >= EntryBytes; entries = entries[EntryBytes..])
        {
            long value = BinaryPrimitives.ReadInt64LittleEndian(entries[8..]);
            switch (BinaryPrimitives.ReadInt64LittleEndian(entries))
            {
                case TagNeeded:
                    needed.Add(checked((int)value));
                    break;
                case TagStrings:
                    strings = value;
                    break;
            }
        }

        if (needed.Count == 0)
        {
            return [];
        }

        int holder = segments.FindIndex(segment => segment.Kind == SegmentLoad && strings >= segment.Address && strings - segment.Address < segment.Bytes);
        if (holder < 0)
        {
            throw new InvalidDataException("An ELF file has needed libraries and no names for them.");
        }

        ReadOnlySpan<byte> table = elf[checked((int)(strings - segments[holder].Address + segments[holder].Offset))..];
        List<string> names = [];
        foreach (int offset in needed)
        {
            ReadOnlySpan<byte> name = table[offset..];
            names.Add(Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]));
        }

        return names;
    }

    private static List<Segment> Segments(ReadOnlySpan<byte> elf)
    {
        int first = checked((int)BinaryPrimitives.ReadInt64LittleEndian(elf[ProgramHeaderOffset..]));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(elf[ProgramHeaderSize..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(elf[ProgramHeaderCount..]);
        List<Segment> segments = [];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = elf[(first + (i * size))..];
            segments.Add(new Segment(
                BinaryPrimitives.ReadInt32LittleEndian(header),
                checked((int)BinaryPrimitives.ReadInt64LittleEndian(header[8..])),
                BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
                checked((int)BinaryPrimitives.ReadInt64LittleEndian(header[32..]))));
        }

        return segments;
    }

    private readonly record struct Segment(int Kind, int Offset, long Address, int Bytes);
}
