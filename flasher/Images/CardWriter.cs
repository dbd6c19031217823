// Writes a disk image to a card or a file and reads it back. A card that was left half written has no valid partition table.
using System;
using System.IO;
using System.Linq;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Images;

/// <summary>Writes images to disks.</summary>
/// <param name="name">What the disk is called, for messages.</param>
/// <param name="progress">Hears of each block.</param>
/// <param name="cancel">Stops between blocks.</param>
public sealed class CardWriter(string name, IFlashProgress progress, CancellationToken cancel)
{
    private const int TableBytes = GptTable.FirstUsableSector * GptTable.SectorBytes;

    /// <summary>Writes an image. On a disk that is larger than the image, the table's copy goes to the end of the disk.</summary>
    /// <param name="image">The image, from its start.</param>
    /// <param name="disk">The disk, readable and writable.</param>
    /// <param name="diskBytes">Its size.</param>
    /// <param name="dropCache">Makes the reading back come from the medium.</param>
    /// <exception cref="FlashException">The image does not fit or is none, the disk fails, or it reads back differently.</exception>
    public FlashProof Write(Stream image, Stream disk, long diskBytes, Action dropCache)
    {
        GptTable table = GptReader.Read(image, image.Length).Table;
        long end = table.Partitions.Count == 0 ? TableBytes : 0;
        foreach (GptPartition partition in table.Partitions)
        {
            end = Math.Max(end, partition.Offset + partition.Bytes);
        }

        if (end + TableBytes > diskBytes)
        {
            throw new FlashException(FlashError.ImageTooBig, $"The image needs {end + TableBytes} bytes; {name} has {diskBytes}.");
        }

        GptTable fitted = new(table.DiskId, diskBytes / GptTable.SectorBytes, table.Partitions);
        uint crc = 0;
        DiskErrors.Guard(name, () =>
        {
            disk.Position = 0;
            disk.Write(new byte[TableBytes]);
            long written = SparseCopy.Copy(image, TableBytes, disk, TableBytes, end - TableBytes, $"writing {name}", progress, cancel);
            fitted.WriteTo(disk);
            disk.Flush();
            (disk as FileStream)?.Flush(flushToDisk: true);
            dropCache();
            progress.Report(new Noted($"{written} of {end - TableBytes} bytes were different and were written"));
            crc = SparseCopy.Compare(image, TableBytes, disk, TableBytes, end - TableBytes, $"reading {name} back", progress, cancel);
            RequireTable(disk, diskBytes, fitted);
        });
        FlashProof proof = new(name, end - TableBytes, crc);
        progress.Report(new Proved(proof.Where, proof.Bytes, proof.Crc32));
        return proof;
    }

    private void RequireTable(Stream disk, long diskBytes, GptTable wanted)
    {
        bool isSame;
        try
        {
            GptFinding found = GptReader.Read(disk, diskBytes);
            isSame = found.CopyIsValid && found.Table.DiskId == wanted.DiskId && found.Table.Partitions.SequenceEqual(wanted.Partitions);
        }
        catch (FlashException)
        {
            isSame = false;
        }

        if (!isSame)
        {
            throw new FlashException(FlashError.ReadBackMismatch, $"The partition table of {name} reads back differently.");
        }
    }
}
