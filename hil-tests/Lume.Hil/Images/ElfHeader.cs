// The first fields of an ELF file: enough to tell a riscv64 program from anything else.
using System;
using System.Buffers.Binary;
using System.IO;

namespace Lume.Hil.Images;

/// <summary>Recognises riscv64 programs.</summary>
public static class ElfHeader
{
    private const int HeaderLength = 20;
    private const byte Class64 = 2;
    private const byte LittleEndian = 1;
    private const ushort MachineRiscV = 243;

    /// <summary>True when the file starts as a little-endian 64-bit RISC-V ELF.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsRiscV64Program(string file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using FileStream stream = File.OpenRead(file);
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return false;
        }

        return header[..4].SequenceEqual("\u007fELF"u8)
            && header[4] == Class64
            && header[5] == LittleEndian
            && BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) == MachineRiscV;
    }
}
