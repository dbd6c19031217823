// One build at a time in a working copy: two would write the same files.
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Host;

namespace Lume.Cli.Building;

/// <summary>Held while MSBuild runs. The kernel gives it up with the process that holds it, however that ends.</summary>
internal static class BuildLock
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until no other process builds in this working copy. Dispose what it returns to let the next one in.</summary>
    public static async Task<IDisposable> TakeAsync(RepositoryLayout layout, CancellationToken cancel)
    {
        string file = Path.Combine(layout.Artifacts, "build.lock");
        Directory.CreateDirectory(layout.Artifacts);
        for (bool told = false; ; told = true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (!told)
                {
                    Say.Info("another lume builds in this working copy; waiting for it");
                }

                await Task.Delay(s_interval, cancel).ConfigureAwait(false);
            }
        }
    }
}
