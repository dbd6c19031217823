// Says what a card image or a card holds. Nothing in it is believed: every length is checked before it is used.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Hashing;
using System.Linq;
using System.Text;
using System.Threading;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>A partition and what was recognized in it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Partition">Where it is.</param>
/// <param name="Holds">What it holds, in words.</param>
/// <param name="Files">Files on it, where it is a FAT file system; their paths.</param>
public sealed record CardPartition(int Number, GptPartition Partition, string Holds, IReadOnlyList<string> Files);

/// <summary>What was found.</summary>
/// <param name="Table">The partition table.</param>
/// <param name="CopyIsValid">True when the table's copy at the end of the disk is there.</param>
/// <param name="Partitions">What each partition holds.</param>
/// <param name="BootMenu">The text of U-Boot's boot menu, or null when there is none.</param>
public sealed record CardFinding(GptTable Table, bool CopyIsValid, IReadOnlyList<CardPartition> Partitions, string? BootMenu);

/// <summary>Inspects disk images.</summary>
public static class CardInspector
{
    private const int ExtSuperblock = 1024;
    private const int HeadBytes = SplHeader.Bytes + SplHeader.MostPayloadBytes;

    /// <summary>Looks into an image or a card.</summary>
    /// <exception cref="FlashException">It cannot be read or is no disk image.</exception>
    public static CardFinding Inspect(string file, CancellationToken cancel = default)
    {
        CardFinding? found = null;
        DiskErrors.Guard(file, () =>
        {
            using FileStream disk = File.OpenRead(file);
            GptFinding gpt = GptReader.Read(disk, BlockDevices.OfThisMachine.SizeOf(file) ?? disk.Length);
            CardPartition[] partitions = [.. gpt.Table.Partitions.Select((partition, i) => Look(file, disk, i + 1, partition, cancel))];
            string? menu = CardImage.FindBoot(gpt.Table) is { } boot ? TryRun("mtype", file, boot, "::/" + CardImage.BootMenu, cancel) : null;
            found = new CardFinding(gpt.Table, gpt.CopyIsValid, partitions, menu);
        });
        return found!;
    }

    /// <summary>What the first bytes of a partition are, in words.</summary>
    internal static string Recognize(ReadOnlySpan<byte> head)
    {
        if (SplHeader.IsThere(head))
        {
            try
            {
                ReadOnlySpan<byte> payload = SplHeader.Check(head);
                return string.Create(CultureInfo.InvariantCulture, $"SPL with JH7110 header: {payload.Length} bytes, CRC-32 {Crc32.HashToUInt32(payload):x8} as the header says");
            }
            catch (FlashException e)
            {
                return e.Message;
            }
        }

        if (head.Length >= 8 && BinaryPrimitives.ReadUInt32BigEndian(head) == 0xD00D_FEED)
        {
            return string.Create(CultureInfo.InvariantCulture, $"FIT or device tree: {BinaryPrimitives.ReadUInt32BigEndian(head[4..])} bytes of structure");
        }

        if (head.Length >= ExtSuperblock + 264 && BinaryPrimitives.ReadUInt16LittleEndian(head[(ExtSuperblock + 56)..]) == 0xEF53)
        {
            return $"ext file system '{Label(head.Slice(ExtSuperblock + 120, 16))}'";
        }

        if (head.Length >= 512 && head[510] == 0x55 && head[511] == 0xAA && head.Slice(82, 5).SequenceEqual("FAT32"u8))
        {
            return $"FAT32 file system '{Label(head.Slice(71, 11))}'";
        }

        return head.IndexOfAnyExcept((byte)0) < 0 ? "nothing" : "raw bytes";
    }

    private static CardPartition Look(string file, FileStream disk, int number, GptPartition partition, CancellationToken cancel)
    {
        byte[] head = new byte[Math.Min(HeadBytes, partition.Bytes)];
        disk.Position = partition.Offset;
        int have = disk.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        string holds = Recognize(head.AsSpan(0, have));
        string? files = holds.StartsWith("FAT", StringComparison.Ordinal) ? TryRun("mdir", file, partition, "::/", cancel) : null;
        return new CardPartition(number, partition, holds, files is null ? [] : [.. files.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Printable(line.Trim().Replace("::/", "/", StringComparison.Ordinal))).Where(line => line.Length > 0 && !line.EndsWith('/'))]);
    }

    // A damaged file system is a finding like any other.
    private static string? TryRun(string program, string file, GptPartition partition, string path, CancellationToken cancel)
    {
        string volume = string.Create(CultureInfo.InvariantCulture, $"{file}@@{partition.Offset}");
        string[] options = program == "mdir" ? ["-b", "-/"] : [];
        try
        {
            return HostProgram.Run("mtools", program, [.. options, "-i", volume, path], cancel);
        }
        catch (FlashException e) when (e.Error == FlashError.HostToolFailed && e.InnerException is null)
        {
            return null;
        }
    }

    private static string Label(ReadOnlySpan<byte> bytes) => Printable(Encoding.Latin1.GetString(bytes).Split('\0')[0].TrimEnd());

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
