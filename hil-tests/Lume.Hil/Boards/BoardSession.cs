// One board during one run: locked, connected, reset, booted, and asked what went wrong when something did.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Benches;
using Lume.Hil.Causes;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Hil.Boards;

/// <summary>
/// A board for tests, one at a time. The port is locked from the first test to the end of the session, so that a test
/// marked as needing no reset finds what its predecessor left and nothing else.
/// </summary>
/// <param name="spec">The board.</param>
/// <param name="layout">The working copy: kernels, firmware packages.</param>
/// <param name="folder">Where console logs and scratch files of this board go.</param>
public sealed partial class BoardSession(BoardSpec spec, RepositoryLayout layout, string folder) : IAsyncDisposable
{
    private static readonly TimeSpan s_commandLimit = TimeSpan.FromSeconds(60);

    private readonly SortedDictionary<string, string> _notes = new(StringComparer.Ordinal);
    private PortLock? _lock;
    private QemuRig? _rig;
    private Connection? _connection;
    private Shell? _shell;
    private BoardException? _fault;
    private long _attemptStart;
    private int _overrunsBefore;
    private int _boots;

    /// <summary>The board as the bench describes it.</summary>
    public BoardSpec Spec => spec;

    /// <summary>The console.</summary>
    /// <exception cref="InvalidOperationException">No attempt has begun.</exception>
    public SerialConsole Console => (_connection ?? throw new InvalidOperationException("The board is not connected.")).Console;

    /// <summary>The guest's shell.</summary>
    /// <exception cref="InvalidOperationException">No attempt has begun.</exception>
    public Shell Shell => _shell ?? throw new InvalidOperationException("The board has not booted.");

    /// <summary>Versions that the console named at the last boot.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; private set; } = new Dictionary<string, string>();

    /// <summary>Path and SHA-256 of the image it boots, or null where the bench does not say.</summary>
    public (string Path, string Sha256)? Image { get; private set; }

    /// <summary>Values that the current test noted, for the report's comparison of boards.</summary>
    public IReadOnlyDictionary<string, string> Notes => _notes;

    /// <summary>What the console showed since the attempt began.</summary>
    public string ConsoleText => _connection?.Console.TextSince(_attemptStart) ?? string.Empty;

    /// <summary>Notes a value of this board, to be compared with other boards in the report.</summary>
    public void Note(string name, string value) => _notes[name] = value;

    /// <summary>Runs a command in the guest's shell, within the board's limit unless told otherwise.</summary>
    public Task<CommandResult> RunAsync(string command, TimeSpan? timeout = null) => Shell.RunAsync(command, timeout);

    /// <summary>Makes the board ready for an attempt at a test.</summary>
    /// <param name="reset">False: a shell that is there from before will do.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BoardException">It cannot be made ready.</exception>
    /// <exception cref="LumeException">The bench asks for something that is not there.</exception>
    public async Task BeginAsync(bool reset, CancellationToken cancel)
    {
        _notes.Clear();
        _fault = null;
        try
        {
            if (!reset && _shell is not null && !Console.HasEnded)
            {
                MarkStart();
                return;
            }

            _shell = null;
            await PrepareAsync(cancel).ConfigureAwait(false);
            await (spec.IsQemu ? RestartQemuAsync() : ResetBoardAsync(reset, cancel)).ConfigureAwait(false);
            await BootAsync().ConfigureAwait(false);
        }
        catch (BoardException e)
        {
            _fault = e;
            throw;
        }
    }

    /// <summary>Why the attempt failed, and what the line said about it. To be asked before <see cref="DropAsync"/>.</summary>
    public async Task<(Cause Cause, string Detail)> DiagnoseAsync()
    {
        BoardException? fault = _fault ?? (_connection is null ? null : await _connection.FaultAsync().ConfigureAwait(false));
        if (fault is not null)
        {
            return (fault.Cause, fault.Message);
        }

        int overruns = (_connection?.Overruns ?? 0) - _overrunsBefore;
        bool told = Overrun().IsMatch(ConsoleText);
        return overruns > 0 || told
            ? (Cause.Overrun, told ? "The guest's UART driver reported an input overrun." : string.Create(CultureInfo.InvariantCulture, $"The remote port reported {overruns} overruns."))
            : (Cause.TestFailed, string.Empty);
    }

