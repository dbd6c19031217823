// Installs missing host programs through apt when it may; otherwise says the one command to type.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Host;

namespace Lume.Cli.Packages;

/// <summary>Brings in the host programs that Lume calls.</summary>
internal static class Installer
{
    private static readonly Dictionary<string, string> s_quiet = new() { ["DEBIAN_FRONTEND"] = "noninteractive", ["LC_ALL"] = "C" };

    /// <summary>Makes sure that all of <paramref name="tools"/> are installed.</summary>
    /// <exception cref="LumeException">Some are missing and may not or cannot be installed; the message has the command to type.</exception>
    public static async Task EnsureAsync(IEnumerable<HostTool> tools, CancellationToken cancel)
    {
        IReadOnlyList<HostTool> missing = HostTools.Missing(tools);
        if (missing.Count == 0)
        {
            return;
        }

        string programs = string.Join(", ", missing.Select(tool => tool.Program));
        if (HostTools.FindInPath("apt-get") is null)
        {
            throw new LumeException($"These programs are missing: {programs}. This is not a Debian system, so install them by its own means.");
        }

        string[]? become = await BecomeRootAsync(cancel).ConfigureAwait(false);
        if (become is not null)
        {
            // A fresh machine may have no package lists yet, and then no package has a candidate.
            await UpdateAsync(become, cancel).ConfigureAwait(false);
        }

        string[] packages = await ChoosePackagesAsync(missing, cancel).ConfigureAwait(false);
        string command = $"apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        if (become is null)
        {
            throw new LumeException($"These programs are missing: {programs}. Type this, then try again:\n  sudo apt-get update && sudo {command}");
        }

        Say.Info($"missing: {programs}; installing {string.Join(' ', packages)}");
        await InstallAsync(become, packages, command, cancel).ConfigureAwait(false);
        IReadOnlyList<HostTool> still = HostTools.Missing(missing);
        if (still.Count > 0)
        {
            throw new LumeException($"Installed {string.Join(' ', packages)}, yet these programs are not there: {string.Join(", ", still.Select(t => t.Program))}.");
        }
    }

    /// <summary>Installs what can be had; warns about the rest. For programs whose absence costs some tests and nothing else.</summary>
    public static async Task TryEnsureAsync(IEnumerable<HostTool> tools, CancellationToken cancel)
    {
        try
        {
            await EnsureAsync(tools, cancel).ConfigureAwait(false);
        }
        catch (LumeException e)
        {
            Say.Warn(e.Message);
            Say.Warn("tests that need them are skipped");
        }
    }

    private static async Task UpdateAsync(string[] become, CancellationToken cancel)
    {
        HostResult result = await Say.WhileAsync("reading the package lists", step =>
            HostProcess.RunAsync(become[0], [.. become[1..], "apt-get", "update"], s_quiet, step, cancel: cancel)).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            Say.Warn($"apt-get update failed: {LastLine(result)}");
        }
    }

    private static async Task InstallAsync(string[] become, string[] packages, string command, CancellationToken cancel)
    {
        HostResult result = await Say.WhileAsync("installing packages", step => HostProcess.RunAsync(
            become[0],
            [.. become[1..], "apt-get", "install", "-y", "--no-install-recommends", .. packages],
            s_quiet,
            step,
            cancel: cancel)).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new LumeException($"apt could not install them: {LastLine(result)}\nType this to see why:\n  sudo apt-get update && sudo {command}");
        }
    }

    // The first alternative that apt knows; the names differ between Debian releases.
    private static async Task<string[]> ChoosePackagesAsync(IReadOnlyList<HostTool> missing, CancellationToken cancel)
    {
        List<string> chosen = [];
        foreach (HostTool tool in missing)
        {
            string package = tool.Packages[^1];
            foreach (string alternative in tool.Packages)
            {
                HostResult policy = await HostProcess.RunAsync("apt-cache", ["policy", alternative], s_quiet, cancel: cancel).ConfigureAwait(false);
                if (policy.Output.Contains("Candidate:", StringComparison.Ordinal) && !policy.Output.Contains("Candidate: (none)", StringComparison.Ordinal))
                {
                    package = alternative;
                    break;
                }
            }

            if (!chosen.Contains(package))
            {
                chosen.Add(package);
            }
        }

        return [.. chosen];
    }

    // How to run a program as root without asking a person, or null. `env` stands in where we are root already.
    private static async Task<string[]?> BecomeRootAsync(CancellationToken cancel)
    {
        if (Environment.IsPrivilegedProcess)
        {
            return ["env", "DEBIAN_FRONTEND=noninteractive"];
        }

        if (HostTools.FindInPath("sudo") is not { } sudo)
        {
            return null;
        }

        HostResult probe = await HostProcess.RunAsync(sudo, ["-n", "true"], cancel: cancel).ConfigureAwait(false);
        return probe.ExitCode == 0 ? [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive"] : null;
    }

    private static string LastLine(HostResult result)
    {
        string text = result.Error.Trim().Length > 0 ? result.Error : result.Output;
        return text.Trim().Split('\n').LastOrDefault(line => line.StartsWith("E:", StringComparison.Ordinal))
            ?? text.Trim().Split('\n')[^1];
    }
}
