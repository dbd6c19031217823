// The commands of the software board's U-Boot, with the words that the real one prints.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.IO.Hashing;
using System.Linq;
using System.Threading.Tasks;
using Lume.Flasher.Flashing;

namespace Lume.SoftwareBoard;

/// <summary>Commands. Each returns its status.</summary>
internal sealed partial class UBootCommands(Board board, Dictionary<string, string> variables)
{
    private const int Sector = 512;
    private const int CrcBytesPerSecond = 100_000_000;
    private const int SpiBytesPerSecond = 170_000;
    private const int CardBytesPerSecond = 10_000_000;

    private SparseMemory? _card;
    private bool _spiProbed;

    /// <summary>True once a kernel runs or the board resets.</summary>
    public bool HasLeft { get; private set; }

    public async Task<int> RunAsync(string[] words)
    {
        switch (words)
        {
            case []:
                return 0;
            case ["echo", .. string[] rest]:
                return Say(string.Join(' ', rest), 0);
            case ["version"]:
                return Say("U-Boot 2025.01-3 (Apr 08 2025 - 23:07:59 +0000)", 0);
            case ["printenv", string name]:
                return variables.TryGetValue(name, out string? found) ? Say($"{name}={found}", 0) : Say($"## Error: \"{name}\" not defined", 1);
            case ["setenv", string name, .. string[] rest]:
                variables[name] = string.Join(' ', rest);
                return 0;
            case ["crc32", string address, string count] when Range(address, count) is { } range:
                return await CrcAsync(range.Offset, range.Count);
            case ["mw.b", string address, string value, string count] when Range(address, count) is { } range:
                board.Ram.Write(range.Offset, [.. Enumerable.Repeat((byte)Number(value)!.Value, range.Count)]);
                return 0;
            case ["help", "unzip"] when board.Setup.Unzip != UnzipManners.Missing:
                return Say("unzip - unzip a memory region\r\n\r\nUsage:\r\nunzip srcaddr dstaddr [dstsize]", 0);
            case ["unzip", string from, string to, string count] when board.Setup.Unzip != UnzipManners.Missing && Range(to, count) is { } range:
                return Unzip(from, range);
            case ["loady", string address]:
                return await LoadAsync(address, board.Uart.BaudRate);
            case ["loady", string address, string rate] when int.TryParse(rate, out int baudRate) && baudRate > 0:
                return await LoadAsync(address, baudRate);
            case ["mmc", .. string[] rest]:
                return await MmcAsync(rest);
            case ["sf", .. string[] rest]:
                return await SfAsync(rest);
            case ["booti", string address, ..]:
                return Boot(address);
            case ["reset"]:
                Say("resetting ...", 0);
                HasLeft = true;
                board.Clock.Plan(board.Clock.Now + TimeSpan.TicksPerSecond / 10, board.PowerOn);
                return 0;
            case ["crc32" or "mw.b" or "loady", ..]:
                return Say($"Usage:\r\n{words[0]}", 1);
            default:
                return await MoreAsync(words);
        }
    }

    private static ulong? Number(string text) =>
        ulong.TryParse(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong value)
        && value <= long.MaxValue ? value : null;

    private (long Offset, int Count)? Range(string address, string count) =>
        Number(address) is { } from && Number(count) is { } length && from >= Board.RamBase && length is > 0 and < (1 << 30)
        && board.Ram.Has((long)(from - Board.RamBase), (long)length) ? ((long)(from - Board.RamBase), (int)length) : null;

    private int Say(string text, int status)
    {
        board.Uart.Print(text + "\r\n");
        return status;
    }

    private Uart.Wait TakeAsync(long bytes, int perSecond) => board.Uart.DelayAsync(TimeSpan.FromSeconds((double)bytes / perSecond));

    private async Task<int> CrcAsync(long offset, int count)
    {
        await TakeAsync(count, CrcBytesPerSecond);
        ulong from = Board.RamBase + (ulong)offset;
        uint crc = Crc32.HashToUInt32(board.Ram.Read(offset, count));
        return Say($"crc32 for {from:x8} ... {from + (ulong)count - 1:x8} ==> {crc:x8}", 0);
    }

    private int Unzip(string address, (long Offset, int Count) to)
    {
        if (Range(address, "1") is not { } from)
        {
            return Say("Usage:\r\nunzip", 1);
        }

        try
        {
            // What follows the packed file in memory is not looked at.
            byte[] source = board.Ram.Read(from.Offset, (int)Math.Min(to.Count + (64 << 10), board.Ram.Length - from.Offset));
            using GZipStream gzip = new(new MemoryStream(source), CompressionMode.Decompress);
            byte[] file = new byte[to.Count];
            int length = gzip.ReadAtLeast(file, file.Length, throwOnEndOfStream: false);
            if (board.Setup.Unzip == UnzipManners.Wrong)
            {
                file[length / 2] ^= 1;
            }

            board.Ram.Write(to.Offset, file[..length]);
            return Say($"Uncompressed size: {length} = 0x{length:X}", 0);
        }
        catch (InvalidDataException)
        {
            return Say("Error: Bad gzipped data", 1);
        }
    }

    private async Task<int> LoadAsync(string address, int rate)
    {
        if (Range(address, "1") is not { } place)
        {
            return Say("## Bad address", 1);
        }

        int before = board.Uart.BaudRate;
        if (rate != before)
        {
            await SwitchAsync(rate, "ENTER", '\r');
        }

        Say($"## Ready for binary (ymodem) download to 0x{Board.RamBase + (ulong)place.Offset:X8} at {rate} bps...", 0);
        byte[]? file = await new ModemReceiver(board.Uart, isYModem: true, board.Setup.Manners).ReceiveAsync();
        if (file is not null && board.Ram.Has(place.Offset, file.Length))
        {
            board.Ram.Write(place.Offset, file);
            Say($"## Total Size      = 0x{file.Length:x8} = {file.Length} Bytes", 0);
        }
        else
        {
            Say("## Binary (ymodem) download aborted", 0);
        }

        if (rate != before)
        {
            await SwitchAsync(before, "ESC", 0x1b);
        }

        return file is null ? 1 : 0;
    }

