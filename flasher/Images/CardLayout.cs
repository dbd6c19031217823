// Where a board's boot ROM and SPL look for what on an SD card.
using System;
using System.Collections.Generic;
using System.Linq;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>A partition that holds a piece of firmware as raw bytes.</summary>
/// <param name="Name">Its name in the partition table.</param>
/// <param name="Type">By this the boot ROM finds it.</param>
/// <param name="FirstSector">Its first sector.</param>
/// <param name="Sectors">Its size.</param>
public sealed record FirmwarePart(string Name, Guid Type, long FirstSector, long Sectors);

/// <summary>The partitions that a board wants before the one with the kernel.</summary>
/// <param name="Board">The board.</param>
/// <param name="Firmware">SPL and U-Boot in this order; none where the firmware is not on the card.</param>
/// <param name="BootSector">First sector of the FAT partition with the kernel.</param>
/// <param name="WantsSplHeader">True when the SPL goes with the JH7110's header.</param>
/// <param name="PowerOfTwo">True when the medium's size has to be a power of two: QEMU's SD cards.</param>
public sealed record CardLayout(string Board, IReadOnlyList<FirmwarePart> Firmware, long BootSector, bool WantsSplHeader, bool PowerOfTwo)
{
    /// <summary>Partition type of the FAT partition: "Microsoft basic data".</summary>
    public static Guid BasicData { get; } = new("EBD0A0A2-B9E5-4433-87C0-68B6B72699C7");

    /// <summary>Partition type of the root file system: "Linux filesystem data".</summary>
    public static Guid LinuxData { get; } = new("0FC63DAF-8483-4772-8E79-3D69D8477DE4");

    private static readonly Guid s_fiveB19 = new("5B193300-FC78-40CD-8002-E86C45580B47");
    private static readonly Guid s_twoE54 = new("2E54B353-1271-4842-806F-E436D6AF6985");

    // The two SiFive types mean the opposite of each other on the two boards: on the FU540 5B193300 is the SPL and 2E54B353
    // U-Boot; the JH7110's ROM looks for 2E54B353. Sources: U-Boot's doc/board/sifive and doc/board/starfive.
    private static readonly CardLayout[] s_all =
    [
        new(
            KnownBoards.VisionFive2.Name,
            [
                new FirmwarePart("spl", s_twoE54, 4096, 4096),
                new FirmwarePart("uboot", new Guid("BC13C2FF-59E6-4262-A352-B275FD6F7172"), 8192, 8192),
            ],
            16384,
            WantsSplHeader: true,
            PowerOfTwo: false),
        new(
            KnownBoards.QemuSifiveU.Name,
            [new FirmwarePart("spl", s_fiveB19, GptTable.FirstUsableSector, 2048), new FirmwarePart("uboot", s_twoE54, 2082, 8192)],
            16384,
            WantsSplHeader: false,
            PowerOfTwo: true),
        new(KnownBoards.QemuVirt.Name, [], 2048, WantsSplHeader: false, PowerOfTwo: false),
    ];

    /// <summary>The layout for a board.</summary>
    /// <exception cref="FlashException">No layout is known: <see cref="FlashError.Usage"/>.</exception>
    public static CardLayout For(string board) => s_all.FirstOrDefault(layout => layout.Board == board)
        ?? throw new FlashException(
            FlashError.Usage, $"There is no card layout for '{board}'.", $"--board takes {string.Join(", ", s_all.Select(layout => layout.Board))}.");
}
