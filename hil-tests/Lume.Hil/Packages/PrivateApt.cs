// An apt of our own: its lists and cache lie in artifacts, the system's apt is not touched, signatures are checked as always.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Packages;

/// <summary>Downloads packages of another Debian release through a private apt configuration.</summary>
/// <param name="folder">Where its configuration, lists and downloads live.</param>
/// <param name="mirror">Address of the Debian archive.</param>
/// <param name="release">What the packages belong to.</param>
internal sealed class PrivateApt(string folder, string mirror, DebianRelease release)
{
    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private string Configuration => Path.Combine(folder, "apt.conf");

    /// <summary>Downloads a package and returns the path of its .deb. One caller at a time for one folder.</summary>
    /// <param name="package">Its name.</param>
    /// <param name="step">Called with each line that apt prints.</param>
    /// <param name="cancel">Stops apt.</param>
    /// <exception cref="LumeException">No key ring, no network, a bad signature, or no such package.</exception>
    public async Task<string> DownloadAsync(string package, Action<string>? step, CancellationToken cancel)
    {
        if (!File.Exists(Keyring))
        {
            throw new LumeException($"Debian's archive keys are missing ({Keyring}). Type: sudo apt-get install debian-archive-keyring");
        }

        Prepare();
        string downloads = Path.Combine(folder, "downloads");
        if (Directory.Exists(downloads))
        {
            Directory.Delete(downloads, recursive: true);
        }

        Directory.CreateDirectory(downloads);
        Action<string> told = step ?? (static _ => { });
        if (!await TryAptAsync(["download", package], downloads, told, cancel).ConfigureAwait(false))
        {
            // No lists yet, or lists that name a version the archive has replaced.
            await AptAsync(["update"], downloads, told, cancel).ConfigureAwait(false);
            await AptAsync(["download", package], downloads, told, cancel).ConfigureAwait(false);
        }

        return Directory.GetFiles(downloads, package + "_*.deb").SingleOrDefault()
            ?? throw new LumeException($"apt downloaded no {package} package.");
    }

    /// <summary>The text of the private configuration file. Proxy settings of the system still hold: apt reads its own files first.</summary>
    internal string ConfigurationText() =>
        $$"""
        Dir::Etc::SourceList "/dev/null";
        Dir::Etc::SourceParts "{{folder}}/sources";
        Dir::Etc::Preferences "/dev/null";
        Dir::Etc::PreferencesParts "/dev/null";
        Dir::State "{{folder}}/state";
        Dir::State::Lists "{{folder}}/state/lists";
        Dir::State::Status "/dev/null";
        Dir::Cache "{{folder}}/cache";
        Dir::Log "{{folder}}/log";
        APT::Architecture "{{release.Architecture}}";
        APT::Architectures { "{{release.Architecture}}"; };
        APT::Sandbox::User "";
        APT::Update::Post-Invoke "";
        APT::Update::Post-Invoke-Success "";
        Acquire::Languages "none";
        Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
        Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
        Acquire::AllowInsecureRepositories "false";
        Acquire::Retries "2";
        #clear DPkg::Post-Invoke;
        #clear APT::Update::Post-Invoke;
        #clear APT::Update::Post-Invoke-Success;

        """;

    private void Prepare()
    {
        foreach (string below in (string[])["sources", "state/lists/partial", "cache/archives/partial", "log"])
        {
            Directory.CreateDirectory(Path.Combine(folder, below));
        }

        File.WriteAllText(Configuration, ConfigurationText());
        File.WriteAllText(
            Path.Combine(folder, "sources", "debian.sources"),
            $"""
            Types: deb
            URIs: {mirror}
            Suites: {release.Suite}
            Components: main
            Architectures: {release.Architecture}
            Signed-By: {Keyring}

            """);
    }

    private async Task AptAsync(string[] arguments, string downloads, Action<string> step, CancellationToken cancel)
    {
        HostResult result = await RunAsync(arguments, downloads, step, cancel).ConfigureAwait(false);
        if (HasFailed(result))
        {
            string[] told = [.. (result.Error + result.Output).Split('\n')
                .Where(line => line.StartsWith("E:", StringComparison.Ordinal) || line.StartsWith("W:", StringComparison.Ordinal) || line.StartsWith("Err:", StringComparison.Ordinal))
                .Take(4)];
            throw new LumeException($"apt-get {arguments[0]} from {mirror} failed:\n  {string.Join("\n  ", told)}");
        }
    }

    private async Task<bool> TryAptAsync(string[] arguments, string downloads, Action<string> step, CancellationToken cancel) =>
        !HasFailed(await RunAsync(arguments, downloads, step, cancel).ConfigureAwait(false));

    private Task<HostResult> RunAsync(string[] arguments, string downloads, Action<string> step, CancellationToken cancel)
    {
        Dictionary<string, string> environment = new() { ["APT_CONFIG"] = Configuration, ["LC_ALL"] = "C" };
        return HostProcess.RunAsync("apt-get", arguments, environment, step, downloads, cancel: cancel);
    }

    // `apt-get update` ends with 0 even when every list failed to come.
    private static bool HasFailed(HostResult result) =>
        result.ExitCode != 0
        || result.Error.Contains("Failed to fetch", StringComparison.Ordinal)
        || result.Error.Contains("is not signed", StringComparison.Ordinal);
}
