// A GUID partition table (UEFI 2.10 chapter 5): made, checked and written at both ends of a disk.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>One partition.</summary>
/// <param name="Name">At most 36 UTF-16 units.</param>
/// <param name="Type">What it is for; boot ROMs look for it.</param>
/// <param name="FirstSector">Its first sector of 512 bytes.</param>
/// <param name="LastSector">Its last sector, included.</param>
/// <param name="Attributes">UEFI table 5.8; <see cref="GptTable.Bootable"/> is what U-Boot looks for.</param>
public sealed record GptPartition(string Name, Guid Type, long FirstSector, long LastSector, ulong Attributes = 0)
{
    /// <summary>Its own identity.</summary>
    public Guid Id { get; init; }

    /// <summary>Sectors in it.</summary>
    public long Sectors => LastSector - FirstSector + 1;

    /// <summary>Byte offset of its start on the disk.</summary>
    public long Offset => FirstSector * GptTable.SectorBytes;

    /// <summary>Its size in bytes.</summary>
    public long Bytes => Sectors * GptTable.SectorBytes;
}

/// <summary>The partitions of one disk. An instance is always sound: in range, in order, without overlap.</summary>
public sealed class GptTable
{
    /// <summary>Bytes of a sector. Cards and QEMU's disks have no others.</summary>
    public const int SectorBytes = 512;

    /// <summary>First sector that a partition may use, and how many are kept at the end of the disk less one.</summary>
    public const int FirstUsableSector = 2 + EntrySectors;

    /// <summary>Attribute bit 2, "legacy BIOS bootable": U-Boot boots from such a partition.</summary>
    public const ulong Bootable = 1 << 2;

    internal const int EntryCount = 128;
    internal const int EntryBytes = 128;
    internal const int HeaderBytes = 92;
    internal const int NameUnits = 36;
    private const int EntrySectors = EntryCount * EntryBytes / SectorBytes;
    private const uint Revision = 0x0001_0000;

    /// <summary>A table for a disk.</summary>
    /// <exception cref="FlashException">The disk is too small, or a partition lies outside, overlaps another or is misnamed.</exception>
    public GptTable(Guid diskId, long diskSectors, IEnumerable<GptPartition> partitions)
    {
        DiskId = diskId;
        DiskSectors = diskSectors;
        Partitions = [.. partitions];
        if (Partitions.Count > EntryCount || diskSectors < 2 * FirstUsableSector)
        {
            throw Wrong($"{Partitions.Count} partitions on a disk of {diskSectors} sectors");
        }

        long free = FirstUsableSector;
        foreach (GptPartition partition in Partitions.OrderBy(partition => partition.FirstSector))
        {
            if (partition.FirstSector < free || partition.LastSector < partition.FirstSector || partition.LastSector > LastUsableSector)
            {
                throw Wrong($"the partition '{partition.Name}' ({partition.FirstSector} to {partition.LastSector}) overlaps another one or lies outside of "
                    + $"the usable sectors {FirstUsableSector} to {LastUsableSector}");
            }

            if (partition.Name.Length > NameUnits || partition.Type == Guid.Empty)
            {
                throw Wrong($"the partition '{partition.Name}' has too long a name or no type");
            }

            free = partition.LastSector + 1;
        }
    }

    /// <summary>The disk's identity.</summary>
    public Guid DiskId { get; }

    /// <summary>The disk's size in sectors.</summary>
    public long DiskSectors { get; }

    /// <summary>The partitions in the order of the table: the first is number 1.</summary>
    public IReadOnlyList<GptPartition> Partitions { get; }

    /// <summary>Last sector that a partition may use.</summary>
    public long LastUsableSector => DiskSectors - FirstUsableSector;

    /// <summary>Writes the protective MBR, the table, and its copy at the end of the disk.</summary>
    public void WriteTo(Stream disk)
    {
        byte[] entries = Entries();
        Put(disk, 0, ProtectiveMbr());
        Put(disk, 1, Header(entries, own: 1, other: DiskSectors - 1, entriesAt: 2));
        Put(disk, 2, entries);
        Put(disk, DiskSectors - 1 - EntrySectors, entries);
        Put(disk, DiskSectors - 1, Header(entries, own: DiskSectors - 1, other: 1, entriesAt: DiskSectors - 1 - EntrySectors));
    }

    private static void Put(Stream disk, long sector, byte[] bytes)
    {
        disk.Position = sector * SectorBytes;
        disk.Write(bytes);
    }

    // UEFI 2.10 table 5.4: one record of type 0xEE over the whole disk, so that old tools keep their hands off.
    private byte[] ProtectiveMbr()
    {
        byte[] sector = new byte[SectorBytes];
        Span<byte> record = sector.AsSpan(446, 16);
        record[2] = 2; // cylinder-head-sector of sector 1, as the standard has it
        record[4] = 0xEE;
        record[5..8].Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)Math.Min(DiskSectors - 1, uint.MaxValue));
        sector[510] = 0x55;
        sector[511] = 0xAA;
        return sector;
    }

    private byte[] Entries()
    {
        byte[] entries = new byte[EntryCount * EntryBytes];
        for (int i = 0; i < Partitions.Count; i++)
        {
            GptPartition partition = Partitions[i];
            Span<byte> entry = entries.AsSpan(i * EntryBytes, EntryBytes);
            partition.Type.TryWriteBytes(entry);
            partition.Id.TryWriteBytes(entry[16..]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[32..], partition.FirstSector);
            BinaryPrimitives.WriteInt64LittleEndian(entry[40..], partition.LastSector);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[48..], partition.Attributes);
            Encoding.Unicode.GetBytes(partition.Name, entry[56..]);
        }

        return entries;
    }

    // UEFI 2.10 table 5.5.
    private byte[] Header(byte[] entries, long own, long other, long entriesAt)
    {
        byte[] sector = new byte[SectorBytes];
        Span<byte> header = sector;
        "EFI PART"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Revision);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], HeaderBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], own);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], other);
        BinaryPrimitives.WriteInt64LittleEndian(header[40..], FirstUsableSector);
        BinaryPrimitives.WriteInt64LittleEndian(header[48..], LastUsableSector);
        DiskId.TryWriteBytes(header[56..]);
        BinaryPrimitives.WriteInt64LittleEndian(header[72..], entriesAt);
        BinaryPrimitives.WriteInt32LittleEndian(header[80..], EntryCount);
        BinaryPrimitives.WriteInt32LittleEndian(header[84..], EntryBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header[88..], Crc32.HashToUInt32(entries));
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Crc32.HashToUInt32(header[..HeaderBytes]));
        return sector;
    }

    private static FlashException Wrong(string why) => new(FlashError.ImageWrong, $"There can be no such partition table: {why}.");
}
