// A VisionFive 2 in software: memory, storage, switches, and the program that runs from the boot ROM to the kernel.
using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Threading.Tasks;

namespace Lume.SoftwareBoard;

/// <summary>Where the boot switches point.</summary>
public enum BootSwitches
{
    /// <summary>The SPI flash.</summary>
    Spi,

    /// <summary>The serial loader.</summary>
    Uart,
}

/// <summary>How U-Boot's <c>unzip</c> does.</summary>
public enum UnzipManners
{
    /// <summary>As it should.</summary>
    Works,

    /// <summary>This U-Boot has none.</summary>
    Missing,

    /// <summary>It says that it worked and gets one bit wrong.</summary>
    Wrong,
}

/// <summary>How a board is set up and what is wrong with it.</summary>
public sealed record BoardSetup
{
    /// <summary>The boot switches.</summary>
    public BootSwitches Switches { get; init; }

    /// <summary>True when the SPI flash holds SPL and U-Boot from the start.</summary>
    public bool HasFirmware { get; init; } = true;

    /// <summary>Bytes of the SD card; 0: no card.</summary>
    public long SdBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of the eMMC; 0: none.</summary>
    public long EmmcBytes { get; init; } = 64 << 20;

    /// <summary>Bytes that can be written to storage before it fails: a worn-out chip, a full disk behind it.</summary>
    public long WritableBytes { get; init; } = long.MaxValue;

    /// <summary>Storage says that it wrote and did not.</summary>
    public bool StorageLies { get; init; }

    /// <summary>The <c>unzip</c> command.</summary>
    public UnzipManners Unzip { get; init; }

    /// <summary>The receivers' manners.</summary>
    public ReceiverManners Manners { get; init; } = new();

    /// <summary>Starts the kernel and it panics.</summary>
    public bool KernelPanics { get; init; }

    /// <summary>Starts the kernel and it says nothing.</summary>
    public bool KernelIsSilent { get; init; }

    /// <summary>True: it has dhcp and wget, and is its own host on the network (127.0.0.1).</summary>
    public bool HasNetwork { get; init; }

    /// <summary>The command by which it becomes a USB device, <c>fastboot</c> or <c>dfu</c>; null for none.</summary>
    public string? UsbCommand { get; init; }
}

/// <summary>The board. Its console is <see cref="Uart"/>.</summary>
public sealed class Board
{
    /// <summary>First address of RAM.</summary>
    public const ulong RamBase = 0x4000_0000;

    private const int SplHeaderLength = 0x400;

    private Task _program = Task.CompletedTask;

    /// <summary>A board without power.</summary>
    public Board(VirtualClock clock, BoardSetup setup)
    {
        Clock = clock;
        Setup = setup;
        Uart = new Uart(clock);
        Sd = new SparseMemory(setup.SdBytes, 0);
        Emmc = new SparseMemory(setup.EmmcBytes, 0);
    }

    /// <summary>The clock.</summary>
    public VirtualClock Clock { get; }

    /// <summary>How it is set up.</summary>
    public BoardSetup Setup { get; }

    /// <summary>The console.</summary>
    public Uart Uart { get; }

    /// <summary>2 GiB of RAM, offsets from <see cref="RamBase"/>.</summary>
    public SparseMemory Ram { get; } = new(2L << 30, 0x5a);

    /// <summary>The SPI flash.</summary>
    public SparseMemory Spi { get; } = new(16 << 20, 0xff);

    /// <summary>The SD card.</summary>
    public SparseMemory Sd { get; }

    /// <summary>The eMMC.</summary>
    public SparseMemory Emmc { get; }

    /// <summary>Bytes written to storage so far.</summary>
    public long Written { get; set; }

    /// <summary>The kernel's address once one was started, or null.</summary>
    public ulong? Started { get; set; }

    /// <summary>While it is a USB device: where in memory a download goes. Whoever plays the USB host writes it there.</summary>
    public ulong? GadgetAddress { get; internal set; }

    /// <summary>Times it was switched on.</summary>
    public int PowerCycles { get; private set; }

