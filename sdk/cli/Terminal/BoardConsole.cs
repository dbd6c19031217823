// The loop of lume console: bytes both ways, limits, reconnection, and handing the port over to who wants it.
using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading;
using Lume.Cli.Flashing;
using Lume.Flasher.Errors;
using Lume.Flasher.Images;
using Lume.Flasher.Ports;
using Lume.Flasher.Transports;

namespace Lume.Cli.Terminal;

/// <summary>What the user asked of a console.</summary>
internal sealed record ConsoleSettings
{
    public required string Port { get; init; }

    public int BaudRate { get; init; } = 115200;

    public bool Timestamps { get; init; }

    public string? Log { get; init; }

    public TimeSpan? Limit { get; init; }

    public long? Most { get; init; }

    public bool Reconnect { get; init; } = true;

    public bool Color { get; init; } = true;

    public bool Json { get; init; }
}

/// <summary>One console.</summary>
internal sealed class BoardConsole(ConsoleSettings settings) : IDisposable
{
    private const byte LeaveKey = 0x1d; // Ctrl-]
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<byte[]> _keys = new();
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly LineStamper _screen = new(settings.Timestamps, settings.Color, dim: settings.Color && !Console.IsOutputRedirected);
    private readonly LineStamper _logLines = new(stamps: true, color: false, dim: false);
    private FileStream? _log;
    private long _bytes;
    private volatile bool _left;

    /// <summary>Runs until it is left, a limit is reached, or the line is lost for good.</summary>
    /// <exception cref="FlashException">The port cannot be opened, the line was lost, the log's disk is full.</exception>
    public void Run(CancellationToken cancel)
    {
        if (settings.Log is { } path)
        {
            DiskErrors.Guard(path, () => _log = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));
        }

        using RawTerminal terminal = RawTerminal.Enter();
        if (terminal.IsTerminal)
        {
            Say.Info($"{settings.Port} at {settings.BaudRate} baud. Ctrl-] leaves.\r");
        }

        new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
        for (bool isFirst = true; !IsOver; isFirst = false)
        {
            try
            {
                Talk(cancel);
            }
            catch (FlashException e) when (settings.Reconnect && (e is LineLostException || (!isFirst && e.Error is FlashError.PortNotFound or FlashError.PortBusy)))
            {
                if (e is LineLostException)
                {
                    Say.Warn($"{e.Message}; waiting until it is back\r");
                }

                cancel.WaitHandle.WaitOne(s_retry);
            }

            cancel.ThrowIfCancellationRequested();
        }

        if (settings.Json)
        {
            JsonReport.Write(new JsonObject { ["result"] = "closed", ["bytes"] = _bytes, ["why"] = _left ? "left" : _bytes >= settings.Most ? "bytes" : "time" });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log?.Dispose();
        _output.Dispose();
    }

    private bool IsOver => _left || _clock.Elapsed >= settings.Limit || _bytes >= settings.Most;

    // One hold of the port; returns when it is over or somebody else had the port.
    private void Talk(CancellationToken cancel)
    {
        using PortHandover held = PortHandover.Take(settings.Port, "console");
        using HandoverServer server = new(settings.Port);
        using (ITransport transport = PortAddress.Open(settings.Port, settings.BaudRate))
        {
            byte[] buffer = new byte[8192];
            while (!IsOver && !server.IsWanted)
            {
                cancel.ThrowIfCancellationRequested();
                Show(buffer.AsSpan(0, transport.Read(buffer, s_slice)));
                while (_keys.TryDequeue(out byte[]? keys))
                {
                    transport.Write(keys);
                }
            }
        }

        if (server.IsWanted && !IsOver)
        {
            Say.Info("another program has the port; the console goes on after it\r");
            held.Dispose();
            server.GiveAndWait(cancel);
            Say.Info("the port is back\r");
        }
    }

    private void Show(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (settings.Most is { } most && bytes.Length > most - _bytes)
        {
            bytes = bytes[..(int)(most - _bytes)];
        }

        _bytes += bytes.Length;
        if (settings.Json)
        {
            JsonReport.Write(new JsonObject { ["event"] = "text", ["seconds"] = Math.Round(_clock.Elapsed.TotalSeconds, 3), ["text"] = System.Text.Encoding.UTF8.GetString(bytes) });
        }
        else
        {
            _output.Write(_screen.Stamp(bytes));
            _output.Flush();
        }

        if (_log is not null)
        {
            byte[] lines = _logLines.Stamp(bytes);
            DiskErrors.Guard(settings.Log!, () => _log.Write(lines));
        }
    }

    // A thread of its own: a read of the terminal cannot be called back.
    private void ReadKeys()
    {
        using Stream keys = Console.OpenStandardInput();
        byte[] buffer = new byte[1024];
        try
        {
            for (int length; (length = keys.Read(buffer)) > 0;)
            {
                int leave = buffer.AsSpan(0, length).IndexOf(LeaveKey);
                _keys.Enqueue(buffer[..(leave < 0 ? length : leave)]);
                if (leave >= 0)
                {
                    _left = true;
                    return;
                }
            }
        }
        catch (IOException)
        {
            // Standard input was closed.
        }
    }
}
