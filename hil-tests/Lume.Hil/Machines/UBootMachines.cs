// QEMU machines whose boot loader is Debian's real U-Boot: what the flasher and the runner prove themselves on.
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Packages;

namespace Lume.Hil.Machines;

/// <summary>Machines that start in U-Boot. The boot loader comes from Debian's packages (<see cref="DebianPackage"/>).</summary>
public static class UBootMachines
{
    /// <summary>U-Boot's prompt on both machines.</summary>
    public const string Prompt = "=> ";

    private const string VirtPackage = "u-boot-qemu";
    private const int FlashBytes = 32 << 20;
    private const int FlashBlockBytes = 4096;
    private const string SifiveBoard = "qemu-sifive-u";

    /// <summary>Arguments for a <c>sifive_u</c> that runs Lume, which is compiled for harts with Zba and Zbb, as the U74 has them; QEMU's U54 has neither.</summary>
    public static IReadOnlyList<string> CpuOfLume { get; } = ["-cpu", "rv64"];

    // U-Boot leaves the other harts in a loop over wfi, and each turn takes QEMU's lock, which the serial port needs for every byte.
    private static readonly string[] s_oneThread = ["-accel", "tcg,thread=single"];

    /// <summary>
    /// QEMU's <c>virt</c> with U-Boot in S-mode behind QEMU's OpenSBI: 4 harts, 512 MiB. It has loady, loadx, tftpboot and booti,
    /// no mmc and no sf; a <paramref name="disk"/> becomes <c>virtio 0</c>.
    /// </summary>
    /// <param name="layout">The working copy whose cache holds the packages.</param>
    /// <param name="disk">A raw disk image, or null. It is written to as the guest writes.</param>
    /// <param name="network">True: a network card behind QEMU's user network; it reaches this host by its own addresses (10.0.2.2 works too, except for TFTP, which QEMU answers there itself).</param>
    /// <param name="fastSerial">True: one host thread runs all harts. Bytes get through U-Boot's serial port some ten times faster, the kernel runs slower.</param>
    /// <param name="cancel">Stops the download.</param>
    /// <exception cref="LumeException">The packages cannot be had.</exception>
    public static async Task<MachineOptions> VirtAsync(
        RepositoryLayout layout, string? disk = null, bool network = false, bool fastSerial = false, CancellationToken cancel = default)
    {
        string folder = await DebianPackage.EnsureAsync(layout, VirtPackage, cancel: cancel).ConfigureAwait(false);
        List<string> extra = [.. fastSerial ? s_oneThread : []];
        if (disk is not null)
        {
            extra.AddRange(["-drive", $"file={Escaped(disk)},if=none,id=disk,format=raw", "-device", "virtio-blk-device,drive=disk"]);
        }

        if (network)
        {
            extra.AddRange(["-netdev", "user,id=net", "-device", "virtio-net-device,netdev=net"]);
        }

        return new MachineOptions
        {
            Kernel = DebianPackage.Require(folder, "usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin"),
            Memory = "512M",
            AllowReboot = true,
            Extra = extra,
        };
    }

    /// <summary>
    /// QEMU's <c>sifive_u</c> from an SD card: the SPL in the card's first partition, OpenSBI and U-Boot in its second.
    /// It has loady, mmc, sf, tftpboot and booti. One monitor hart (0) and four harts that run Linux or Lume.
    /// </summary>
    /// <param name="layout">The working copy whose cache holds the packages.</param>
    /// <param name="card">The card's raw image; its size is a power of two. It is written to as the guest writes.</param>
    /// <param name="flash">
    /// A raw image of the 32 MiB SPI flash, or null for one that holds only a boot script and forgets what is written. The script
    /// tries the card again: QEMU's card does not answer the first command after the SPL, so U-Boot's first try finds none.
    /// </param>
    /// <param name="network">True: its Ethernet is behind QEMU's user network; it reaches this host by its own addresses (10.0.2.2 works too, except for TFTP, which QEMU answers there itself).</param>
    /// <param name="fastSerial">True: one host thread runs all harts. Bytes get through U-Boot's serial port some ten times faster, the kernel runs slower.</param>
    /// <param name="cancel">Stops the download.</param>
    /// <exception cref="LumeException">The packages cannot be had, or this QEMU's card does not work.</exception>
    public static async Task<MachineOptions> SifiveAsync(
        RepositoryLayout layout, string card, string? flash = null, bool network = false, bool fastSerial = false, CancellationToken cancel = default)
    {
        if (await QemuFaults.OfSifiveCardAsync(cancel).ConfigureAwait(false) is { } fault)
        {
            throw new LumeException(fault);
        }

        BoardFirmware firmware = (await BoardFirmware.EnsureAsync(layout, SifiveBoard, cancel).ConfigureAwait(false))!;
        List<string> extra = [.. fastSerial ? s_oneThread : [], "-drive", $"file={Escaped(card)},if=sd,format=raw"];
        extra.AddRange(["-drive", flash is null
            ? $"file={Escaped(ScriptFlash(layout))},if=mtd,format=raw,snapshot=on"
            : $"file={Escaped(flash)},if=mtd,format=raw"]);

        if (network)
        {
            extra.AddRange(["-nic", "user"]);
        }

        return new MachineOptions
        {
            Kernel = null,
            Bios = firmware.Spl,
            Machine = "sifive_u,msel=11",
            Smp = 5,
            Memory = "8G", // Debian's U-Boot is built for the board's 8 GiB and prints nothing with less
            AllowReboot = true,
            Extra = extra,
        };
    }

    // U-Boot's bootcmd_sf0 runs the script that it finds in the last block.
    private static string ScriptFlash(RepositoryLayout layout)
    {
        string file = Path.Combine(layout.Cache, "sifive-boot-script.flash");
        if (!File.Exists(file))
        {
            string partial = $"{file}.{Guid.NewGuid():N}";
            using (FileStream stream = new(partial, FileMode.CreateNew, FileAccess.Write))
            {
                stream.SetLength(FlashBytes);
                stream.Position = FlashBytes - FlashBlockBytes;
                stream.Write(UBootScript.Make("run bootcmd_mmc0\n"));
            }

            File.Move(partial, file, overwrite: true);
        }

        return file;
    }

    // A comma ends a value in QEMU's notation.
    private static string Escaped(string path) => path.Replace(",", ",,", StringComparison.Ordinal);
}
