// The initramfs that `lume run` boots: made from busybox once, again when busybox or its recipe changed.
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Images;

namespace Lume.Cli.Building;

/// <summary>Makes the standard initramfs.</summary>
internal static class DefaultInitramfs
{
    /// <summary>Where it lies.</summary>
    public static string File(RepositoryLayout layout) => Path.Combine(layout.Artifacts, "initramfs", "default.cpio.gz");

    /// <summary>Makes sure that it is there and made from the busybox in the cache, or from the one the user names.</summary>
    /// <exception cref="LumeException">There is no busybox.</exception>
    public static async Task<string> EnsureAsync(RepositoryLayout layout, string? busybox, CancellationToken cancel)
    {
        string binary = busybox is null ? await BusyBoxPackage.EnsureAsync(layout, null, cancel).ConfigureAwait(false) : Path.GetFullPath(busybox);
        BusyBoxPackage.RequireRiscV(binary);
        string file = File(layout);
        string stamp = file + ".inputs";
        // This program holds the recipe, so its own file is an input.
        string inputs = InputHash.Compute(layout.Root, [binary, typeof(Initramfs).Assembly.Location]);
        if (System.IO.File.Exists(file) && System.IO.File.Exists(stamp) && System.IO.File.ReadAllText(stamp) == inputs)
        {
            return file;
        }

        Initramfs.ForBusyBox(binary).Save(file);
        await System.IO.File.WriteAllTextAsync(stamp, inputs, cancel).ConfigureAwait(false);
        Say.Info($"initramfs: {Path.GetRelativePath(layout.Root, file)}, {new FileInfo(file).Length / 1024} KiB");
        return file;
    }
}