    /// <summary>When it was last switched on or reset.</summary>
    public TimeSpan PoweredAt { get; private set; }

    /// <summary>Switches it on, or off and on: memory is lost, storage is not.</summary>
    public void PowerOn()
    {
        PowerCycles++;
        PoweredAt = TimeSpan.FromTicks(Clock.Now);
        Uart.Reset();
        Ram.Clear();
        Started = null;
        Clock.Plan(Clock.Now, () => _program = RunAsync());
    }

    /// <summary>Fails when the board's program has a bug.</summary>
    public void ThrowIfBroken()
    {
        if (_program.IsFaulted)
        {
            _program.GetAwaiter().GetResult();
        }
    }

    /// <summary>A first loader with the header that the boot ROM wants: for tests.</summary>
    public static byte[] MakeSpl(ReadOnlySpan<byte> payload)
    {
        byte[] file = new byte[SplHeaderLength + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, 0x240);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(0x284), 0x0101_0101);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x288), payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(0x28c), SplHeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(0x290), Crc32.HashToUInt32(payload));
        payload.CopyTo(file.AsSpan(SplHeaderLength));
        return file;
    }

    private async Task RunAsync()
    {
        await Uart.DelayAsync(TimeSpan.FromMilliseconds(30));
        if (Setup.Switches == BootSwitches.Uart)
        {
            await LoadSplAsync();
            await LoadUBootAsync();
        }
        else if (!Setup.HasFirmware)
        {
            Uart.Print("\r\nBOOT fail,Error is 0xffffffff\r\n");
            await HangAsync();
        }
        else
        {
            await PrintSplAsync("SPI");
        }

        await new UBootShell(this).RunAsync();
        await HangAsync();
    }

    // The ROM takes anything up to its SRAM's size and looks at the header once all is there.
    private async Task LoadSplAsync()
    {
        Uart.Print("\r\n(C)StarFive\r\n");
        await Uart.DelayAsync(TimeSpan.FromMilliseconds(200));
        ReceiverManners manners = Setup.Manners with { IsUBoot = false, RequestInterval = TimeSpan.FromMilliseconds(500), Requests = int.MaxValue, Failures = int.MaxValue };
        while (true)
        {
            byte[]? file = await new ModemReceiver(Uart, isYModem: false, manners).ReceiveAsync();
            if (file is not null && IsSpl(file))
            {
                await PrintSplAsync("UART");
                return;
            }

            if (file is not null)
            {
                Uart.Print("\r\nBOOT fail,Error is 0xffffffff\r\n");
                await HangAsync();
            }
        }
    }

    // XMODEM pads: the payload's length comes from the header.
    private static bool IsSpl(byte[] file)
    {
        if (file.Length < SplHeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(file) != 0x240)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(0x288));
        return length > 0 && length <= file.Length - SplHeaderLength
            && Crc32.HashToUInt32(file.AsSpan(SplHeaderLength, length)) == BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(0x290));
    }

    private async Task PrintSplAsync(string source)
    {
        await Uart.DelayAsync(TimeSpan.FromMilliseconds(100));
        Uart.Print($"\r\nU-Boot SPL 2025.01-3 (Apr 08 2025 - 23:07:59 +0000)\r\nDDR version: dc2e84f0.\r\nTrying to boot from {source}\r\n");
        await Uart.DelayAsync(TimeSpan.FromMilliseconds(200));
    }

    private async Task LoadUBootAsync()
    {
        byte[]? file = await new ModemReceiver(Uart, isYModem: true, Setup.Manners with { Requests = 60 }).ReceiveAsync();
        if (file is null || !file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xd0, 0x0d, 0xfe, 0xed]))
        {
            Uart.Print("\r\nSPL: failed to boot from all boot devices\r\n### ERROR ### Please RESET the board ###\r\n");
            await HangAsync();
            return;
        }

        Uart.Print($"Loaded {file.Length} bytes\r\n");
    }

    private async Task HangAsync()
    {
        while (true)
        {
            await Uart.DelayAsync(TimeSpan.FromDays(1));
        }
    }
}
