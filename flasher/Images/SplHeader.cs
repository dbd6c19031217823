// The header that the JH7110's boot ROM wants in front of U-Boot's SPL. 1024 bytes, little-endian:
//
//   0x000  u32  where the fields start: 0x240     0x004  u32  place of the backup SPL on the medium: 0x20_0000
//   0x284  u32  version: 0x0101_0101              0x288  u32  bytes of the payload
//   0x28C  u32  where the payload starts: 0x400   0x290  u32  CRC-32 of the payload; all else is zero
//
// Source: U-Boot's tools/sfspl.c and StarFive's spl_tool, which agree.
using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>Puts the JH7110's header before an SPL, and checks one that has it.</summary>
public static class SplHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 0x400;

    /// <summary>The most that mainline's SPL may have (SPL_MAX_SIZE).</summary>
    public const int MostPayloadBytes = 0x4_0000;

    private const int FieldsAt = 0x240;
    private const int BackupAt = 0x20_0000;
    private const int Version = 0x0101_0101;
    private const int VersionField = 0x284;
    private const int SizeField = 0x288;
    private const int StartField = 0x28C;
    private const int CrcField = 0x290;

    /// <summary>True when the bytes start like an SPL with its header, sound or not.</summary>
    public static bool IsThere(ReadOnlySpan<byte> file) =>
        file.Length >= Bytes
        && BinaryPrimitives.ReadInt32LittleEndian(file) == FieldsAt
        && BinaryPrimitives.ReadInt32LittleEndian(file[VersionField..]) == Version;

    /// <summary>The SPL with a header before it.</summary>
    /// <exception cref="FlashException">It is empty or longer than the boot ROM's memory allows.</exception>
    public static byte[] Wrap(ReadOnlySpan<byte> payload)
    {
        if (payload.Length is 0 or > MostPayloadBytes)
        {
            throw new FlashException(FlashError.ImageTooBig, $"An SPL has 1 to {MostPayloadBytes} bytes, not {payload.Length}.");
        }

        byte[] file = new byte[Bytes + payload.Length];
        Span<byte> header = file;
        BinaryPrimitives.WriteInt32LittleEndian(header, FieldsAt);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], BackupAt);
        BinaryPrimitives.WriteInt32LittleEndian(header[VersionField..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[SizeField..], payload.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[StartField..], Bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header[CrcField..], Crc32.HashToUInt32(payload));
        payload.CopyTo(header[Bytes..]);
        return file;
    }

    /// <summary>Checks length and CRC of an SPL with its header; what follows the payload is not looked at.</summary>
    /// <returns>The payload.</returns>
    /// <exception cref="FlashException">It is no such file, or it is damaged: <see cref="FlashError.ImageWrong"/>.</exception>
    public static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> file)
    {
        if (!IsThere(file))
        {
            throw Wrong("it has no SPL header of the JH7110");
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(file[SizeField..]);
        int start = BinaryPrimitives.ReadInt32LittleEndian(file[StartField..]);
        if (start != Bytes || size is <= 0 or > MostPayloadBytes || size > file.Length - Bytes)
        {
            throw Wrong($"its header claims {size} bytes at 0x{start:x}, and {file.Length} are there");
        }

        ReadOnlySpan<byte> payload = file.Slice(Bytes, size);
        uint told = BinaryPrimitives.ReadUInt32LittleEndian(file[CrcField..]);
        uint seen = Crc32.HashToUInt32(payload);
        return told == seen ? payload : throw Wrong($"its CRC-32 is 0x{seen:x8}, its header says 0x{told:x8}");
    }

    private static FlashException Wrong(string why) =>
        new(FlashError.ImageWrong, $"This SPL would not start: {why}.", "Use u-boot-spl.bin.normal.out of Debian's package u-boot-starfive.");
}
