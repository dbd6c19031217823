// A serial port or pseudo-terminal through System.IO.Ports.
using System;
using System.IO;
using System.IO.Ports;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>A serial port, 8 data bits, no parity, one stop bit, no flow control.</summary>
public sealed class SerialTransport : ITransport, IModemLines
{
    private static readonly TimeSpan s_writeLimit = TimeSpan.FromSeconds(30);

    private readonly SerialPort _port;
    private readonly bool _hasModemLines;

    private SerialTransport(SerialPort port, bool hasModemLines)
    {
        _port = port;
        _hasModemLines = hasModemLines;
    }

    /// <inheritdoc/>
    public string Name => _port.PortName;

    /// <inheritdoc/>
    public TimeProvider Time => TimeProvider.System;

    /// <inheritdoc/>
    public int BaudRate => _port.BaudRate;

    /// <inheritdoc/>
    public IModemLines? ModemLines => _hasModemLines ? this : null;

    /// <inheritdoc/>
    public bool DataTerminalReady
    {
        set => Guard(() => _port.DtrEnable = value);
    }

    /// <inheritdoc/>
    public bool RequestToSend
    {
        set => Guard(() => _port.RtsEnable = value);
    }

    /// <summary>Opens a port.</summary>
    /// <exception cref="FlashException">It is not there, not permitted, or held by another program.</exception>
    public static SerialTransport Open(string path, int baudRate)
    {
        if (!File.Exists(path))
        {
            throw new FlashException(FlashError.PortNotFound, $"There is no port {path}.");
        }

        SerialPort port = new(path, baudRate, Parity.None, 8, StopBits.One)
        {
            Handshake = Handshake.None,
            WriteTimeout = (int)s_writeLimit.TotalMilliseconds,
        };
        try
        {
            port.Open();
            return new SerialTransport(port, HasModemLines(port));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw PortAccess.Explain(path, e);
        }
    }

    /// <inheritdoc/>
    public bool TrySetBaudRate(int baudRate)
    {
        int before = _port.BaudRate;
        try
        {
            while (_port.BytesToWrite > 0)
            {
                System.Threading.Thread.Sleep(1);
            }

            _port.BaudRate = baudRate;
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
        catch (Exception e) when (IsLoss(e))
        {
            // A rate that the driver refuses and a port that is gone look alike; setting the old one again tells them apart.
            return Guard(() => _port.BaudRate = before) && false;
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan limit)
    {
        try
        {
            _port.ReadTimeout = Math.Max(1, (int)Math.Min(limit.TotalMilliseconds, int.MaxValue));
            byte[] bytes = new byte[buffer.Length];
            int length = _port.Read(bytes, 0, bytes.Length);
            if (length == 0)
            {
                throw new LineLostException(Name, "the port ended");
            }

            bytes.AsSpan(0, length).CopyTo(buffer);
            return length;
        }
        catch (TimeoutException)
        {
            // A pseudo-terminal or adapter that went away may read as silence for ever: its path tells.
            return File.Exists(Name) ? 0 : throw new LineLostException(Name, "the port is gone");
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw new LineLostException(Name, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        try
        {
            _port.Write(copy, 0, copy.Length);
        }
        catch (TimeoutException e)
        {
            throw new LineLostException(Name, "it took no bytes for 30 seconds", e);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw new LineLostException(Name, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void DiscardInput() => Guard(_port.DiscardInBuffer);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _port.Dispose();
        }
        catch (Exception e) when (IsLoss(e))
        {
            // The adapter was pulled; there is nothing left to close.
        }
    }

    private static bool HasModemLines(SerialPort port)
    {
        try
        {
            port.DtrEnable = true;
            return true;
        }
        catch (IOException)
        {
            return false; // a pseudo-terminal
        }
    }

    private static bool IsLoss(Exception e) => e is IOException or InvalidOperationException or UnauthorizedAccessException;

    private bool Guard(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw new LineLostException(Name, e.Message, e);
        }
    }
}
