// Makes small ELF files for tests, good ones and spoilt ones.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Lume.Kernel.Tests.Exec;

/// <summary>One program header to be.</summary>
internal record struct Header(
    uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize, ulong Alignment = 4096);

/// <summary>An ELF file of 16 KiB by default: header, program headers, and bytes that tell their own position.</summary>
internal sealed class ElfBuilder
{
    public const uint Load = 1, Interpreter = 3, GnuStack = 0x6474e551;
    public const uint Execute = 1, Write = 2, Read = 4;

    public List<Header> Headers { get; } = [];

    public ushort Type { get; set; } = 2;

    public ushort Machine { get; set; } = 243;

    public ulong Entry { get; set; } = 0x10100;

    public int Length { get; set; } = 4 * 4096;

    public Action<byte[]>? Finish { get; set; }

    /// <summary>A static program: code page at 0x10000, data at 0x12000 with 0x100 bytes of the file and 0x3000 in memory.</summary>
    public static ElfBuilder Static()
    {
        ElfBuilder elf = new();
        elf.Headers.Add(new(Load, Read | Execute, 0, 0x10000, 0x1000, 0x1000));
        elf.Headers.Add(new(Load, Read | Write, 0x1000, 0x12000, 0x100, 0x3000));
        elf.Headers.Add(new(GnuStack, Read | Write, 0, 0, 0, 0, 16));
        return elf;
    }

    public byte[] Build()
    {
        byte[] file = new byte[Math.Max(Length, 4096)];
        for (int i = 0; i < file.Length; i++)
        {
            file[i] = ByteAt(i);
        }

        Span<byte> bytes = file;
        bytes[..64].Clear();
        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[16..], Type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[18..], Machine);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], Entry);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[54..], 56);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[56..], (ushort)Headers.Count);
        for (int i = 0; i < Headers.Count; i++)
        {
            Put(bytes[(64 + (i * 56))..], Headers[i]);
        }

        Finish?.Invoke(file);
        return file[..Length];
    }

    /// <summary>What the file holds outside its headers.</summary>
    public static byte ByteAt(int offset) => (byte)(offset ^ (offset >> 8) ^ 0x5a);

    private static void Put(Span<byte> bytes, Header header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, header.Type);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], header.Flags);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], header.Offset);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], header.Address);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], header.Address);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], header.FileSize);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[40..], header.MemorySize);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[48..], header.Alignment);
    }
}
