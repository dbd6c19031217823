// Writing an SD card in this machine's reader, or the image of one: proved removable and unused first, read back afterwards.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Images;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Flashing;

/// <summary><c>--via sdcard</c>. A kernel becomes a card image; what is a disk image already goes as it is.</summary>
/// <param name="complete">Adds the boot loader to a card's contents and sees to the programs that make it.</param>
/// <param name="devices">Where block devices are looked up.</param>
public sealed class SdCardRoute(Func<CardContents, CancellationToken, CardContents> complete, BlockDevices devices) : IFlashRoute
{
    /// <inheritdoc/>
    public FlashRoute Route => FlashRoute.SdCard;

    /// <inheritdoc/>
    public IReadOnlyList<string> Plan(FlashRequest request)
    {
        string output = RequireOutput(request);
        List<string> steps = [];
        bool isDevice = devices.IsBlockDevice(output);
        if (isDevice)
        {
            BlockDevice device = devices.Prove(output);
            steps.Add($"{output} is a removable disk that nobody uses: {device.Description}");
        }

        steps.Add(IsDiskImage(request.Image)
            ? $"take {request.Image.Name} as the disk image that it is"
            : $"make a card image for {request.Board.Title} with {request.Image.Name} and the boot loader");
        steps.Add($"write what differs to {output}{(isDevice ? ", the table's copy to its end" : string.Empty)}");
        steps.Add("read everything back and compare");
        return steps;
    }

    /// <inheritdoc/>
    public FlashResult Run(FlashRequest request, IFlashProgress progress, CancellationToken cancel)
    {
        string output = RequireOutput(request);
        bool isDevice = devices.IsBlockDevice(output);
        if (isDevice)
        {
            devices.Prove(output);
        }

        List<FlashProof> proofs = [];
        if (IsDiskImage(request.Image))
        {
            using MemoryStream image = Bytes(request.Image);
            proofs.Add(isDevice ? ToDevice(image, output, progress, cancel) : ToFile(image, output, progress, cancel));
        }
        else if (isDevice)
        {
            string folder = Directory.CreateTempSubdirectory("lume-card-").FullName;
            try
            {
                string made = Path.Combine(folder, "card.img");
                proofs.AddRange(Make(request, made, progress, cancel));
                using FileStream image = File.OpenRead(made);
                proofs.Add(ToDevice(image, output, progress, cancel));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        else
        {
            proofs.AddRange(Make(request, output, progress, cancel));
        }

        return new FlashResult(proofs, Booted: false, string.Empty) { Output = output };
    }

    private static string RequireOutput(FlashRequest request)
    {
        if (request.Target is FlashTarget.Spi or FlashTarget.Emmc || request.Offset is not null)
        {
            throw new FlashException(FlashError.Usage, "--via sdcard writes a whole card: it takes neither --to spi, --to emmc nor --offset.");
        }

        if (!IsDiskImage(request.Image))
        {
            request.Image.RequireBootable();
        }

        string output = request.Output ?? throw new FlashException(
            FlashError.Usage, "Where to? --via sdcard needs --output.", "Give a file, or the block device of the card: --output /dev/sdX (lsblk shows which).");
        return Directory.Exists(output) ? throw new FlashException(FlashError.Usage, $"{output} is a folder.", "Name a file in it.") : output;
    }

    private static bool IsDiskImage(FlashImage image)
    {
        if (image.Kind == ImageKind.RiscVImage)
        {
            return false;
        }

        try
        {
            using MemoryStream bytes = Bytes(image);
            GptReader.Read(bytes, bytes.Length);
            return true;
        }
        catch (FlashException)
        {
            return false;
        }
    }

    private static MemoryStream Bytes(FlashImage image) =>
        MemoryMarshal.TryGetArray(image.Bytes, out ArraySegment<byte> bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(image.Bytes.ToArray(), writable: false);

    private IReadOnlyList<FlashProof> Make(FlashRequest request, string file, IFlashProgress progress, CancellationToken cancel)
    {
        CardContents contents = complete(
            new CardContents
            {
                Layout = CardLayout.For(request.Board.Name),
                Kernel = request.Image,
                Initrd = request.Initrd,
                CommandLine = request.CommandLine ?? string.Empty,
            },
            cancel);
        return new CardImage(contents).Make(file, progress, cancel);
    }

    private FlashProof ToDevice(Stream image, string path, IFlashProgress progress, CancellationToken cancel)
    {
        // Proved again: making the image took a while, and a card may have been mounted in between.
        BlockDevice device = devices.Prove(path);
        progress.Report(new StepStarted($"writing {path}: {device.Description}"));
        try
        {
            using FileStream disk = Open(path, FileMode.Open);
            return new CardWriter(path, progress, cancel).Write(image, disk, device.Bytes, () => DropCache(path, progress));
        }
        catch (FlashException e) when (e.Error == FlashError.StorageFailed && !devices.IsThere(device))
        {
            throw new LineLostException(path, "the card or its reader is gone.", e);
        }
    }

    private static FlashProof ToFile(Stream image, string path, IFlashProgress progress, CancellationToken cancel)
    {
        progress.Report(new StepStarted($"writing {path}"));
        using FileStream disk = Open(path, FileMode.OpenOrCreate);
        DiskErrors.Guard(path, () => disk.SetLength(image.Length));
        return new CardWriter(path, progress, cancel).Write(image, disk, image.Length, static () => { });
    }

    private static FileStream Open(string path, FileMode mode)
    {
        FileStream? stream = null;
        DiskErrors.Guard(path, () => stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        return stream!;
    }

    // Without this the kernel would hand back what it keeps in memory, not what the card holds.
    private static void DropCache(string path, IFlashProgress progress)
    {
        try
        {
            HostProgram.Run("util-linux", "blockdev", ["--flushbufs", path]);
        }
        catch (FlashException e)
        {
            progress.Report(new Noted(string.Create(CultureInfo.InvariantCulture, $"reading back may come from this machine's memory, not from the card: {e.Message}")));
        }
    }
}
