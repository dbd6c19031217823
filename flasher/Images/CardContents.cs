// What goes onto a card.
using System;
using Lume.Flasher.Flashing;

namespace Lume.Flasher.Images;

/// <summary>What a card is to hold.</summary>
public sealed record CardContents
{
    /// <summary>Where the board looks for what.</summary>
    public required CardLayout Layout { get; init; }

    /// <summary>The kernel that U-Boot's <c>booti</c> starts.</summary>
    public required FlashImage Kernel { get; init; }

    /// <summary>The first stage, with or without the board's header; needed where the layout has firmware parts.</summary>
    public FlashImage? Spl { get; init; }

    /// <summary>OpenSBI and U-Boot in one FIT image (u-boot.itb); needed where the layout has firmware parts.</summary>
    public FlashImage? UBoot { get; init; }

    /// <summary>An initramfs, or null.</summary>
    public FlashImage? Initrd { get; init; }

    /// <summary>A device tree for the kernel, or null to give it U-Boot's own.</summary>
    public FlashImage? DeviceTree { get; init; }

    /// <summary>A folder that becomes the root file system (ext4), or null for no such partition.</summary>
    public string? RootFolder { get; init; }

    /// <summary>Bytes of the root partition; null for what its files need and a third more.</summary>
    public long? RootBytes { get; init; }

    /// <summary>Bytes of the whole card; null for what its partitions need.</summary>
    public long? CardBytes { get; init; }

    /// <summary>The kernel's command line.</summary>
    public string CommandLine { get; init; } = string.Empty;
}
