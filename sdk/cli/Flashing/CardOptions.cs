// The options of lume image, and the card they describe.
using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using Lume.Cli.Terminal;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Images;
using Lume.Hil.Host;
using Lume.Hil.Packages;

namespace Lume.Cli.Flashing;

/// <summary>What <c>lume image</c> takes.</summary>
internal sealed class CardOptions
{
    /// <summary>--json.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object per line on standard output: events, then the result or the error." };

    /// <summary>--dry-run.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Print what would be made; write nothing." };

    /// <summary>--output FILE.</summary>
    public Option<string?> Output { get; } = new("--output", "-o") { Description = "The image to make; artifacts/images/BOARD.img when not given.", HelpName = "FILE" };

    private Argument<string?> Kernel { get; } = new("image") { Description = "The kernel; the one built last when none is given.", Arity = ArgumentArity.ZeroOrOne };

    private Option<string> Board { get; } = new("--board", "-b")
    {
        Description = $"The board: {string.Join(", ", KnownBoards.All.Select(board => board.Name))}.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => KnownBoards.VisionFive2.Name,
    };

    private Option<string?> Initrd { get; } = new("--initrd") { Description = "An initramfs.", HelpName = "FILE" };

    private Option<string?> DeviceTree { get; } = new("--dtb") { Description = "A device tree for the kernel, instead of U-Boot's own.", HelpName = "FILE" };

    private Option<string?> RootFolder { get; } = new("--rootfs") { Description = "A folder that becomes the ext4 root partition.", HelpName = "FOLDER" };

    private Option<string?> Append { get; } = new("--append") { Description = "The kernel's command line.", HelpName = "TEXT" };

    private Option<string?> Spl { get; } = new("--spl") { Description = "The first boot stage, instead of Debian's; a header is put before it where the board wants one.", HelpName = "FILE" };

    private Option<string?> UBoot { get; } = new("--uboot") { Description = "OpenSBI and U-Boot as one FIT image, instead of Debian's.", HelpName = "FILE" };

    private Option<string?> Size { get; } = new("--size") { Description = "Size of the card, as 512M or 4G; what the contents need when not given.", HelpName = "SIZE" };

    private Option<string?> RootSize { get; } = new("--root-size") { Description = "Size of the root partition, as 256M; what the files need and a third more when not given.", HelpName = "SIZE" };

    /// <summary>Gives a verb all of them.</summary>
    public void AddTo(Command command)
    {
        Kernel.Validators.Add(CommandLine.RefuseOption);
        command.Arguments.Add(Kernel);
        foreach (Option option in (Option[])[Board, Output, Initrd, DeviceTree, RootFolder, Append, Spl, UBoot, Size, RootSize, DryRun, Json])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The card that the user asks for. Reads all its files.</summary>
    /// <exception cref="FlashException">An option is wrong, or a file cannot be read.</exception>
    public CardContents ToContents(ParseResult parsed, RepositoryLayout layout, CancellationToken cancel)
    {
        BoardProfile board = KnownBoards.Find(parsed.GetValue(Board)!);
        CardContents contents = new()
        {
            Layout = CardLayout.For(board.Name),
            Kernel = FlashImage.Load(parsed.GetValue(Kernel) ?? FlashOptions.BuiltKernel(board)),
            Initrd = Load(parsed, Initrd),
            DeviceTree = Load(parsed, DeviceTree),
            RootFolder = parsed.GetValue(RootFolder),
            CommandLine = parsed.GetValue(Append) ?? string.Empty,
            CardBytes = parsed.GetValue(Size) is { } size ? ParseSize("--size", size) : null,
            RootBytes = parsed.GetValue(RootSize) is { } root ? ParseSize("--root-size", root) : null,
            Spl = Load(parsed, Spl),
            UBoot = Load(parsed, UBoot),
        };
        return WithFirmware(contents, layout, cancel);
    }

    /// <summary>Sees to the programs that make a card, and to its boot loader.</summary>
    /// <exception cref="FlashException">They cannot be had.</exception>
    public static CardContents Complete(CardContents contents, CancellationToken cancel)
    {
        CardTools.Ensure(cancel);
        return WithFirmware(contents, RepositoryLayout.Find(), cancel);
    }

    /// <summary>The same contents with Debian's boot loader where the board wants one and none is given.</summary>
    public static CardContents WithFirmware(CardContents contents, RepositoryLayout layout, CancellationToken cancel)
    {
        if (contents.Layout.Firmware.Count == 0 || (contents.Spl is not null && contents.UBoot is not null))
        {
            return contents;
        }

        BoardFirmware? firmware = CardTools.Firmware(layout, contents.Layout.Board, cancel);
        return firmware is null ? contents : contents with
        {
            Spl = contents.Spl ?? FlashImage.Load(firmware.Spl),
            UBoot = contents.UBoot ?? FlashImage.Load(firmware.UBoot),
        };
    }

    /// <summary>A size: a number of bytes, or one with K, M, G or T behind it (powers of 1024).</summary>
    /// <exception cref="FlashException">It is none, or more than a disk can have.</exception>
    internal static long ParseSize(string option, string text)
    {
        int unit = "KMGT".IndexOf(text.Length > 0 ? char.ToUpperInvariant(text[^1]) : ' ', StringComparison.Ordinal);
        string digits = unit >= 0 ? text[..^1] : text;
        long factor = 1L << (10 * (unit + 1));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0 && value <= (1L << 50) / factor
            ? value * factor
            : throw new FlashException(FlashError.Usage, $"{option} takes a size such as 512M or 4G, not '{text}'.");
    }

    private static FlashImage? Load(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } file ? FlashImage.Load(file) : null;
}
