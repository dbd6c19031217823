// Reads a GUID partition table from bytes that nobody vouches for.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Hashing;
using System.Text;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>A table that was found.</summary>
/// <param name="Table">The partitions.</param>
/// <param name="CopyIsValid">True when the copy at the end of the disk is there and says the same.</param>
public sealed record GptFinding(GptTable Table, bool CopyIsValid);

/// <summary>Reads partition tables.</summary>
public static class GptReader
{
    private const int MostTableBytes = 1 << 20;

    /// <summary>Reads the table of a disk and compares its copy.</summary>
    /// <param name="disk">The whole disk.</param>
    /// <param name="diskBytes">Its size: a block device's stream does not know it.</param>
    /// <exception cref="FlashException">There is none, or it is broken: <see cref="FlashError.ImageWrong"/>.</exception>
    public static GptFinding Read(Stream disk, long diskBytes)
    {
        long sectors = diskBytes / GptTable.SectorBytes;
        Located primary = ReadAt(disk, 1, sectors);
        return new GptFinding(primary.Table, CopyIsValid(disk, primary, sectors));
    }

    private sealed record Located(GptTable Table, long Copy, byte[] Entries);

    private static bool CopyIsValid(Stream disk, Located primary, long sectors)
    {
        try
        {
            Located copy = ReadAt(disk, sectors - 1, sectors);
            return primary.Copy == sectors - 1 && copy.Copy == 1 && copy.Table.DiskId == primary.Table.DiskId
                && copy.Entries.AsSpan().SequenceEqual(primary.Entries);
        }
        catch (FlashException)
        {
            return false;
        }
    }

    private static Located ReadAt(Stream disk, long sector, long sectors)
    {
        byte[] header = Bytes(disk, sector, sectors, GptTable.SectorBytes);
        if (!header.AsSpan().StartsWith("EFI PART"u8))
        {
            throw Wrong("it has no GUID partition table");
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (size is < GptTable.HeaderBytes or > GptTable.SectorBytes)
        {
            throw Wrong($"its partition table's header claims {size} bytes");
        }

        uint told = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(16));
        header.AsSpan(16, 4).Clear();
        if (Crc32.HashToUInt32(header.AsSpan(0, size)) != told || BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(24)) != sector)
        {
            throw Wrong("its partition table's header is damaged");
        }

        byte[] entries = Entries(disk, header, sectors);
        Guid diskId = new(header.AsSpan(56, 16));
        return new Located(new GptTable(diskId, sectors, Partitions(header, entries)), BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32)), entries);
    }

    private static byte[] Entries(Stream disk, byte[] header, long sectors)
    {
        long at = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(72));
        long bytes = (long)BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(80)) * BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(84));
        if (bytes is <= 0 or > MostTableBytes || EntryBytes(header) < GptTable.EntryBytes)
        {
            throw Wrong($"its partition table claims {bytes} bytes");
        }

        byte[] entries = Bytes(disk, at, sectors, (int)bytes);
        return Crc32.HashToUInt32(entries) == BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(88))
            ? entries
            : throw Wrong("its partition table is damaged");
    }

    private static int EntryBytes(byte[] header) => (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(84)), MostTableBytes);

    private static List<GptPartition> Partitions(byte[] header, byte[] entries)
    {
        int size = EntryBytes(header);
        List<GptPartition> found = [];
        for (int at = 0; at + size <= entries.Length; at += size)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(at, size);
            Guid type = new(entry[..16]);
            if (type != Guid.Empty)
            {
                found.Add(new GptPartition(
                    Encoding.Unicode.GetString(entry.Slice(56, 2 * GptTable.NameUnits)).Split('\0')[0],
                    type,
                    BinaryPrimitives.ReadInt64LittleEndian(entry[32..]),
                    BinaryPrimitives.ReadInt64LittleEndian(entry[40..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(entry[48..]))
                {
                    Id = new Guid(entry.Slice(16, 16)),
                });
            }
        }

        return found;
    }

    private static byte[] Bytes(Stream disk, long sector, long sectors, int count)
    {
        if (sector < 0 || sector > sectors - ((count + GptTable.SectorBytes - 1) / GptTable.SectorBytes))
        {
            throw Wrong("its partition table would lie outside of it");
        }

        byte[] bytes = new byte[count];
        disk.Position = sector * GptTable.SectorBytes;
        disk.ReadExactly(bytes);
        return bytes;
    }

    private static FlashException Wrong(string why) =>
        new(FlashError.ImageWrong, $"This is no disk image: {why}.", "Make one: lume image --board BOARD.");
}