    private async Task SwitchAsync(int rate, string key, int code)
    {
        Say($"## Switch baudrate to {rate} bps and press {key} ...", 0);
        await board.Uart.DelayAsync(TimeSpan.FromMilliseconds(50));
        board.Uart.SetBaudRate(rate);
        await board.Uart.DelayAsync(TimeSpan.FromMilliseconds(50));
        while (await board.Uart.ReadAsync(TimeSpan.FromDays(1)) != code)
        {
        }
    }

    private int Boot(string address)
    {
        if (Range(address, "40") is not { } place || FlashImage.Recognize(board.Ram.Read(place.Offset, 64)) != ImageKind.RiscVImage)
        {
            return Say("Bad Linux RISCV Image magic!", 1);
        }

        HasLeft = true;
        board.Started = Board.RamBase + (ulong)place.Offset;
        Say("## Flattened Device Tree blob at ff724d50\r\n\r\nStarting kernel ...\r\n", 0);
        if (!board.Setup.KernelIsSilent)
        {
            Say("[    0.000000] Linux version 6.12.0 (software board)\r\n[    0.000000] Machine model: StarFive VisionFive 2 v1.3B", 0);
        }

        if (board.Setup.KernelPanics)
        {
            Say("[    0.100000] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)", 0);
        }

        return 0;
    }

    private async Task<int> MmcAsync(string[] words)
    {
        switch (words)
        {
            case ["dev", "0"] when board.Emmc.Length > 0:
                _card = board.Emmc;
                return Say("switch to partitions #0, OK\r\nmmc0(part 0) is current device", 0);
            case ["dev", "1"] when board.Sd.Length > 0:
                _card = board.Sd;
                return Say("switch to partitions #0, OK\r\nmmc1 is current device", 0);
            case ["dev", _]:
                return Say("Card did not respond to voltage select! : -110", 1);
            case ["info"] when _card is not null:
                return Say($"Device: mmc@16020000\r\nCapacity: {_card.Length >> 20} MiB\r\nBus Width: 4-bit", 0);
            case ["write" or "read", string address, string block, string count] when _card is not null && Number(block) is { } from && Number(count) is { } sectors && sectors < (1 << 20):
                return await CardAsync(words[0], address, (long)from, (long)sectors);
            default:
                return Say("Usage:\r\nmmc", 1);
        }
    }

    private async Task<int> CardAsync(string verb, string address, long from, long sectors)
    {
        long bytes = sectors * Sector;
        board.Uart.Print($"\r\nMMC {verb}: dev # {(_card == board.Sd ? 1 : 0)}, block # {from}, count {sectors} ... ");
        await TakeAsync(bytes, CardBytesPerSecond);
        if (Range(address, bytes.ToString("x", CultureInfo.InvariantCulture)) is not { } place || from > long.MaxValue / Sector || !_card!.Has(from * Sector, bytes))
        {
            return Say("0 blocks " + verb + ": ERROR", 1);
        }

        bool done = verb == "read" ? Copy(_card, from * Sector, board.Ram, place.Offset, (int)bytes) : Store(_card, from * Sector, place.Offset, (int)bytes);
        return done ? Say($"{sectors} blocks {verb}: OK", 0) : Say($"0 blocks {verb}: ERROR", 1);
    }

    private async Task<int> SfAsync(string[] words)
    {
        if (words is ["probe"])
        {
            _spiProbed = true;
            return Say("SF: Detected gd25lq128 with page size 256 Bytes, erase size 4 KiB, total 16 MiB", 0);
        }

        if (!_spiProbed)
        {
            return Say("No SPI flash selected. Please run `sf probe'", 1);
        }

        if (words is not [("update" or "read") and string verb, string address, string offset, string count]
            || Range(address, count) is not { } place || Number(offset) is not { } from || !board.Spi.Has((long)from, place.Count))
        {
            return Say("ERROR: attempting past flash size", 1);
        }

        await TakeAsync(place.Count, verb == "update" ? SpiBytesPerSecond : CardBytesPerSecond);
        if (verb == "read")
        {
            Copy(board.Spi, (long)from, board.Ram, place.Offset, place.Count);
            return Say($"device 0 offset 0x{from:x}, size 0x{place.Count:x}\r\nSF: {place.Count} bytes @ 0x{from:x} Read: OK", 0);
        }

        return Store(board.Spi, (long)from, place.Offset, place.Count)
            ? Say($"device 0 offset 0x{from:x}, size 0x{place.Count:x}\r\n{place.Count} bytes written, 0 bytes skipped in 1.2s, speed 170000 B/s", 0)
            : Say("SPI flash failed in write step", 1);
    }

    private static bool Copy(SparseMemory from, long source, SparseMemory to, long target, int count)
    {
        to.Write(target, from.Read(source, count));
        return true;
    }

    private bool Store(SparseMemory to, long target, long source, int count)
    {
        int possible = (int)Math.Min(count, Math.Max(0, board.Setup.WritableBytes - board.Written));
        board.Written += possible;
        if (!board.Setup.StorageLies)
        {
            Copy(board.Ram, source, to, target, possible);
        }

        return possible == count;
    }
}
