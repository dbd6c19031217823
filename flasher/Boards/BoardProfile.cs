// What the flasher has to know of a board: its console, its memory, its boot switches in words.
using System;
using System.Collections.Generic;
using System.Linq;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Boards;

/// <summary>Facts about one kind of board.</summary>
public sealed record BoardProfile
{
    /// <summary>What <c>--board</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Rate of the boot console.</summary>
    public int BaudRate { get; init; } = 115200;

    /// <summary>Input clock of the console UART in Hz, from which divisors are made; 0 when any rate does (QEMU).</summary>
    public int UartClock { get; init; }

    /// <summary>A command of U-Boot that makes the UART take bytes faster, without effect otherwise; or null.</summary>
    public string? UartTuning { get; init; }

    /// <summary>How long a board that has said nothing yet is only listened to: it may just have been started.</summary>
    public TimeSpan FirstWordPatience { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Where an image is put in RAM when U-Boot's <c>kernel_addr_r</c> does not say.</summary>
    public ulong LoadAddress { get; init; }

    /// <summary>First address of RAM.</summary>
    public ulong RamBase { get; init; }

    /// <summary>Bytes of RAM that every board of the kind has.</summary>
    public ulong RamBytes { get; init; }

    /// <summary>U-Boot's number of the SD card, or null when the board has none.</summary>
    public int? SdDevice { get; init; }

    /// <summary>U-Boot's number of the eMMC, or null when the board has none.</summary>
    public int? EmmcDevice { get; init; }

    /// <summary>Whether there is an SPI flash for <c>sf</c>, and its bytes.</summary>
    public long SpiBytes { get; init; }

    /// <summary>Where the console is on the board, in words, or null.</summary>
    public string? ConsolePins { get; init; }

    /// <summary>How to reach the boot ROM's serial loader, in words; null when it has none.</summary>
    public string? RecoverySwitches { get; init; }

    /// <summary>How to boot normally again, in words.</summary>
    public string? NormalSwitches { get; init; }
}

/// <summary>The boards that are known.</summary>
public static class KnownBoards
{
    private const ulong GiB = 1UL << 30;

    /// <summary>StarFive VisionFive 2. Sources: Linux's and U-Boot's device trees and documentation.</summary>
    public static BoardProfile VisionFive2 { get; } = new()
    {
        Name = "visionfive2",
        Title = "StarFive VisionFive 2",
        UartClock = 24_000_000,
        LoadAddress = 0x4020_0000,
        RamBase = 0x4000_0000,
        RamBytes = 2 * GiB,
        SdDevice = 1,
        EmmcDevice = 0,
        SpiBytes = 16 << 20,
        ConsolePins = "on the 40-pin header GND is pin 6, the board's TX (GPIO5) pin 8, its RX (GPIO6) pin 10",
        RecoverySwitches = "power off; set both boot switches (RGPIO_0 and RGPIO_1) to the side marked 1 (H), which selects UART; power on",
        NormalSwitches = "power off; set both boot switches (RGPIO_0 and RGPIO_1) to the side marked 0 (L), which selects the SPI flash; power on",
    };

    /// <summary>QEMU's <c>virt</c> machine with U-Boot.</summary>
    public static BoardProfile QemuVirt { get; } = new()
    {
        Name = "qemu-virt",
        Title = "QEMU virt",
        UartTuning = "mw.b 10000002 c1", // 16550 FIFO control: QEMU's offers as many bytes as the trigger level, now 14
        FirstWordPatience = TimeSpan.FromSeconds(5),
        LoadAddress = 0x8400_0000,
        RamBase = 0x8000_0000,
        RamBytes = GiB / 4,
    };

    /// <summary>QEMU's <c>sifive_u</c> machine (HiFive Unleashed) with U-Boot.</summary>
    public static BoardProfile QemuSifiveU { get; } = new()
    {
        Name = "qemu-sifive-u",
        Title = "QEMU sifive_u",
        FirstWordPatience = TimeSpan.FromSeconds(5),
        LoadAddress = 0x8400_0000,
        RamBase = 0x8000_0000,
        RamBytes = 8 * GiB,
        SdDevice = 0,
        SpiBytes = 32 << 20,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BoardProfile> All { get; } = [VisionFive2, QemuVirt, QemuSifiveU];

    /// <summary>The board of that name.</summary>
    /// <exception cref="FlashException">There is none.</exception>
    public static BoardProfile Find(string name) => All.FirstOrDefault(board => board.Name == name)
        ?? throw new FlashException(FlashError.Usage, $"No board is called '{name}'.", $"--board takes {string.Join(", ", All.Select(board => board.Name))}.");
}
