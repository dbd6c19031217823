// The unmodified busybox-static of Debian trixie for riscv64: fetched once, kept in artifacts/cache.
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Images;

namespace Lume.Cli.Packages;

/// <summary>Brings a riscv64 busybox.</summary>
internal static class BusyBoxPackage
{
    private const string Package = "busybox-static";
    private const string Suite = "trixie";
    private const string Architecture = "riscv64";

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
            string mirror = AptSources.FindDebianMirror()
                ?? throw new LumeException("This machine's apt sources name no Debian archive.");
            string folder = Path.Combine(layout.Cache, "apt");
            string package = await new PrivateApt(folder, mirror, Suite, Architecture).DownloadAsync(Package, cancel).ConfigureAwait(false);
            await UnpackAsync(layout, package, cancel).ConfigureAwait(false);
            Say.Done($"busybox: {Path.GetFileName(package)}");
        }
        catch (LumeException e)
        {
            throw new LumeException(
                $"No BusyBox to be had: {e.Message}\nGive one with --busybox FILE (a static riscv64 binary), or a whole initramfs with --initrd FILE.", e);
        }
    }

    private static async Task UnpackAsync(RepositoryLayout layout, string package, CancellationToken cancel)
    {
        string folder = Path.Combine(layout.Cache, "busybox-static");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        HostResult result = await HostProcess.RunAsync("dpkg-deb", ["-x", package, folder], cancel: cancel).ConfigureAwait(false);
        string binary = Path.Combine(folder, "usr", "bin", "busybox");
        if (!File.Exists(binary))
        {
            binary = Path.Combine(folder, "bin", "busybox");
        }

        if (result.ExitCode != 0 || !File.Exists(binary))
        {
            throw new LumeException($"{Path.GetFileName(package)} has no busybox in it. {result.Error.Trim()}");
        }

        RequireRiscV(binary);
        // Copied under another name first, so that an interrupted copy is never taken for the whole.
        string partial = layout.BusyBox + ".partial";
        File.Copy(binary, partial, overwrite: true);
        File.Move(partial, layout.BusyBox, overwrite: true);
    }
}
