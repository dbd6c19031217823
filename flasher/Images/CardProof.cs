// Reads a finished card image again, by other programs than those that wrote it where there are any, and compares checksums.
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Hashing;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;

namespace Lume.Flasher.Images;

/// <summary>Proves a card image. Nothing that it says comes from the memory of the one who wrote it.</summary>
internal sealed class CardProof(CardImage card, CardContents contents, string image, string work)
{
    /// <summary>One proof per file.</summary>
    /// <exception cref="FlashException">Something reads back differently.</exception>
    public IReadOnlyList<FlashProof> Prove(CancellationToken cancel)
    {
        List<FlashProof> proofs = [];
        using FileStream disk = File.OpenRead(image);
        GptFinding found = GptReader.Read(disk, disk.Length);
        if (!found.CopyIsValid || found.Table.Partitions.Count != card.Table.Partitions.Count)
        {
            throw Differs("The partition table");
        }

        for (int i = 0; i < card.Firmware.Count; i++)
        {
            byte[] there = new byte[card.Firmware[i].Length];
            disk.Position = found.Table.Partitions[i].Offset;
            disk.ReadExactly(there);
            proofs.Add(Equal($"partition {i + 1} ({found.Table.Partitions[i].Name})", there, Crc32.HashToUInt32(card.Firmware[i].Span)));
        }

        string boot = string.Create(CultureInfo.InvariantCulture, $"{image}@@{CardImage.FindBoot(found.Table)!.Offset}");
        foreach ((string name, FlashImage? file) in new[] { ("Image", contents.Kernel), ("initrd", contents.Initrd), ("board.dtb", contents.DeviceTree) })
        {
            if (file is not null)
            {
                string copy = Path.Combine(work, "back");
                HostProgram.Run("mtools", "mcopy", ["-n", "-i", boot, "::/" + name, copy], cancel);
                proofs.Add(Equal($"{name} on the boot partition", File.ReadAllBytes(copy), file.Crc32));
                File.Delete(copy);
            }
        }

        return proofs;
    }

    private static FlashProof Equal(string where, byte[] there, uint wanted)
    {
        uint seen = Crc32.HashToUInt32(there);
        return seen == wanted ? new FlashProof(where, there.Length, seen) : throw Differs(where);
    }

    private static FlashException Differs(string what) => new(FlashError.ReadBackMismatch, $"{what} reads back differently from what was written.");
}
