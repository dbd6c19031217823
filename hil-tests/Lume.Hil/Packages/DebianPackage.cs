// A package of Debian, unpacked: fetched once through a private apt, kept in artifacts/cache.
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Packages;

/// <summary>Brings files of Debian's packages: busybox, Linux, U-Boot, OpenSBI. Nothing is installed.</summary>
public static class DebianPackage
{
    private const int TryAgain = 11; // EAGAIN: another process holds the lock

    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes sure that a package for the guests is there, unpacked; several processes may ask at once.</summary>
    /// <param name="layout">The working copy whose cache holds it.</param>
    /// <param name="package">The package's name.</param>
    /// <param name="step">Called with each line that apt prints, or null.</param>
    /// <param name="cancel">Stops the download.</param>
    /// <returns>The folder that holds the package's files by their full paths (<c>usr/lib/...</c>).</returns>
    /// <exception cref="LumeException">No Debian archive in apt's sources, no network, a bad signature, or no such package.</exception>
    public static Task<string> EnsureAsync(
        RepositoryLayout layout, string package, Action<string>? step = null, CancellationToken cancel = default) =>
        EnsureAsync(layout, package, DebianRelease.Guest, step, cancel);

    /// <inheritdoc cref="EnsureAsync(RepositoryLayout, string, Action{string}?, CancellationToken)"/>
    public static async Task<string> EnsureAsync(
        RepositoryLayout layout, string package, DebianRelease release, Action<string>? step = null, CancellationToken cancel = default)
    {
        string folder = Path.Combine(layout.Cache, release.ToString(), package);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using FileStream alone = await LockAsync(Path.Combine(layout.Cache, "apt.lock"), cancel).ConfigureAwait(false);
        if (!Directory.Exists(folder))
        {
            try
            {
                await FetchAsync(layout, package, release, folder, step, cancel).ConfigureAwait(false);
            }
            catch (LumeException e)
            {
                throw new LumeException($"The package {package} ({release.Architecture}) of Debian {release.Suite} cannot be had: {e.Message}", e);
            }
        }

        return folder;
    }

    /// <summary>The path of a file in an unpacked package.</summary>
    /// <exception cref="LumeException">The package does not have it.</exception>
    public static string Require(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return File.Exists(path) ? path : throw new LumeException($"The package in {folder} has no {file}; Debian has moved it.");
    }

    private static async Task FetchAsync(
        RepositoryLayout layout, string package, DebianRelease release, string folder, Action<string>? step, CancellationToken cancel)
    {
        string mirror = AptSources.FindDebianMirror()
            ?? throw new LumeException("this machine's apt sources name no Debian archive.");
        PrivateApt apt = new(Path.Combine(layout.Cache, $"apt-{release}"), mirror, release);
        string archive = await apt.DownloadAsync(package, step, cancel).ConfigureAwait(false);

        // Unpacked under another name first, so that an interrupted unpacking is never taken for the whole.
        string partial = folder + ".partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        HostResult result = await HostProcess.RunAsync("dpkg-deb", ["-x", archive, partial], cancel: cancel).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new LumeException($"{Path.GetFileName(archive)} cannot be unpacked: {result.Error.Trim()}");
        }

        Directory.Move(partial, folder);
    }

    private static async Task<FileStream> LockAsync(string file, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.HResult == TryAgain)
            {
                await Task.Delay(s_pollInterval, cancel).ConfigureAwait(false);
            }
        }
    }
}
