// A booted machine with test programs, for the verbs that run one for long.
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Cli.Verbs;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Machines;

namespace Lume.Cli.Building;

/// <summary>A machine whose shell is ready.</summary>
internal sealed class EnduranceMachine : IAsyncDisposable
{
    private readonly QemuMachine _machine;

    private EnduranceMachine(QemuMachine machine, Shell shell, string log)
    {
        _machine = machine;
        Shell = shell;
        Log = log;
    }

    /// <summary>Its shell.</summary>
    public Shell Shell { get; }

    /// <summary>The file with everything that the console shows.</summary>
    public string Log { get; }

    /// <summary>Builds what changed and boots.</summary>
    /// <exception cref="LumeException">Something is missing or does not build.</exception>
    /// <exception cref="ConsoleTimeoutException">No prompt came.</exception>
    public static async Task<EnduranceMachine> StartAsync(
        RepositoryLayout layout, string name, EnduranceSettings settings, IReadOnlyList<string> programs, CancellationToken cancel)
    {
        string kernel = await new KernelImage(layout, settings.Board).EnsureAsync(force: false, cancel).ConfigureAwait(false);
        await Installer.EnsureAsync([.. HostTools.Building, .. HostTools.Running, HostTools.Symbolizer], cancel).ConfigureAwait(false);
        await HostTools.RequireVersionAsync(HostTools.Qemu, cancel).ConfigureAwait(false);
        string folder = Path.Combine(layout.Artifacts, "endurance");
        string initrd = Path.Combine(folder, name + ".cpio.gz");
        Initramfs image = Initramfs.ForBusyBox(await BusyBoxPackage.EnsureAsync(layout, settings.BusyBox, cancel).ConfigureAwait(false));
        await GuestPrograms.AddAsync(layout, image, programs, cancel).ConfigureAwait(false);
        image.Save(initrd);

        string log = Path.Combine(folder, name + ".log");
        QemuMachine machine = QemuMachine.Start(settings.Machine(kernel, initrd), log, layout.Elf(settings.Board));
        try
        {
            Shell shell = new(machine.Console);
            await shell.WaitUntilReadyAsync().ConfigureAwait(false);
            return new EnduranceMachine(machine, shell, log);
        }
        catch
        {
            await machine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _machine.DisposeAsync();
}
