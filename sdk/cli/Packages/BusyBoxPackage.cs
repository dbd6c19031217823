// The unmodified busybox-static of Debian trixie for riscv64: fetched once, kept in artifacts/cache.
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Packages;

namespace Lume.Cli.Packages;

/// <summary>Brings a riscv64 busybox.</summary>
internal static class BusyBoxPackage
{
    private const string Package = "busybox-static";

    /// <summary>Makes sure that <see cref="RepositoryLayout.BusyBox"/> is there; a file the user names takes its place.</summary>
    /// <returns>The path of the binary to use.</returns>
    /// <exception cref="LumeException">The file is not a riscv64 program, or the package cannot be had.</exception>
    public static async Task<string> EnsureAsync(RepositoryLayout layout, string? given, CancellationToken cancel)
    {
        if (given is not null)
        {
            RequireRiscV(given);
            Directory.CreateDirectory(layout.Cache);
            File.Copy(given, layout.BusyBox, overwrite: true);
            return layout.BusyBox;
        }

        if (!File.Exists(layout.BusyBox))
        {
            await FetchAsync(layout, cancel).ConfigureAwait(false);
        }

        return layout.BusyBox;
    }

    /// <summary>Checks that a file is a riscv64 ELF program.</summary>
    /// <exception cref="LumeException">It is not there or something else.</exception>
    public static void RequireRiscV(string file)
    {
        if (!File.Exists(file))
        {
            throw new LumeException($"There is no file {file}.");
        }

        if (!ElfHeader.IsRiscV64Program(file))
        {
            throw new LumeException($"{file} is not a riscv64 ELF program.");
        }
    }

    private static async Task FetchAsync(RepositoryLayout layout, CancellationToken cancel)
    {
        try
        {
            await Installer.EnsureAsync(HostTools.Fetching, cancel).ConfigureAwait(false);
            string folder = await Say.WhileAsync(
                $"fetching {Package} for riscv64", step => DebianPackage.EnsureAsync(layout, Package, step, cancel)).ConfigureAwait(false);
            Take(layout, folder);
        }
        catch (LumeException e)
        {
            throw new LumeException(
                $"No BusyBox to be had: {e.Message}\nGive one with --busybox FILE (a static riscv64 binary), or a whole initramfs with --initrd FILE.", e);
        }
    }

    private static void Take(RepositoryLayout layout, string folder)
    {
        string binary = Path.Combine(folder, "usr", "bin", "busybox");
        if (!File.Exists(binary))
        {
            binary = Path.Combine(folder, "bin", "busybox");
        }

        RequireRiscV(binary);
        // Copied under another name first, so that an interrupted copy is never taken for the whole.
        string partial = layout.BusyBox + ".partial";
        File.Copy(binary, partial, overwrite: true);
        File.Move(partial, layout.BusyBox, overwrite: true);
    }
}
