// A file packed for the way to the board, where U-Boot can unpack it: the serial line is what takes the time.
using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Protocols.UBoot;

/// <summary>The packed form of one file, and where it waits in the board's memory to be unpacked by <c>unzip</c>.</summary>
/// <param name="Packed">What is sent.</param>
/// <param name="Address">Where to.</param>
internal sealed record GzipPacking(FlashImage Packed, ulong Address)
{
    // Less than this part of the file saved is not worth a further way to fail.
    private const double LeastSaving = 0.1;
    private const int SmallestFile = 16 * 1024;
    private const int SlowestBytesPerSecond = 1 << 20;
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(5);

    /// <summary>Packs a file; null when that saves little, when it has no room beside the file, or when the board has no <c>unzip</c>.</summary>
    /// <param name="session">At the prompt.</param>
    /// <param name="image">The file.</param>
    /// <param name="address">Where it will lie unpacked.</param>
    public static GzipPacking? TryMake(UBootSession session, FlashImage image, ulong address)
    {
        if (image.Bytes.Length < SmallestFile)
        {
            return null;
        }

        byte[] packed = Pack(image.Bytes.Span);
        ulong place = FlashPlacement.Above(address, image.Bytes.Length);
        ulong end = session.Board.RamBase + session.Board.RamBytes;
        if (packed.Length > (1 - LeastSaving) * image.Bytes.Length || place > end || (ulong)packed.Length > end - place
            || !session.Run("help unzip", s_short).Output.Contains("unzip - ", StringComparison.Ordinal))
        {
            return null;
        }

        session.Progress.Report(new Noted($"{image.Name} goes packed: {packed.Length} of {image.Bytes.Length} bytes; the board unpacks it"));
        return new GzipPacking(FlashImage.FromBytes(image.Name + ".gz", packed), place);
    }

    /// <summary>Has the board unpack it.</summary>
    /// <param name="session">At the prompt.</param>
    /// <param name="address">Where to.</param>
    /// <param name="length">Bytes of the file; the board writes no more.</param>
    /// <exception cref="FlashException">It cannot, or did not in time.</exception>
    public void Unpack(UBootSession session, ulong address, int length)
    {
        session.Progress.Report(new StepStarted("the board unpacks it"));
        TimeSpan limit = TimeSpan.FromSeconds(20 + (length / SlowestBytesPerSecond));
        CommandResult result = session.Run(string.Create(CultureInfo.InvariantCulture, $"unzip {Address:x} {address:x} {length:x}"), limit);
        if (result.Status != 0)
        {
            session.CheckRestarted();
            throw new FlashException(FlashError.ChecksumMismatch, $"The board could not unpack {Packed.Name}: {result.Output}");
        }
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
