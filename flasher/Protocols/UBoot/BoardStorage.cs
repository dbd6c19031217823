// Writes memory of the board to its SD card, eMMC or SPI flash, reads it back to another place and compares checksums.
using System;
using System.Globalization;
using System.Text.RegularExpressions;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Protocols.UBoot;

/// <summary>Storage behind U-Boot's <c>mmc</c> and <c>sf</c>.</summary>
public sealed partial class BoardStorage(UBootSession session, FlashTarget target)
{
    private const int Sector = 512;

    // Slowest seen: 3 MiB into SPI flash in 18 s; cards may stall for seconds.
    private const int SlowestBytesPerSecond = 64 * 1024;
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(30);

    /// <summary>Finds the storage and how big it is.</summary>
    /// <returns>Bytes, rounded down as U-Boot prints them; 0 when it does not say.</returns>
    /// <exception cref="FlashException">It is not there.</exception>
    public long Probe()
    {
        if (target == FlashTarget.Spi)
        {
            string found = session.Require("sf probe", s_least, FlashError.StorageMissing);
            return Size(found, SpiSize());
        }

        // The first try after power-on may fail while the card wakes up.
        string select = string.Create(CultureInfo.InvariantCulture, $"mmc dev {Device}");
        if (session.Run(select, s_least).Status != 0)
        {
            session.Require(select, s_least, FlashError.StorageMissing);
        }

        return Size(session.Run("mmc info", s_least).Output, MmcSize());
    }

    /// <summary>Fails when bytes do not fit.</summary>
    /// <exception cref="FlashException">They do not.</exception>
    public void RequireRoom(long capacity, long offset, long length)
    {
        // The figure is rounded to a tenth of a GiB, so that only what is surely too much is refused here; the write itself says the rest.
        long slack = capacity / 20;
        if (capacity > 0 && offset + length > capacity + slack)
        {
            throw new FlashException(FlashError.ImageTooBig, $"{length} bytes at offset {offset} do not fit: the {Name} has about {capacity} bytes.");
        }
    }

    /// <summary>Writes, reads back to <paramref name="scratch"/>, compares.</summary>
    /// <param name="source">Where the bytes are in memory.</param>
    /// <param name="scratch">Memory to read back to, of the same size.</param>
    /// <param name="offset">Byte offset on the storage; of a sector or erase block.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="crc32">Their checksum.</param>
    public FlashProof Write(ulong source, ulong scratch, long offset, long length, uint crc32)
    {
        TimeSpan limit = s_least + TimeSpan.FromSeconds(length / SlowestBytesPerSecond);
        session.Progress.Report(new StepStarted($"writing {length} bytes to the {Name} at offset 0x{offset:x}"));
        if (target == FlashTarget.Spi)
        {
            Store(string.Create(CultureInfo.InvariantCulture, $"sf update {source:x} {offset:x} {length:x}"), limit);
        }
        else
        {
            PadToSector(source, length);
            Store(string.Create(CultureInfo.InvariantCulture, $"mmc write {source:x} {offset / Sector:x} {Sectors(length):x}"), limit);
        }

        return ReadBack(scratch, offset, length, crc32, limit);
    }

    private string Name => target switch
    {
        FlashTarget.Spi => "SPI flash",
        FlashTarget.Emmc => "eMMC",
        _ => "SD card",
    };

    private int Device => (target == FlashTarget.Emmc ? session.Board.EmmcDevice : session.Board.SdDevice)
        ?? throw new FlashException(FlashError.StorageMissing, $"{session.Board.Title} has no {Name}.");

    private static long Sectors(long length) => (length + Sector - 1) / Sector;

    private void Store(string command, TimeSpan limit)
    {
        string output = session.Require(command, limit, FlashError.StorageFailed);
        if (output.Contains("ERROR", StringComparison.Ordinal) || output.Contains("failed", StringComparison.OrdinalIgnoreCase))
        {
            throw new FlashException(FlashError.StorageFailed, $"'{command}' says on the board:\n  | {output}");
        }
    }

    private FlashProof ReadBack(ulong scratch, long offset, long length, uint crc32, TimeSpan limit)
    {
        // What lay there before must not pass for what was read.
        session.Progress.Report(new StepStarted($"reading back from the {Name}"));
        session.Require(string.Create(CultureInfo.InvariantCulture, $"mw.b {scratch:x} a5 {length:x}"), limit);
        session.Require(
            target == FlashTarget.Spi
                ? string.Create(CultureInfo.InvariantCulture, $"sf read {scratch:x} {offset:x} {length:x}")
                : string.Create(CultureInfo.InvariantCulture, $"mmc read {scratch:x} {offset / Sector:x} {Sectors(length):x}"),
            limit,
            FlashError.StorageFailed);
        string where = $"{Name} at offset 0x{offset:x}";
        try
        {
            session.RequireCrc32(scratch, length, crc32, where);
        }
        catch (FlashException e) when (e.Error == FlashError.ChecksumMismatch)
        {
            throw new FlashException(FlashError.StorageFailed, $"The {Name} does not hold what was written. {e.Message}", inner: e);
        }

        return new FlashProof(where, length, crc32);
    }

    // Memory behind the file would go to the card otherwise.
    private void PadToSector(ulong source, long length)
    {
        long padding = (Sectors(length) * Sector) - length;
        if (padding > 0)
        {
            session.Require(string.Create(CultureInfo.InvariantCulture, $"mw.b {source + (ulong)length:x} 0 {padding:x}"), s_least);
        }
    }

    private static long Size(string text, Regex pattern)
    {
        Match match = pattern.Match(text);
        if (!match.Success || !double.TryParse(match.Groups["n"].Value, CultureInfo.InvariantCulture, out double number))
        {
            return 0;
        }

        return (long)(number * match.Groups["unit"].Value switch { "KiB" => 1L << 10, "MiB" => 1L << 20, "GiB" => 1L << 30, _ => 1 });
    }

    [GeneratedRegex(@"total (?<n>[\d.]+) (?<unit>[KMG]iB)")]
    private static partial Regex SpiSize();

    [GeneratedRegex(@"Capacity:\s*(?<n>[\d.]+) (?<unit>[KMG]iB)")]
    private static partial Regex MmcSize();
}
