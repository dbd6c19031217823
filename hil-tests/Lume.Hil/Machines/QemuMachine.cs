// A QEMU that runs as long as somebody holds it, and not a moment longer.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Symbols;

namespace Lume.Hil.Machines;

/// <summary>A started QEMU with its serial console. Disposing it kills QEMU; so does the end of this process, however it comes.</summary>
public sealed class QemuMachine : IAsyncDisposable
{
    private static readonly Regex s_portNotice = new(@"redirected to (/dev/\S+)", RegexOptions.CultureInvariant);

    private readonly Process _process;
    private readonly KernelSymbols? _symbols;

    private QemuMachine(Process process, SerialConsole console, KernelSymbols? symbols)
    {
        _process = process;
        _symbols = symbols;
        Console = console;
    }

    /// <summary>The guest's serial console.</summary>
    public SerialConsole Console { get; }

    /// <summary>True once QEMU has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts QEMU.</summary>
    /// <param name="options">The machine.</param>
    /// <param name="logFile">Where everything that the console shows is kept, or null.</param>
    /// <param name="elf">The kernel with symbols, for addresses in the log, or null.</param>
    /// <exception cref="LumeException">QEMU is missing.</exception>
    public static QemuMachine Start(MachineOptions options, string? logFile = null, string? elf = null)
    {
        string qemu = options.Program ?? HostTools.FindInPath(HostTools.Qemu.Program)
            ?? throw new LumeException($"{HostTools.Qemu.Program} is missing. Type: sudo apt-get install {HostTools.Qemu.Packages[^1]}");
        ProcessStartInfo start = new(qemu)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in (string[])[.. options.ToArguments(), "-serial", options.Serial, "-monitor", "none"])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = HostProcess.StartBound(start);
        KernelSymbols? symbols = elf is null ? null : KernelSymbols.TryOpen(elf);
        ConsoleLog? log = logFile is null ? null : new ConsoleLog(logFile, symbols);
        log?.Note($"{qemu} {string.Join(' ', start.ArgumentList)}");
        SerialConsole console = new(process.StandardInput.BaseStream, process.StandardOutput.BaseStream, log);
        _ = ForwardErrorsAsync(process, console);
        return new QemuMachine(process, console, symbols);
    }

    /// <summary>Starts QEMU with its serial port on a pseudo-terminal and waits until that is there.</summary>
    /// <returns>The machine, and the path of the pseudo-terminal: open it like any serial port.</returns>
    /// <exception cref="LumeException">QEMU is missing.</exception>
    /// <exception cref="ConsoleTimeoutException">QEMU refused to start.</exception>
    public static async Task<(QemuMachine Machine, string Port)> StartWithPortAsync(MachineOptions options, string? logFile = null)
    {
        QemuMachine machine = Start(options with { Serial = "pty" }, logFile);
        try
        {
            Match port = await machine.Console.ExpectAsync(s_portNotice).ConfigureAwait(false);
            return (machine, port.Groups[1].Value);
        }
        catch (ConsoleTimeoutException)
        {
            await machine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until QEMU ends by itself, as after a power-off.</summary>
    /// <exception cref="ConsoleTimeoutException">It still runs after <paramref name="timeout"/>.</exception>
    public async Task<int> WaitForEndAsync(TimeSpan timeout)
    {
        using CancellationTokenSource limit = new(timeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw new ConsoleTimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"QEMU still runs after {timeout.TotalSeconds:0} s."), Console.Screen());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        HostProcess.Kill(_process);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await Console.DisposeAsync().ConfigureAwait(false);
        _symbols?.Dispose();
        _process.Dispose();
    }

    // QEMU's own complaints belong where the reader of a failure looks: on the console.
    private static async Task ForwardErrorsAsync(Process process, SerialConsole console)
    {
        try
        {
            while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                console.AddHostLine(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The machine was taken down while we read.
        }
    }
}
