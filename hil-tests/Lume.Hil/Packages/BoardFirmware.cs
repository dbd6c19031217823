// Debian's U-Boot for a board that boots from an SD card: which package, which files.
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Packages;

/// <summary>The files of a boot loader.</summary>
/// <param name="Spl">The first stage, as the board's boot ROM takes it.</param>
/// <param name="UBoot">OpenSBI and U-Boot in one FIT image.</param>
public sealed record BoardFirmware(string Spl, string UBoot)
{
    /// <summary>The boot loader of a board, fetched once; null for a board that needs none on its card.</summary>
    /// <param name="layout">The working copy whose cache holds it.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="cancel">Stops the download.</param>
    /// <exception cref="LumeException">The package cannot be had.</exception>
    public static async Task<BoardFirmware?> EnsureAsync(RepositoryLayout layout, string board, CancellationToken cancel = default)
    {
        (string Package, string Folder, string Spl)? source = board switch
        {
            "visionfive2" => ("u-boot-starfive", "starfive_visionfive2", "u-boot-spl.bin.normal.out"),
            "qemu-sifive-u" => ("u-boot-sifive", "sifive_unleashed", "u-boot-spl.bin"),
            _ => null,
        };
        if (source is not { } one)
        {
            return null;
        }

        string package = await DebianPackage.EnsureAsync(layout, one.Package, cancel: cancel).ConfigureAwait(false);
        string folder = Path.Combine("usr", "lib", "u-boot", one.Folder);
        return new BoardFirmware(
            DebianPackage.Require(package, Path.Combine(folder, one.Spl)), DebianPackage.Require(package, Path.Combine(folder, "u-boot.itb")));
    }
}
