// An open way to a board's console: a QEMU of our own, or a port.
using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;
using Lume.Hil.Benches;
using Lume.Hil.Causes;
using Lume.Hil.Consoles;
using Lume.Hil.Lines;
using Lume.Hil.Machines;

namespace Lume.Hil.Boards;

/// <summary>An open console, and what its end means.</summary>
internal abstract class Connection : IAsyncDisposable
{
    /// <summary>The console.</summary>
    public abstract SerialConsole Console { get; }

    /// <summary>How often the line said that it lost bytes.</summary>
    public virtual int Overruns => 0;

    /// <summary>Why the console ended, or null while it goes on or when the guest ended it itself.</summary>
    public abstract Task<BoardException?> FaultAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>A QEMU that the runner started.</summary>
internal sealed class QemuConnection(QemuMachine machine) : Connection
{
    public override SerialConsole Console => machine.Console;

    public override async Task<BoardException?> FaultAsync()
    {
        if (!machine.HasEnded && !machine.Console.HasEnded)
        {
            return null;
        }

        int status = await machine.WaitForEndAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        return status == 0 ? null : new BoardException(Cause.LineLost, string.Create(CultureInfo.InvariantCulture, $"QEMU ended with status {status}."));
    }

    public override ValueTask DisposeAsync() => machine.DisposeAsync();
}

/// <summary>A port: serial, socket, RFC 2217, ssh.</summary>
internal sealed class PortConnection : Connection
{
    private readonly string _port;
    private readonly ITransport _transport;
    private readonly TransportStream _stream;

    private PortConnection(string port, ITransport transport, string logFile)
    {
        _port = port;
        _transport = transport;
        _stream = new TransportStream(transport);
        Console = new SerialConsole(_stream, _stream, new ConsoleLog(logFile, symbols: null));
    }

    public override SerialConsole Console { get; }

    public override int Overruns => (_transport as ILineNotices)?.Overruns ?? 0;

    /// <summary>Opens a board's port.</summary>
    /// <exception cref="BoardException">It cannot be opened.</exception>
    public static PortConnection Open(BoardSpec spec, string logFile)
    {
        try
        {
            string address = spec.Port.StartsWith("tcp://", StringComparison.Ordinal) ? "tcp:" + spec.Port["tcp://".Length..].TrimEnd('/') : spec.Port.TrimEnd('/');
            return new PortConnection(spec.Port, PortAddress.Open(address, spec.Baud), logFile);
        }
        catch (FlashException e)
        {
            throw new BoardException(CauseOf(spec.Port), $"{e.Message} {e.Remedy}", e);
        }
    }

    public override Task<BoardException?> FaultAsync() => Task.FromResult(
        Console.HasEnded ? new BoardException(CauseOf(_port), Console.EndReason ?? "the other side closed it") : null);

    public override async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _transport.Dispose();
        await Console.DisposeAsync().ConfigureAwait(false);
    }

    // A device file that is gone is this host's trouble; anything else happened on the way.
    private static Cause CauseOf(string port) => port.StartsWith('/') && !File.Exists(port) ? Cause.PortVanished : Cause.LineLost;
}
