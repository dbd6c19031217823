// Makes the image of an SD card: partition table, firmware, a FAT partition that U-Boot boots from, an ext4 root.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Hashing;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Images;

/// <summary>Makes card images. File systems are made by mkfs.fat, mtools and mke2fs.</summary>
public sealed class CardImage
{
    /// <summary>Path of U-Boot's boot menu on the FAT partition.</summary>
    public const string BootMenu = "extlinux/extlinux.conf";

    private const long MiB = 1 << 20;
    private const long LeastBootBytes = 64 * MiB; // FAT32 wants at least 65525 clusters
    private const long LeastRootBytes = 16 * MiB;
    private const int LongestCommandLine = 2000; // U-Boot's CONFIG_SYS_CBSIZE is 256 to 2048

    private readonly CardContents _contents;
    private readonly byte[] _seed;

    /// <summary>Checks what goes onto the card.</summary>
    /// <exception cref="FlashException">Something is missing, does not fit or is not what it should be.</exception>
    public CardImage(CardContents contents)
    {
        _contents = contents;
        contents.Kernel.RequireBootable();
        if (contents.CommandLine.Length > LongestCommandLine || contents.CommandLine.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            throw new FlashException(FlashError.Usage, $"The kernel's command line is one line of at most {LongestCommandLine} characters.");
        }

        if (contents.RootFolder is { } root && !Directory.Exists(root))
        {
            throw new FlashException(FlashError.ImageUnreadable, $"There is no folder {root}.");
        }

        _seed = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{contents.Layout.Board} {contents.Kernel.Crc32} {contents.Initrd?.Crc32} {contents.CommandLine} {contents.RootFolder}")));
        Firmware = [.. FirmwareFiles()];
        Table = Partition();
    }

    /// <summary>The partitions that the image will have.</summary>
    public GptTable Table { get; }

    /// <summary>The raw pieces of firmware, one per part of the layout.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Firmware { get; }

    /// <summary>The text of the boot menu (U-Boot's doc/README.pxe).</summary>
    public string BootMenuText()
    {
        StringBuilder text = new("default lume\ntimeout 10\n\nlabel lume\n    kernel /Image\n");
        Append(text, "initrd", _contents.Initrd is null ? null : "/initrd");
        Append(text, "fdt", _contents.DeviceTree is null ? null : "/board.dtb");
        string append = _contents.CommandLine;
        if (_contents.RootFolder is not null && !append.Split(' ').Any(word => word.StartsWith("root=", StringComparison.Ordinal)))
        {
            append = $"{append} root=PARTUUID={Table.Partitions[^1].Id} rootwait".TrimStart();
        }

        Append(text, "append", append.Length == 0 ? null : append);
        return text.ToString();
    }

    /// <summary>Makes the image as a sparse file; nothing is left behind when it fails.</summary>
    /// <param name="file">Where; an old file of that name is replaced.</param>
    /// <param name="progress">Hears of the steps.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>One proof per file that was read back out of the finished image.</returns>
    /// <exception cref="FlashException">The disk is full, a program is missing or failed, or the result reads back differently.</exception>
    public IReadOnlyList<FlashProof> Make(string file, IFlashProgress progress, CancellationToken cancel)
    {
        List<FlashProof> proofs = [];
        DiskErrors.Guard(file, () =>
        {
            string work = Path.GetFullPath(file) + ".work";
            Recreate(work);
            try
            {
                string image = Path.Combine(work, "card");
                Fill(image, work, progress, cancel);
                proofs.AddRange(new CardProof(this, _contents, image, work).Prove(cancel));
                File.Move(image, file, overwrite: true);
            }
            finally
            {
                Directory.Delete(work, recursive: true);
            }
        });
        proofs.ForEach(proof => progress.Report(new Proved(proof.Where, proof.Bytes, proof.Crc32)));
        return proofs;
    }

    internal static GptPartition? FindBoot(GptTable table) =>
        table.Partitions.FirstOrDefault(one => one.Type == CardLayout.BasicData && (one.Attributes & GptTable.Bootable) != 0)
        ?? table.Partitions.FirstOrDefault(one => one.Type == CardLayout.BasicData);

