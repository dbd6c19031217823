// A byte stream to a board: serial port, pseudo-terminal, socket, RFC 2217. Blocking, with limits; time comes from the transport.
using System;
using System.Threading;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>The wires beside the data: reset and boot selection hang on them on some boards.</summary>
public interface IModemLines
{
    /// <summary>Data terminal ready, out.</summary>
    bool DataTerminalReady { set; }

    /// <summary>Request to send, out.</summary>
    bool RequestToSend { set; }
}

/// <summary>
/// A byte stream to a board. One thread at a time. Every member may throw <see cref="LineLostException"/>, after which
/// only <see cref="IDisposable.Dispose"/> makes sense.
/// </summary>
public interface ITransport : IDisposable
{
    /// <summary>What the user calls it: <c>/dev/ttyUSB0</c>, <c>tcp:host:port</c>.</summary>
    string Name { get; }

    /// <summary>The clock that every limit is measured with; virtual in tests.</summary>
    TimeProvider Time { get; }

    /// <summary>Bits per second, or 0 where the carrier has no rate (sockets to QEMU).</summary>
    int BaudRate { get; }

    /// <summary>The modem lines, or null where there are none (pseudo-terminals).</summary>
    IModemLines? ModemLines { get; }

    /// <summary>Changes the rate once everything written has left.</summary>
    /// <returns>False when the carrier cannot do this rate; the old one stays. True, and nothing done, where there is no rate.</returns>
    bool TrySetBaudRate(int baudRate);

    /// <summary>Reads what is there, waiting for the first byte up to <paramref name="limit"/>.</summary>
    /// <returns>Bytes read; 0 when none came in time.</returns>
    int Read(Span<byte> buffer, TimeSpan limit);

    /// <summary>Writes all of <paramref name="bytes"/>. Waits while the carrier is full, but not for ever.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Forgets input that came and was not read.</summary>
    void DiscardInput();

    /// <summary>Lets time pass.</summary>
    void Pause(TimeSpan duration) => Thread.Sleep(duration);
}
