// Reading the ELF file and running the programs of its frame descriptions.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Lume.Hil.Profiling;

public sealed partial class CallFrames
{
    private const byte PcRelativeSigned32 = 0x1b;
    private const uint SymbolTable = 2;

    private void ReadSections()
    {
        Cursor header = new(_file, 0, _file.Length);
        if (!_file.AsSpan().StartsWith("\u007fELF"u8))
        {
            throw new InvalidDataException("This is no ELF file.");
        }

        int table = checked((int)header.At(40).Word());
        int size = header.At(58).Half();
        int count = header.At(60).Half();
        int names = header.At(62).Half();
        int namesOffset = checked((int)header.At(table + (names * size) + 24).Word());
        for (int i = 0; i < count; i++)
        {
            Cursor at = header.At(table + (i * size));
            int name = (int)at.UInt32();
            uint type = at.UInt32();
            at.Word();
            ulong address = at.Word();
            ulong offset = at.Word();
            ulong length = at.Word();
            int link = (int)at.UInt32();
            _sections.Add(new Section(Text(namesOffset + name), type, address, offset, length, link));
        }
    }

    private void ReadSymbols()
    {
        const int entrySize = 24, kindMask = 0xF, function = 2, noKind = 0, globalBinding = 1;
        foreach (Section section in _sections.Where(section => section.Type == SymbolTable))
        {
            int names = (int)_sections[section.Link].Offset;
            for (ulong i = 0; i < section.Size / entrySize; i++)
            {
                Cursor at = new(_file, (int)(section.Offset + (i * entrySize)), _file.Length);
                int name = (int)at.UInt32();
                byte info = at.Byte();
                at.Byte();
                bool isDefined = at.Half() != 0;
                ulong address = at.Word();
                if (isDefined && info >> 4 == globalBinding && (info & kindMask) is function or noKind)
                {
                    _symbols.Add(new Symbol(address, Text(names + name)));
                }
            }
        }
    }

    private void ReadDescriptions()
    {
        Section section = _sections.Find(static section => section.Name == ".eh_frame")
            ?? throw new InvalidDataException("The file has no frame information (.eh_frame).");
        Dictionary<int, Common> commons = [];
        int start = (int)section.Offset;
        int end = start + (int)section.Size;
        int at = start;
        while (at + 4 <= end)
        {
            Cursor entry = new(_file, at, end);
            int length = (int)entry.UInt32();
            if (length == 0)
            {
                break;
            }

            int body = at + 4;
            Cursor content = new(_file, body, body + length);
            int id = (int)content.UInt32();
            if (id == 0)
            {
                commons[at] = ReadCommon(ref content);
            }
            else
            {
                _descriptions.Add(ReadDescription(ref content, commons[body - id], unchecked(section.Address - section.Offset)));
            }

            at = body + length;
        }
    }

    private Common ReadCommon(ref Cursor at)
    {
        at.Byte();
        int textStart = at.Position;
        string augmentation = Text(textStart);
        at.Position = textStart + augmentation.Length + 1;
        int code = (int)at.Unsigned();
        int data = (int)at.Signed();
        int column = (int)at.Unsigned();
        byte encoding = PcRelativeSigned32;
        if (augmentation.StartsWith('z'))
        {
            int after = (int)at.Unsigned();
            after += at.Position;
            foreach (char c in augmentation.AsSpan(1))
            {
                switch (c)
                {
                    case 'R':
                        encoding = at.Byte();
                        break;
                    case 'P':
                        at.Byte();
                        at.UInt32();
                        break;
                    case 'L':
                        at.Byte();
                        break;
                }
            }

            at.Position = after;
        }

        return encoding == PcRelativeSigned32
            ? new Common(code, data, column, encoding, augmentation.StartsWith('z'), augmentation.Contains('S'), at.Position..at.End)
            : throw new InvalidDataException("The frame information encodes pointers in a way that is not known here.");
    }

    private static Description ReadDescription(ref Cursor at, Common common, ulong addressOfOffset)
    {
        ulong place = unchecked(addressOfOffset + (ulong)at.Position);
        ulong start = unchecked(place + (ulong)(int)at.UInt32());
        ulong length = at.UInt32();
        if (common.HasAugmentation)
        {
            int skip = (int)at.Unsigned();
            at.Position += skip;
        }

        return new Description(common, start, length, at.Position..at.End);
    }