    private static void Append(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {key} {value}\n");
        }
    }

    private static void Recreate(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }

    private IEnumerable<ReadOnlyMemory<byte>> FirmwareFiles()
    {
        if (_contents.Layout.Firmware.Count == 0)
        {
            yield break;
        }

        FlashImage spl = _contents.Spl ?? throw Missing("an SPL (--spl FILE)");
        FlashImage uboot = _contents.UBoot ?? throw Missing("U-Boot (--uboot FILE, a FIT image such as u-boot.itb)");
        if (uboot.Kind != ImageKind.DeviceTree)
        {
            throw new FlashException(FlashError.ImageWrong, $"{uboot.Name} is no FIT image.", "Give u-boot.itb, not u-boot.bin: the SPL takes nothing else.");
        }

        yield return Fitting(spl, SplBytes(spl), _contents.Layout.Firmware[0]);
        yield return Fitting(uboot, uboot.Bytes, _contents.Layout.Firmware[1]);
    }

    private ReadOnlyMemory<byte> SplBytes(FlashImage spl)
    {
        if (!_contents.Layout.WantsSplHeader)
        {
            return spl.Bytes;
        }

        if (!SplHeader.IsThere(spl.Bytes.Span))
        {
            return SplHeader.Wrap(spl.Bytes.Span);
        }

        SplHeader.Check(spl.Bytes.Span);
        return spl.Bytes;
    }

    private static ReadOnlyMemory<byte> Fitting(FlashImage image, ReadOnlyMemory<byte> bytes, FirmwarePart part) =>
        bytes.Length <= part.Sectors * GptTable.SectorBytes ? bytes : throw new FlashException(
            FlashError.ImageTooBig, $"{image.Name} has {bytes.Length} bytes; its partition '{part.Name}' holds {part.Sectors * GptTable.SectorBytes}.");

    private FlashException Missing(string what) =>
        new(FlashError.ImageUnreadable, $"A card for {_contents.Layout.Board} needs {what}.", "Without these options the tool takes Debian's.");

    private GptTable Partition()
    {
        List<GptPartition> partitions = [.. _contents.Layout.Firmware.Select(
            part => new GptPartition(part.Name, part.Type, part.FirstSector, part.FirstSector + part.Sectors - 1))];
        long files = new[] { _contents.Kernel, _contents.Initrd, _contents.DeviceTree }.Sum(file => (long)(file?.Bytes.Length ?? 0));
        long next = Add(partitions, "boot", CardLayout.BasicData, _contents.Layout.BootSector, Math.Max(LeastBootBytes, RoundUp((files * 5 / 4) + MiB)));
        partitions[^1] = partitions[^1] with { Attributes = GptTable.Bootable };
        if (_contents.RootFolder is { } root)
        {
            long bytes = _contents.RootBytes ?? Math.Max(LeastRootBytes, (FolderBytes(root) * 4 / 3) + (8 * MiB));
            next = Add(partitions, "root", CardLayout.LinuxData, next, RoundUp(bytes));
        }

        long least = (next + GptTable.FirstUsableSector) * GptTable.SectorBytes;
        long wanted = _contents.CardBytes ?? RoundUp(least);
        if (wanted < least)
        {
            throw new FlashException(FlashError.ImageTooBig, $"The card's contents need {least} bytes; --size allows {wanted}.", "Give a larger --size, or none.");
        }

        wanted = _contents.Layout.PowerOfTwo ? (long)BitOperations.RoundUpToPowerOf2((ulong)wanted) : wanted;
        return new GptTable(Identity("disk"), wanted / GptTable.SectorBytes, partitions.Select(one => one with { Id = Identity(one.Name) }));
    }

    private static long Add(List<GptPartition> partitions, string name, Guid type, long first, long bytes)
    {
        long next = first + (bytes / GptTable.SectorBytes);
        partitions.Add(new GptPartition(name, type, first, next - 1));
        return next;
    }

    // What a file takes in ext4: whole blocks of 4 KiB and an inode.
    private static long FolderBytes(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false,
    }).Sum(path => new FileInfo(path) is { Exists: true, LinkTarget: null } file ? ((file.Length + 4095) & ~4095L) + 512 : 4608L);

    private static long RoundUp(long bytes) => (bytes + MiB - 1) / MiB * MiB;

    // The same contents have the same identities, so an image can be made again bit for bit as far as the file systems allow.
    private Guid Identity(string of)
    {
        byte[] hash = SHA256.HashData([.. _seed, .. Encoding.UTF8.GetBytes(of)]);
        hash[7] = (byte)((hash[7] & 0x0F) | 0x80); // RFC 9562 version 8, in Guid's mixed byte order
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16));
    }

    private void Fill(string image, string work, IFlashProgress progress, CancellationToken cancel)
    {
        using FileStream disk = new(image, FileMode.CreateNew, FileAccess.ReadWrite);
        disk.SetLength(Table.DiskSectors * GptTable.SectorBytes);
        Table.WriteTo(disk);
        for (int i = 0; i < Firmware.Count; i++)
        {
            disk.Position = Table.Partitions[i].Offset;
            disk.Write(Firmware[i].Span);
        }

        progress.Report(new StepStarted("making the boot partition (FAT32)"));
        GptPartition boot = FindBoot(Table)!;
        Insert(MakeBoot(work, boot, cancel), disk, boot, progress, cancel);
        if (_contents.RootFolder is { } root)
        {
            progress.Report(new StepStarted($"making the root partition (ext4) from {root}"));
            GptPartition partition = Table.Partitions[^1];
            Insert(MakeRoot(work, root, partition, cancel), disk, partition, progress, cancel);
        }

        disk.Flush(flushToDisk: true);
    }

    private string MakeBoot(string work, GptPartition partition, CancellationToken cancel)
    {
        string fat = Sparse(work, "fat", partition.Bytes);
        string serial = Convert.ToHexString(partition.Id.ToByteArray().AsSpan(0, 4));
        HostProgram.Run("dosfstools", "mkfs.fat", ["-F", "32", "-n", "LUME", "-i", serial, "-h", $"{partition.FirstSector}", fat], cancel);
        Put(fat, work, "Image", _contents.Kernel.Bytes, cancel);
        Put(fat, work, "initrd", _contents.Initrd?.Bytes, cancel);
        Put(fat, work, "board.dtb", _contents.DeviceTree?.Bytes, cancel);
        HostProgram.Run("mtools", "mmd", ["-i", fat, "::/extlinux"], cancel);
        Put(fat, work, BootMenu, Encoding.UTF8.GetBytes(BootMenuText()), cancel);
        return fat;
    }

    private static void Put(string fat, string work, string name, ReadOnlyMemory<byte>? bytes, CancellationToken cancel)
    {
        if (bytes is { } content)
        {
            string file = Path.Combine(work, "one");
            File.WriteAllBytes(file, content.Span);
            HostProgram.Run("mtools", "mcopy", ["-i", fat, file, "::/" + name], cancel);
            File.Delete(file);
        }
    }

    private static string MakeRoot(string work, string root, GptPartition partition, CancellationToken cancel)
    {
        string ext4 = Sparse(work, "ext4", partition.Bytes);
        try
        {
            HostProgram.Run(
                "e2fsprogs", "mke2fs", ["-q", "-F", "-t", "ext4", "-L", "lume-root", "-U", $"{partition.Id}", "-d", root, ext4], cancel);
        }
        catch (FlashException e) when (e.Message.Contains("Could not allocate", StringComparison.Ordinal))
        {
            throw new FlashException(FlashError.ImageTooBig, $"The files of {root} do not fit into {partition.Bytes} bytes.", "Give a larger --root-size.", e);
        }

        return ext4;
    }

    private static string Sparse(string work, string name, long bytes)
    {
        string file = Path.Combine(work, name);
        using FileStream stream = new(file, FileMode.CreateNew, FileAccess.Write);
        stream.SetLength(bytes);
        return file;
    }

    private static void Insert(string fileSystem, FileStream disk, GptPartition partition, IFlashProgress progress, CancellationToken cancel)
    {
        using (FileStream source = File.OpenRead(fileSystem))
        {
            SparseCopy.Copy(source, 0, disk, partition.Offset, source.Length, null, progress, cancel);
        }

        File.Delete(fileSystem);
    }
}
