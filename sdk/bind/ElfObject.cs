// A relocatable ELF64 file, just far enough to read ilc's object and write it again without its code.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Lume.Bind;

internal sealed class Section
{
    public required int Index { get; init; }
    public required string Name { get; init; }
    public required uint Type { get; set; }
    public required int HeaderOffset { get; init; }
    public required long Offset { get; init; }
    public required long Size { get; set; }
    public required int Link { get; init; }
    public required int Info { get; init; }
}

internal sealed class Symbol
{
    public required string Name { get; init; }
    public required uint NameOffset { get; init; }
    public required byte Info { get; init; }
    public required byte Other { get; init; }
    public required ushort Section { get; init; }
    public required long Value { get; init; }
    public required long Size { get; init; }

    public bool IsLocal => Info >> 4 == 0;
    public bool IsHidden => (Other & 3) == 2;
    public bool IsFunction => (Info & 15) == 2;
    public bool IsSection => (Info & 15) == 3;
}

/// <summary>System V ABI chapters 4.1 to 4.4; little endian, 64-bit, RISC-V.</summary>
internal sealed class ElfObject
{
    private const uint TypeNull = 0, TypeSymbols = 2, TypeRela = 4;
    private const int SectionHeaderSize = 64, SymbolSize = 24, RelaSize = 24;

    private readonly byte[] _file;

    public List<Section> Sections { get; } = [];
    public List<Symbol> Symbols { get; } = [];
    private readonly Section _symbolTable;

    public ElfObject(string path)
    {
        _file = File.ReadAllBytes(path);
        if (_file.Length < 64 || !_file.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException($"{path} is not a little-endian ELF64 file");
        }

        ReadSections();
        _symbolTable = Sections.Find(s => s.Type == TypeSymbols) ?? throw new InvalidDataException($"{path} has no symbol table");
        ReadSymbols();
    }

    private ushort U16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan((int)at));
    private uint U32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan((int)at));
    private long I64(long at) => BinaryPrimitives.ReadInt64LittleEndian(_file.AsSpan((int)at));

    public long ReadInt64(Section section, long offset) => I64(section.Offset + offset);

    private string Text(long at)
    {
        ReadOnlySpan<byte> rest = _file.AsSpan((int)at);
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private void ReadSections()
    {
        long table = I64(40);
        int count = U16(60);
        count = count == 0 ? (int)I64(table + 32) : count;
        int names = U16(62);
        names = names == 0xFFFF ? (int)U32(table + 40) : names;
        long nameOffset = I64(table + ((long)names * SectionHeaderSize) + 24);
        for (int i = 0; i < count; i++)
        {
            long h = table + ((long)i * SectionHeaderSize);
            Sections.Add(new Section
            {
                Index = i, Name = Text(nameOffset + U32(h)), Type = U32(h + 4), HeaderOffset = (int)h, Offset = I64(h + 24), Size = I64(h + 32),
                Link = (int)U32(h + 40), Info = (int)U32(h + 44),
            });
        }
    }

    private void ReadSymbols()
    {
        long strings = Sections[_symbolTable.Link].Offset;
        for (long at = _symbolTable.Offset; at < _symbolTable.Offset + _symbolTable.Size; at += SymbolSize)
        {
            uint name = U32(at);
            Symbols.Add(new Symbol
            {
                NameOffset = name, Name = Text(strings + name), Info = _file[at + 4], Other = _file[at + 5], Section = U16(at + 6),
                Value = I64(at + 8), Size = I64(at + 16),
            });
        }
    }

    /// <summary>The relocations of a section: place, symbol, and how far behind it.</summary>
    public IEnumerable<(long Offset, int Symbol, long Addend)> Relocations(Section target)
    {
        foreach (Section rela in Sections)
        {
            if (rela.Type == TypeRela && rela.Info == target.Index)
            {
                for (long at = rela.Offset; at < rela.Offset + rela.Size; at += RelaSize)
                {
                    yield return (I64(at), (int)(I64(at + 8) >> 32), I64(at + 16));
                }
            }
        }
    }

    /// <summary>
    /// Writes the object without the section: its symbols become undefined where something else refers to them and
    /// vanish where nothing does, so that the linker's LTO sees what is really used. All else stays in place: ilc
    /// has resolved references inside a section itself.
    /// </summary>
    public void WriteWithout(Section code, uint floatAbiFlags, string path)
    {
        var file = (byte[])_file.Clone();
        var used = new bool[Symbols.Count];
        foreach (Section section in Sections)
        {
            if (section.Index != code.Index)
            {
                foreach ((_, int symbol, _) in Relocations(section))
                {
                    used[symbol] = true;
                }
            }
        }

        int[] renumbered = WriteSymbols(file, code, used);
        foreach (Section rela in Sections)
        {
            if (rela.Type != TypeRela)
            {
                continue;
            }

            if (rela.Info == code.Index)
            {
                Drop(file, rela);
                continue;
            }

            for (long at = rela.Offset; at < rela.Offset + rela.Size; at += RelaSize)
            {
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan((int)at + 12), renumbered[(int)(I64(at + 8) >> 32)]);
            }
        }

        Drop(file, code);
        const uint floatAbiMask = 6;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), (U32(48) & ~floatAbiMask) | floatAbiFlags);
        Program.WriteIfChanged(path, file);
    }

    private int[] WriteSymbols(byte[] file, Section code, bool[] used)
    {
        var renumbered = new int[Symbols.Count];
        int next = 0, locals = 0;
        for (int i = 0; i < Symbols.Count; i++)
        {
            Symbol s = Symbols[i];
            bool isCode = i != 0 && s.Section == code.Index;
            if (isCode && !used[i])
            {
                continue;
            }

            renumbered[i] = next;
            Span<byte> entry = file.AsSpan((int)_symbolTable.Offset + (next * SymbolSize), SymbolSize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, s.NameOffset);
            entry[4] = isCode ? (byte)0x10 : s.Info;
            entry[5] = isCode ? (byte)0 : s.Other;
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], isCode ? (ushort)0 : s.Section);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], isCode ? 0 : s.Value);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], isCode ? 0 : s.Size);
            next++;
            locals += s.IsLocal && !isCode ? 1 : 0;
            if (isCode && s.IsLocal)
            {
                throw new InvalidDataException($"the code symbol {s.Name} is local");
            }
        }

        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(_symbolTable.HeaderOffset + 32), (long)next * SymbolSize);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(_symbolTable.HeaderOffset + 44), locals);
        return renumbered;
    }

    private static void Drop(byte[] file, Section section)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(section.HeaderOffset + 4), TypeNull);
        file.AsSpan(section.HeaderOffset + 8, SectionHeaderSize - 8).Clear();
    }
}