    /// <summary>Forgets the connection: the next attempt starts from nothing.</summary>
    public async Task DropAsync()
    {
        _shell = null;
        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            _connection = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DropAsync().ConfigureAwait(false);
        _lock?.Dispose();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        if (spec.IsQemu)
        {
            _rig ??= await QemuRigs.PrepareAsync(spec, layout, folder, cancel).ConfigureAwait(false);
        }
        else
        {
            _lock ??= await PortLock.TakeAsync(spec.Port, $"hardware tests on {spec.Id}", spec.Limits.Lock, cancel: cancel).ConfigureAwait(false);
        }

        if (Image is null && (_rig?.Image ?? spec.Image) is { } image && File.Exists(image))
        {
            await using FileStream stream = File.OpenRead(image);
            Image = (image, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel).ConfigureAwait(false)));
        }
    }

    private async Task RestartQemuAsync()
    {
        await DropAsync().ConfigureAwait(false);
        string elf = Path.ChangeExtension(Path.Combine(Path.GetDirectoryName(_rig!.Image)!, "lume"), ".elf");
        Use(new QemuConnection(QemuMachine.Start(_rig.Options, NextLog(), File.Exists(elf) ? elf : null)));
        _attemptStart = 0;
    }

    private async Task ResetBoardAsync(bool reset, CancellationToken cancel)
    {
        if (_connection is { Console.HasEnded: true })
        {
            await DropAsync().ConfigureAwait(false);
        }

        if (_connection is null)
        {
            Use(PortConnection.Open(spec, NextLog()));
        }

        MarkStart();
        Console.Discard();
        if (spec.Reset is not null)
        {
            await CommandAsync("reset", spec.Reset, cancel).ConfigureAwait(false);
        }
        else if (spec.PowerOff is not null)
        {
            await CommandAsync("power off", spec.PowerOff, cancel).ConfigureAwait(false);
            await CommandAsync("power on", spec.PowerOn!, cancel).ConfigureAwait(false);
        }
        else if (reset)
        {
            throw new BoardException(Cause.PowerFailed, $"{spec.Id} has neither 'reset' nor 'power' in its bench, and this test needs a reset.");
        }
        else
        {
            await Console.SendAsync("\r").ConfigureAwait(false);
        }
    }

    private async Task CommandAsync(string what, string command, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_commandLimit);
        try
        {
            HostResult result = await HostProcess.RunAsync("/bin/sh", ["-c", command], cancel: limit.Token).ConfigureAwait(false);
            if (result.ExitCode != 0)
            {
                throw new BoardException(Cause.PowerFailed, string.Create(
                    CultureInfo.InvariantCulture, $"The {what} command of {spec.Id} ended with status {result.ExitCode}: {command}\n{result.Error.Trim()}"));
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BoardException(Cause.PowerFailed, $"The {what} command of {spec.Id} did not end within {s_commandLimit.TotalSeconds:0} s: {command}");
        }
    }

    private async Task BootAsync()
    {
        DateTime end = DateTime.UtcNow + spec.Limits.Boot;
        TimeSpan Left() => end > DateTime.UtcNow ? end - DateTime.UtcNow : TimeSpan.Zero;
        try
        {
            foreach (BootStep step in _rig?.Boot ?? spec.Boot)
            {
                await Console.ExpectAsync(step.Expect, step.Within ?? Left()).ConfigureAwait(false);
                await Console.SendAsync(step.Send).ConfigureAwait(false);
            }

            Shell shell = new(Console);
            await shell.WaitUntilReadyAsync(Left(), spec.Prompt).ConfigureAwait(false);
            Versions = Firmware.Read(ConsoleText);
            Console.Timeout = spec.Limits.Command;
            _shell = shell;
        }
        catch (Exception e) when (e is ConsoleTimeoutException or IOException or RegexMatchTimeoutException)
        {
            Versions = Versions.Count > 0 ? Versions : Firmware.Read(ConsoleText);
            if (await _connection!.FaultAsync().ConfigureAwait(false) is { } fault)
            {
                throw fault;
            }

            string silence = ConsoleText.Length == 0 ? "The board said nothing since its reset: power, wires, baud rate? " : string.Empty;
            throw new BoardException(Cause.BootFailed, silence + e.Message, e);
        }
    }

    private void Use(Connection connection)
    {
        _connection = connection;
        MarkStart();
    }

    private void MarkStart()
    {
        _attemptStart = Console.Position;
        _overrunsBefore = _connection!.Overruns;
    }

    private string NextLog() => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"console-{++_boots}.log"));

    [GeneratedRegex(@"tty\w+: \d+ input overrun")]
    private static partial Regex Overrun();
}
