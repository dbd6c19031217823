// A kernel with an EFI stub says in its PE header how long its file is: the only way to see that one was cut off.
using System;
using System.Buffers.Binary;

namespace Lume.Flasher.Flashing;

/// <summary>The section table of a PE file. Microsoft, "PE Format".</summary>
internal static class PeSections
{
    private const int PointerAt = 0x3c;
    private const int FileHeaderBytes = 24; // with the signature
    private const int SectionBytes = 40;

    /// <summary>Where the last section ends in the file; null when the file is no PE file or its headers make no sense.</summary>
    public static long? End(ReadOnlySpan<byte> file)
    {
        if (file.Length < PointerAt + 4 || !file.StartsWith("MZ"u8))
        {
            return null;
        }

        uint header = BinaryPrimitives.ReadUInt32LittleEndian(file[PointerAt..]);
        if (header > file.Length - FileHeaderBytes || !file[(int)header..].StartsWith("PE\0\0"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> pe = file[(int)header..];
        int count = BinaryPrimitives.ReadUInt16LittleEndian(pe[6..]);
        int at = FileHeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(pe[20..]);
        if (at + (count * SectionBytes) > pe.Length)
        {
            return null;
        }

        long end = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> section = pe.Slice(at + (i * SectionBytes), SectionBytes);
            end = Math.Max(end, (long)BinaryPrimitives.ReadUInt32LittleEndian(section[16..]) + BinaryPrimitives.ReadUInt32LittleEndian(section[20..]));
        }

        return end;
    }
}