    // Applies the instructions of a program up to the row that holds for an address.
    private void Execute(Range program, Common common, Rules row, Rules initial, ulong location, ulong pc)
    {
        Cursor at = new(_file, program.Start.Value, program.End.Value);
        Stack<Rules> remembered = [];
        while (at.Position < at.End)
        {
            byte code = at.Byte();
            int low = code & 0x3f;
            ulong advance = 0;
            switch (code >> 6)
            {
                case 1:
                    advance = (ulong)low;
                    break;
                case 2:
                    row.Saved[low] = (long)at.Unsigned() * common.DataFactor;
                    break;
                case 3:
                    row.Restore(low, initial);
                    break;
                default:
                    advance = ExecuteExtended(code, ref at, common, row, initial, remembered);
                    break;
            }

            location += advance * (ulong)common.CodeFactor;
            if (location > pc)
            {
                return;
            }
        }
    }

    private static ulong ExecuteExtended(byte code, ref Cursor at, Common common, Rules row, Rules initial, Stack<Rules> remembered)
    {
        switch (code)
        {
            case 0x00: // nop
                return 0;
            case 0x02: // advance_loc1
                return at.Byte();
            case 0x03: // advance_loc2
                return at.Half();
            case 0x04: // advance_loc4
                return at.UInt32();
            case 0x05: // offset_extended
                int register = (int)at.Unsigned();
                row.Saved[register] = (long)at.Unsigned() * common.DataFactor;
                return 0;
            case 0x06: // restore_extended
                row.Restore((int)at.Unsigned(), initial);
                return 0;
            case 0x07: // undefined
                row.Undefined.Add((int)at.Unsigned());
                return 0;
            case 0x08: // same_value
                row.Restore((int)at.Unsigned(), new Rules());
                return 0;
            case 0x0a: // remember_state
                remembered.Push(row.Copy());
                return 0;
            case 0x0b: // restore_state
                Rules old = remembered.Pop();
                (row.FrameRegister, row.FrameOffset, row.Saved, row.Undefined) = (old.FrameRegister, old.FrameOffset, old.Saved, old.Undefined);
                return 0;
            case 0x0c: // def_cfa
                row.FrameRegister = (int)at.Unsigned();
                row.FrameOffset = (long)at.Unsigned();
                return 0;
            case 0x0d: // def_cfa_register
                row.FrameRegister = (int)at.Unsigned();
                return 0;
            case 0x0e: // def_cfa_offset
                row.FrameOffset = (long)at.Unsigned();
                return 0;
            default:
                throw new InvalidDataException($"The frame information has an instruction {code:x2} that is not known here.");
        }
    }

    private string Text(int offset) => Encoding.ASCII.GetString(_file.AsSpan(offset, _file.AsSpan(offset).IndexOf((byte)0)));

    // Reads forward; beyond the end is an ArgumentOutOfRangeException.
    private struct Cursor(byte[] file, int position, int end)
    {
        public int Position = position;

        public readonly int End => end;

        public readonly Cursor At(int offset) => new(file, offset, end);

        public byte Byte() => Take(1)[0];

        public ushort Half() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

        public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

        public ulong Word() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

        public ulong Unsigned()
        {
            ulong value = 0;
            byte next = 0x80;
            for (int shift = 0; (next & 0x80) != 0; shift += 7)
            {
                next = Byte();
                value |= (ulong)(next & 0x7f) << shift;
            }

            return value;
        }

        public long Signed()
        {
            long value = 0;
            int shift = 0;
            byte next = 0x80;
            while ((next & 0x80) != 0)
            {
                next = Byte();
                value |= (long)(next & 0x7f) << shift;
                shift += 7;
            }

            return shift < 64 && (next & 0x40) != 0 ? value | (-1L << shift) : value;
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            ReadOnlySpan<byte> bytes = file.AsSpan(0, end).Slice(Position, count);
            Position += count;
            return bytes;
        }
    }
}
