// The header of a 64-bit RISC-V ELF file, from hostile bytes. Source: System V gABI chapter 4, RISC-V psABI chapter 8.
using System;
using System.Buffers.Binary;
using Lume.Abi;

namespace Lume.Kernel.Processes.Exec;

/// <summary>What the loader needs of an ELF header. Pure: parses bytes, touches nothing.</summary>
public readonly struct ElfHeader
{
    /// <summary>Bytes of a 64-bit ELF header.</summary>
    public const int Size = 64;

    private const int ClassOffset = 4;
    private const int DataOffset = 5;
    private const byte Class64 = 2;
    private const byte LittleEndian = 1;
    private const ushort TypeExecutable = 2;
    private const ushort TypeDynamic = 3;
    private const ushort MachineRiscV = 243;
    private const int MaximumProgramHeaderBytes = 65536;

    private ElfHeader(bool isDynamic, ulong entry, ulong programHeaderOffset, int programHeaderCount)
    {
        IsDynamic = isDynamic;
        Entry = entry;
        ProgramHeaderOffset = programHeaderOffset;
        ProgramHeaderCount = programHeaderCount;
    }

    /// <summary>ET_DYN: goes wherever it is put; otherwise ET_EXEC, at its own addresses.</summary>
    public bool IsDynamic { get; }

    /// <summary>e_entry, before the load bias.</summary>
    public ulong Entry { get; }

    /// <summary>e_phoff: where the program headers are in the file.</summary>
    public ulong ProgramHeaderOffset { get; }

    /// <summary>e_phnum: 1 to 1170 (64 KiB, as in Linux).</summary>
    public int ProgramHeaderCount { get; }

    /// <summary>Bytes of all program headers.</summary>
    public int ProgramHeaderBytes => ProgramHeaderCount * ElfProgramHeader.Size;

    /// <summary>Whether the bytes begin like any ELF file.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && start[0] == 0x7f && start[1] == (byte)'E' && start[2] == (byte)'L' && start[3] == (byte)'F';

    /// <summary>Reads a header from the start of a file. ENOEXEC for anything that is no 64-bit little-endian RISC-V program.</summary>
    public static Errno TryParse(ReadOnlySpan<byte> start, out ElfHeader header)
    {
        header = default;
        if (start.Length < Size || !HasMagic(start) || start[ClassOffset] != Class64 || start[DataOffset] != LittleEndian)
        {
            return Errno.ENOEXEC;
        }

        ushort type = BinaryPrimitives.ReadUInt16LittleEndian(start[16..]);
        ushort machine = BinaryPrimitives.ReadUInt16LittleEndian(start[18..]);
        ulong entry = BinaryPrimitives.ReadUInt64LittleEndian(start[24..]);
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(start[32..]);
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(start[54..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(start[56..]);
        bool isProgram = type is TypeExecutable or TypeDynamic && machine == MachineRiscV;
        bool hasHeaders = entrySize == ElfProgramHeader.Size && count != 0
            && count * ElfProgramHeader.Size <= MaximumProgramHeaderBytes
            && offset <= long.MaxValue - MaximumProgramHeaderBytes;
        if (!isProgram || !hasHeaders)
        {
            return Errno.ENOEXEC;
        }

        header = new ElfHeader(type == TypeDynamic, entry, offset, count);
        return Errno.None;
    }
}

/// <summary>p_type.</summary>
public enum ElfSegmentType : uint
{
    /// <summary>PT_NULL.</summary>
    Null = 0,

    /// <summary>PT_LOAD.</summary>
    Load = 1,

    /// <summary>PT_INTERP.</summary>
    Interpreter = 3,

    /// <summary>PT_PHDR.</summary>
    ProgramHeaders = 6,

    /// <summary>PT_GNU_STACK.</summary>
    Stack = 0x6474_e551,
}

/// <summary>One program header, as in the file: nothing in it is checked.</summary>
public readonly struct ElfProgramHeader
{
    /// <summary>Bytes of an entry.</summary>
    public const int Size = 56;

    private const uint FlagExecute = 1;
    private const uint FlagWrite = 2;
    private const uint FlagRead = 4;

    private readonly uint _flags;

    /// <summary>Reads an entry; <paramref name="bytes"/> has at least <see cref="Size"/>.</summary>
    public ElfProgramHeader(ReadOnlySpan<byte> bytes)
    {
        Type = (ElfSegmentType)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        _flags = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        Offset = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        Address = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        FileSize = BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]);
        MemorySize = BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]);
        Alignment = BinaryPrimitives.ReadUInt64LittleEndian(bytes[48..]);
    }

    /// <summary>p_type.</summary>
    public ElfSegmentType Type { get; }

    /// <summary>p_offset.</summary>
    public ulong Offset { get; }

    /// <summary>p_vaddr.</summary>
    public ulong Address { get; }

    /// <summary>p_filesz.</summary>
    public ulong FileSize { get; }

    /// <summary>p_memsz.</summary>
    public ulong MemorySize { get; }

    /// <summary>p_align.</summary>
    public ulong Alignment { get; }

    /// <summary>PF_X.</summary>
    public bool IsExecutable => (_flags & FlagExecute) != 0;

    /// <summary>PF_W.</summary>
    public bool IsWritable => (_flags & FlagWrite) != 0;

    /// <summary>The flags as mmap's protection.</summary>
    public Protection Protection =>
        ((_flags & FlagRead) != 0 ? Protection.Read : 0)
        | ((_flags & FlagWrite) != 0 ? Protection.Write : 0)
        | ((_flags & FlagExecute) != 0 ? Protection.Execute : 0);
}
