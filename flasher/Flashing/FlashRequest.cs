// What the user asks for, and what came of it.
using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Flashing;

/// <summary>Where an image goes.</summary>
public enum FlashTarget
{
    /// <summary>Memory; gone after a reset.</summary>
    Ram,

    /// <summary>The SD card in the board, or in this machine's reader with <see cref="FlashRoute.SdCard"/>.</summary>
    Sd,

    /// <summary>The SPI flash.</summary>
    Spi,

    /// <summary>The eMMC.</summary>
    Emmc,
}

/// <summary>How an image gets there.</summary>
public enum FlashRoute
{
    /// <summary>YMODEM over the serial console.</summary>
    Serial,

    /// <summary>A disk image, to a file or a card in this machine's reader.</summary>
    SdCard,

    /// <summary>U-Boot fetches it by TFTP from a server inside the tool.</summary>
    Tftp,

    /// <summary>U-Boot fetches it by HTTP from a server inside the tool.</summary>
    Http,

    /// <summary>Fastboot or DFU over USB.</summary>
    Usb,
}

/// <summary>What is to be done.</summary>
public sealed record FlashRequest
{
    /// <summary>The image, read whole and looked at.</summary>
    public required FlashImage Image { get; init; }

    /// <summary>The board.</summary>
    public required BoardProfile Board { get; init; }

    /// <summary>Where the image goes.</summary>
    public FlashTarget Target { get; init; }

    /// <summary>How it gets there.</summary>
    public FlashRoute Route { get; init; }

    /// <summary>The serial port's address, or null where the route needs none.</summary>
    public string? Port { get; init; }

    /// <summary>Rate of the console.</summary>
    public int BaudRate { get; init; } = 115200;

    /// <summary>Highest rate to try for the transfer; the console's own rate to stay there.</summary>
    public int FastBaudRate { get; init; } = 1_500_000;

    /// <summary>Whether a file may travel packed over the serial line where the board can unpack it.</summary>
    public bool MayPack { get; init; } = true;

    /// <summary>Where in memory, or null for the board's own place.</summary>
    public ulong? Address { get; init; }

    /// <summary>Byte offset on the storage; null for the route's own place.</summary>
    public long? Offset { get; init; }

    /// <summary>A file or block device for <see cref="FlashRoute.SdCard"/>.</summary>
    public string? Output { get; init; }

    /// <summary>Whether an image in memory is started.</summary>
    public bool Boot { get; init; } = true;

    /// <summary>An initramfs to load beside the kernel, or null.</summary>
    public FlashImage? Initrd { get; init; }

    /// <summary>The kernel's command line, or null to leave the board's own.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Port of the server inside the tool (<see cref="FlashRoute.Tftp"/>, <see cref="FlashRoute.Http"/>); null for the usual one.</summary>
    public int? ServerPort { get; init; }

    /// <summary>Address under which the board reaches this machine, or null to find out.</summary>
    public IPAddress? ServerAddress { get; init; }

    /// <summary>Sends the bytes whatever they are.</summary>
    public bool Force { get; init; }

    /// <summary>How long the started kernel may take to print something.</summary>
    public TimeSpan BootLimit { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>A checksum that the target computed itself and that equals the host's.</summary>
/// <param name="Where">The place on the target.</param>
/// <param name="Bytes">How many bytes it covers.</param>
/// <param name="Crc32">The checksum.</param>
public sealed record FlashProof(string Where, long Bytes, uint Crc32);

/// <summary>What was done. There is none without a proof.</summary>
/// <param name="Proofs">One per file that was sent.</param>
/// <param name="Booted">True when the kernel was seen to start.</param>
/// <param name="Console">What the board printed last, or empty.</param>
public sealed record FlashResult(IReadOnlyList<FlashProof> Proofs, bool Booted, string Console)
{
    /// <summary>The file or block device that was written on this machine, or null.</summary>
    public string? Output { get; init; }
}

/// <summary>One way to a board.</summary>
public interface IFlashRoute
{
    /// <summary>Which one.</summary>
    FlashRoute Route { get; }

    /// <summary>The steps, in words, without touching the board: for <c>--dry-run</c>.</summary>
    /// <exception cref="FlashException">The request asks for what this way cannot do.</exception>
    IReadOnlyList<string> Plan(FlashRequest request);

    /// <summary>Does it. Returns only when the target's own checksum says so.</summary>
    /// <exception cref="FlashException">It did not work; <see cref="FlashException.Error"/> says why.</exception>
    FlashResult Run(FlashRequest request, IFlashProgress progress, CancellationToken cancel);
}
