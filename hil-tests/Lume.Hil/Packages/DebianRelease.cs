// Which Debian a package comes from.
using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Packages;

/// <summary>One release of Debian for one kind of machine.</summary>
/// <param name="Suite">Its name in the archive.</param>
/// <param name="Architecture">Debian's name of the kind of machine.</param>
public sealed record DebianRelease(string Suite, string Architecture)
{
    private const string OsRelease = "/etc/os-release";

    /// <summary>What the guests' programs, their Linux and their boot loaders are taken from.</summary>
    public static DebianRelease Guest { get; } = new("trixie", "riscv64");

    /// <summary>Newer packages for the release that this host runs.</summary>
    /// <exception cref="LumeException">The host is no Debian.</exception>
    public static async Task<DebianRelease> HostBackportsAsync(CancellationToken cancel)
    {
        string codename = (File.Exists(OsRelease) ? CodenameOf(await File.ReadAllTextAsync(OsRelease, cancel).ConfigureAwait(false)) : null)
            ?? throw new LumeException($"{OsRelease} names no release of Debian.");
        HostResult architecture = await HostProcess.RunAsync("dpkg", ["--print-architecture"], cancel: cancel).ConfigureAwait(false);
        return new DebianRelease(codename + "-backports", architecture.Output.Trim());
    }

    /// <summary>VERSION_CODENAME of a Debian's os-release(5), or null.</summary>
    internal static string? CodenameOf(string text)
    {
        string[] lines = text.Split('\n');
        return Value("ID") == "debian" ? Value("VERSION_CODENAME") : null;

        string? Value(string name) => lines.Where(line => line.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(line => line[(name.Length + 1)..].Trim().Trim('"', '\'')).FirstOrDefault();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Suite}-{Architecture}";
}
