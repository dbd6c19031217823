// A QEMU newer than the installed one, for what the installed one does badly. It is unpacked, not installed.
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Packages;

/// <summary>QEMU from the backports to the host's Debian. It runs with the libraries of the installed one.</summary>
/// <param name="Program">The full path of qemu-system-riscv64.</param>
/// <param name="Firmware">The OpenSBI that belongs to it.</param>
public sealed record BackportedQemu(string Program, string Firmware)
{
    /// <summary>Makes sure that it is in the cache.</summary>
    /// <exception cref="LumeException">The host is no Debian, its archive has no such package, or a library is missing.</exception>
    public static async Task<BackportedQemu> EnsureAsync(RepositoryLayout layout, Action<string>? step = null, CancellationToken cancel = default)
    {
        DebianRelease release = await DebianRelease.HostBackportsAsync(cancel).ConfigureAwait(false);
        string qemu = await DebianPackage.EnsureAsync(layout, "qemu-system-riscv", release, step, cancel).ConfigureAwait(false);
        string opensbi = await DebianPackage.EnsureAsync(layout, "opensbi", release, step, cancel).ConfigureAwait(false);
        string program = DebianPackage.Require(qemu, Path.Combine("usr", "bin", HostTools.Qemu.Program));
        HostResult version = await HostProcess.RunAsync(program, ["--version"], cancel: cancel).ConfigureAwait(false);
        if (version.ExitCode != 0)
        {
            throw new LumeException($"{program} does not start: {version.Error.Trim()}");
        }

        return new BackportedQemu(
            program,
            DebianPackage.Require(opensbi, Path.Combine("usr", "lib", "riscv64-linux-gnu", "opensbi", "generic", "fw_dynamic.bin")));
    }
}
