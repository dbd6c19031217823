// Debian trixie's Linux for riscv64, to compare with: fetched once, kept in artifacts/cache, never in the repository.
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Packages;

namespace Lume.Cli.Packages;

/// <summary>Brings a bootable Linux.</summary>
internal static class LinuxPackage
{
    // A package without files of its own: its documentation is a link with the name of the current kernel's package.
    private const string Current = "linux-image-riscv64";

    /// <summary>Makes sure that a kernel image is in the cache.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="LumeException">The package cannot be had or has no image in it.</exception>
    public static async Task<string> EnsureAsync(RepositoryLayout layout, CancellationToken cancel)
    {
        string image = Path.Combine(layout.Cache, "linux", "Image");
        if (File.Exists(image))
        {
            return image;
        }

        await Installer.EnsureAsync(HostTools.Fetching, cancel).ConfigureAwait(false);
        string meta = await FetchAsync(layout, Current, cancel).ConfigureAwait(false);
        string package = new FileInfo(Path.Combine(meta, "usr", "share", "doc", Current)).LinkTarget
            ?? throw new LumeException($"The package {Current} does not say which kernel is the current one.");
        string folder = await FetchAsync(layout, package, cancel).ConfigureAwait(false);
        string boot = Path.Combine(folder, "boot");
        string kernel = (Directory.Exists(boot) ? Directory.GetFiles(boot, "vmlinu*") : []).FirstOrDefault()
            ?? throw new LumeException($"The package {package} has no kernel in it.");
        Directory.CreateDirectory(Path.GetDirectoryName(image)!);
        File.Move(kernel, image, overwrite: true);
        Directory.Delete(folder, recursive: true);
        Say.Done($"Linux of Debian's {package}");
        return image;
    }

    private static Task<string> FetchAsync(RepositoryLayout layout, string package, CancellationToken cancel) =>
        Say.WhileAsync($"fetching {package} for riscv64", step => DebianPackage.EnsureAsync(layout, package, step, cancel));
}
