// What all ways through U-Boot share: checks of the image, its place in memory, and what follows once it is there.
using System;
using System.Collections.Generic;
using System.Linq;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols.UBoot;

namespace Lume.Flasher.Flashing;

/// <summary>Steps of <see cref="IFlashRoute"/>s that load into memory by way of U-Boot.</summary>
public static class FlashPlacement
{
    private const int SectorBytes = 512;
    private const int EraseBlockBytes = 4096;
    private const ulong Apart = 1 << 20;

    /// <summary>The files of a request.</summary>
    public static IEnumerable<FlashImage> Files(FlashRequest request) =>
        request.Initrd is { } initrd && request.Target == FlashTarget.Ram ? [request.Image, initrd] : [request.Image];

    /// <summary>Refuses what cannot work before the board is touched.</summary>
    /// <exception cref="FlashException">Wrong kind of image, too big, a target that the board lacks, an offset between blocks.</exception>
    public static void Check(FlashRequest request)
    {
        if (request.Target == FlashTarget.Ram)
        {
            if (request.Boot && !request.Force)
            {
                request.Image.RequireBootable();
            }

            RequireRoomInRam(request.Board, request.Address ?? request.Board.LoadAddress, request.Image);
            return;
        }

        RequireStorage(request);
        int unit = request.Target == FlashTarget.Spi ? EraseBlockBytes : SectorBytes;
        if (request.Offset is < 0 || (request.Offset ?? 0) % unit != 0)
        {
            throw new FlashException(FlashError.Usage, $"--offset {request.Offset} is no multiple of {unit}.");
        }

        if (request.Offset is null && !request.Force && !IsMadeForOffsetZero(request))
        {
            throw new FlashException(
                FlashError.ImageWrong,
                $"{request.Image.Name} is no disk image or first loader: at offset 0 it would destroy what is there.",
                "Say where it goes with --offset BYTES (0x800000 is where the system partition of Lume's card layout starts), or make a card image: lume image.");
        }
    }

    /// <summary>The last steps, in words.</summary>
    public static IEnumerable<string> Finish(FlashRequest request)
    {
        string name = request.Target.ToString().ToLowerInvariant();
        if (request.Target != FlashTarget.Ram)
        {
            return [$"write it to {name} at offset 0x{request.Offset ?? 0:x}", $"read it back from {name} and compare its CRC-32 again"];
        }

        return request.Boot ? ["booti, and wait for the kernel's first words"] : [];
    }

    /// <summary>Loads the files by <paramref name="load"/>, then starts or stores them.</summary>
    /// <param name="session">At the prompt.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="load">Brings a file to an address and proves it.</param>
    public static FlashResult Bring(UBootSession session, FlashRequest request, Func<FlashImage, ulong, FlashProof> load)
    {
        long capacity = 0;
        BoardStorage? storage = request.Target == FlashTarget.Ram ? null : new BoardStorage(session, request.Target);
        if (storage is not null)
        {
            // Before minutes of transfer, not after.
            capacity = storage.Probe();
            storage.RequireRoom(capacity, request.Offset ?? 0, request.Image.Bytes.Length);
        }

        ulong address = request.Address ?? session.Variable("kernel_addr_r") ?? request.Board.LoadAddress;
        RequireRoomInRam(request.Board, address, request.Image);
        List<FlashProof> proofs = [load(request.Image, address)];
        if (storage is not null)
        {
            ulong scratch = Above(address, request.Image.Bytes.Length);
            RequireRoomInRam(request.Board, scratch, request.Image);
            proofs.Add(storage.Write(address, scratch, request.Offset ?? 0, request.Image.Bytes.Length, request.Image.Crc32));
            return new FlashResult(proofs, Booted: false, string.Empty);
        }

        if (!request.Boot)
        {
            return new FlashResult(proofs, Booted: false, string.Empty);
        }

        (ulong, long)? initrd = null;
        if (request.Initrd is { } file)
        {
            ulong place = session.Variable("ramdisk_addr_r") ?? Above(address, checked((long)request.Image.MemoryBytes));
            proofs.Add(load(file, place));
            initrd = (place, file.Bytes.Length);
        }

        string words = new KernelStarter(session).Start(address, initrd, request.CommandLine, request.BootLimit);
        return new FlashResult(proofs, Booted: true, words);
    }

    /// <summary>A place behind <paramref name="length"/> bytes at an address, and clear of them.</summary>
    internal static ulong Above(ulong address, long length) => (address + (ulong)length + Apart) & ~(Apart - 1);

    private static void RequireRoomInRam(BoardProfile board, ulong address, FlashImage image)
    {
        ulong end = board.RamBase + board.RamBytes;
        if (address < board.RamBase || address >= end)
        {
            throw new FlashException(FlashError.Usage, $"0x{address:x} is outside the memory of {board.Title} (0x{board.RamBase:x} to 0x{end:x}).", "Leave --address out, or give one inside.");
        }

        if ((ulong)image.Bytes.Length > end - address)
        {
            throw new FlashException(FlashError.ImageTooBig, $"{image.Name} has {image.Bytes.Length} bytes; from 0x{address:x} on {board.Title} has {end - address}.");
        }
    }

    private static void RequireStorage(FlashRequest request)
    {
        bool there = request.Target switch
        {
            FlashTarget.Sd => request.Board.SdDevice is not null,
            FlashTarget.Emmc => request.Board.EmmcDevice is not null,
            _ => request.Board.SpiBytes > 0,
        };
        if (!there)
        {
            throw new FlashException(FlashError.StorageMissing, $"{request.Board.Title} has no {request.Target.ToString().ToLowerInvariant()}.", "Choose another --to.");
        }

        if (request.Target == FlashTarget.Spi && (request.Offset ?? 0) + request.Image.Bytes.Length > request.Board.SpiBytes)
        {
            throw new FlashException(FlashError.ImageTooBig, $"{request.Image.Name} has {request.Image.Bytes.Length} bytes; the SPI flash ends at {request.Board.SpiBytes}.");
        }
    }

    // A disk image has a partition table; the JH7110's first loader has its header (u32 0x240 first).
    private static bool IsMadeForOffsetZero(FlashRequest request)
    {
        ReadOnlySpan<byte> bytes = request.Image.Bytes.Span;
        return request.Target == FlashTarget.Spi
            ? bytes.StartsWith((ReadOnlySpan<byte>)[0x40, 0x02, 0, 0])
            : bytes.Length >= 2 * SectorBytes && (bytes.Slice(SectorBytes, 8).SequenceEqual("EFI PART"u8) || (bytes[510] == 0x55 && bytes[511] == 0xaa));
    }
}
