// lume image: the image of an SD card, and what one holds.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Flashing;
using Lume.Cli.Terminal;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Images;
using Lume.Hil.Host;

namespace Lume.Cli.Verbs;

/// <summary>Makes and inspects card images.</summary>
internal static class ImageVerb
{
    private const string Details =
        """
        Makes the image of an SD card that a board boots from: a GUID partition table, the boot loader where the board looks for it,
        a FAT partition with kernel, initramfs, device tree and extlinux.conf, and with --rootfs an ext4 root partition.
        Without IMAGE it takes the kernel that was built last. Without --spl and --uboot it takes Debian's boot loader (package
        u-boot-starfive or u-boot-sifive of trixie, fetched once, nothing installed).

        The image is sparse. It is read back before it is said to be done. To a card: lume flash --via sdcard --output /dev/sdX,
        or any tool that copies bytes. 'lume image inspect FILE' lists what an image or a card holds.

        Exit status: 0 made and read back; each failure has its own, listed in docs/flashing.md.

        Examples:
          lume image --board visionfive2 -o card.img
          lume image Image --board visionfive2 --initrd initramfs.cpio.gz --rootfs rootfs/ --append 'loglevel=7'
          lume image Image --board qemu-sifive-u -o sd.img
          lume image inspect card.img
        """;

    private const string InspectDetails =
        """
        Lists the partitions of a disk image or a card, recognizes firmware (the SPL's CRC is computed again) and file systems,
        and shows the boot menu. Nothing is changed.

        Example:
          lume image inspect card.img --json
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        CardOptions options = new();
        Verb command = new("image", "Make the image of an SD card.", Details);
        options.AddTo(command);
        command.Subcommands.Add(CreateInspect());
        command.SetAction((ParseResult parsed, CancellationToken cancel) => Task.Run(() => Make(options, parsed, cancel), CancellationToken.None));
        return command;
    }

    private static Verb CreateInspect()
    {
        Argument<string> file = new("file") { Description = "A disk image, or the block device of a card." };
        Option<bool> json = new("--json") { Description = "One JSON object on standard output." };
        Verb command = new("inspect", "List what a card image holds.", InspectDetails) { file, json };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => Task.Run(
            () => Inspect(parsed.GetValue(file)!, parsed.GetValue(json), cancel), CancellationToken.None));
        return command;
    }

    private static int Make(CardOptions options, ParseResult parsed, CancellationToken cancel)
    {
        using FlashReport report = FlashReport.Create(parsed.GetValue(options.Json));
        return report.Guard(() =>
        {
            RepositoryLayout layout = RepositoryLayout.Find();
            CardContents contents = options.ToContents(parsed, layout, cancel);
            string output = parsed.GetValue(options.Output) ?? Path.Combine(layout.Artifacts, "images", contents.Layout.Board + ".img");
            if (Directory.Exists(output) || Path.GetFullPath(output).StartsWith("/dev/", StringComparison.Ordinal))
            {
                throw new FlashException(FlashError.Usage, $"{output} is no ordinary file.", $"To write a card: lume flash --via sdcard --output {output}");
            }

            CardImage card = new(contents);
            if (parsed.GetValue(options.DryRun))
            {
                report.Plan(CardReport.Plan(card, output));
                return;
            }

            DiskErrors.Guard(output, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!));
            CardTools.Ensure(cancel);
            IReadOnlyList<FlashProof> proofs = card.Make(output, report, cancel);
            report.Result(new FlashResult(proofs, Booted: false, string.Empty) { Output = output });
        });
    }

    private static int Inspect(string file, bool json, CancellationToken cancel)
    {
        using FlashReport report = FlashReport.Create(json);
        return report.Guard(() =>
        {
            CardTools.Ensure(cancel);
            CardFinding found = CardInspector.Inspect(file, cancel);
            if (json)
            {
                JsonReport.Write(CardReport.ToJson(found));
            }
            else
            {
                Console.Write(CardReport.ToText(found));
            }
        });
    }
}
