// One booted machine with a shell, shared by the tests of a class. A test that loses the shell costs the next one a reboot, not its result.
using System;
using System.Globalization;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Xunit;

namespace Lume.Hil.Suites.Running;

/// <summary>A class fixture: boots on first use.</summary>
public class BootedShell : IAsyncLifetime
{
    private const int MostBoots = 6;

    private QemuMachine? _machine;
    private Shell? _shell;
    private int _boots;

    /// <summary>Name of the log file.</summary>
    protected virtual string Name => GetType().Name;

    /// <summary>The machine to boot.</summary>
    protected virtual MachineOptions Options => TestBench.Options;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A shell that waits for a command; boots when there is none.</summary>
    public async Task<Shell> ShellAsync()
    {
        if (_shell is not null && !_machine!.HasEnded)
        {
            return _shell;
        }

        await DisposeAsync().ConfigureAwait(false);
        if (++_boots > MostBoots)
        {
            throw new InvalidOperationException($"The shell was lost {MostBoots} times; the tests that are left are not tried.");
        }

        _machine = TestBench.Start(Options, string.Create(CultureInfo.InvariantCulture, $"{Name}.{_boots}"));
        Shell shell = new(_machine.Console);
        await shell.WaitUntilReadyAsync().ConfigureAwait(false);
        _shell = shell;
        return shell;
    }

    /// <summary>Runs a command. When the machine does not answer, it is thrown away, so that the next test starts anew.</summary>
    public async Task<CommandResult> RunAsync(string command, TimeSpan? timeout = null)
    {
        Shell shell = await ShellAsync().ConfigureAwait(false);
        return await KeepingAsync(() => shell.RunAsync(command, timeout)).ConfigureAwait(false);
    }

    /// <summary>Does something with the console; a failure throws the machine away, and one that does not answer is asked first what it does.</summary>
    public async Task<T> KeepingAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (e is ConsoleTimeoutException && _machine is { HasEnded: false })
            {
                await KernelReports.CollectAsync(_machine.Console).ConfigureAwait(false);
            }

            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _shell = null;
        if (_machine is not null)
        {
            await _machine.DisposeAsync().ConfigureAwait(false);
            _machine = null;
        }

        GC.SuppressFinalize(this);
    }
}
