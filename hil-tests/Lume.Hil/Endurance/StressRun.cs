// stress-ng on a machine, one stressor after another; a stressor that takes the machine down costs the next one a boot.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Packages;

namespace Lume.Hil.Endurance;

/// <summary>Runs stressors.</summary>
/// <param name="options">The machine; its initramfs has stress-ng.</param>
/// <param name="log">The path of the console's log; further boots add a number.</param>
/// <param name="elf">The kernel with symbols, or null.</param>
public sealed class StressRun(MachineOptions options, string log, string? elf) : IAsyncDisposable
{
    /// <summary>Where stressors make their files.</summary>
    private const string Folder = "/tmp/stress";

    // A stressor ends by itself at its time; what is more than that is what it cleans up, on a host that is busy with others.
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan s_boot = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_reports = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(60);

    private QemuMachine? _machine;
    private Shell? _shell;
    private int _boots;

    /// <summary>Runs a stressor with as many instances as the machine has harts.</summary>
    /// <exception cref="ConsoleTimeoutException">The machine does not boot.</exception>
    public async Task<StressOutcome> RunAsync(Stressor stressor, int seconds, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Shell shell = _shell ?? await BootAsync().ConfigureAwait(false);
        try
        {
            StressOutcome outcome = await RunAsync(shell, stressor, options.Smp, seconds).ConfigureAwait(false);
            if (outcome.End == StressEnd.Oops)
            {
                await StopAsync().ConfigureAwait(false);
            }

            return outcome;
        }
        catch (ConsoleTimeoutException e)
        {
            string reason = e.Message.Split('\n')[0];
            bool stopped = !reason.Contains("did not come", StringComparison.Ordinal);
            if (!stopped && elf is not null)
            {
                // The reports of Lume's console keys: what every thread waits for, and who holds which lock.
                await shell.Console.SendAsync("\u001ft\u001fl\u001fm").ConfigureAwait(false);
                await Task.Delay(s_reports, cancel).ConfigureAwait(false);
            }

            await StopAsync().ConfigureAwait(false);
            return new StressOutcome(stressor.Name, seconds, stopped ? StressEnd.Panic : StressEnd.Hung, null, stopped ? reason : string.Empty);
        }
    }

    /// <summary>Makes a booted machine ready for stressors; a second time changes nothing.</summary>
    public static async Task PrepareAsync(Shell shell) =>
        await shell.RunAsync($"mkdir -p /dev/shm {Folder}; chmod 1777 {Folder}; mountpoint -q /dev/shm || mount -t tmpfs shm /dev/shm", s_answer).ConfigureAwait(false);

    /// <summary>Runs a stressor on a machine that is ready.</summary>
    /// <exception cref="ConsoleTimeoutException">It did not end, or the kernel stopped.</exception>
    public static async Task<StressOutcome> RunAsync(Shell shell, Stressor stressor, int instances, int seconds)
    {
        string command = string.Create(
            CultureInfo.InvariantCulture, $"/{StressNgPackage.Program} --{stressor.Name} {instances} --timeout {seconds}s --metrics --verify {stressor.Options}");
        command = $"cd {Folder}; {(stressor.AsUser ? $"su -s /bin/sh nobody -c '{command}'" : command)}";
        CommandResult result = await shell.RunAsync(command, TimeSpan.FromSeconds(seconds * 2) + s_slack).ConfigureAwait(false);
        CommandResult oopses = await shell.RunAsync($"cd /; rm -rf {Folder}/*; cat /proc/lume/oops 2>/dev/null", s_answer).ConfigureAwait(false);
        StressOutcome outcome = StressOutcome.Judge(stressor.Name, seconds, result);
        return oopses.Output.Trim() is "" or "0" ? outcome : outcome with { End = StressEnd.Oops, Detail = "the kernel's log has it" };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task<Shell> BootAsync()
    {
        _boots++;
        string name = _boots == 1 ? log : Path.ChangeExtension(log, string.Create(CultureInfo.InvariantCulture, $".{_boots}.log"));
        _machine = QemuMachine.Start(options, name, elf);
        Shell shell = new(_machine.Console);
        await shell.WaitUntilReadyAsync(s_boot).ConfigureAwait(false);
        await PrepareAsync(shell).ConfigureAwait(false);
        _shell = shell;
        return shell;
    }

    private async Task StopAsync()
    {
        _shell = null;
        if (_machine is not null)
        {
            await _machine.DisposeAsync().ConfigureAwait(false);
            _machine = null;
        }
    }
}
