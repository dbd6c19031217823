// A socket (TCP or unix) or another pair of streams as a transport: what QEMU offers as a serial port. It has no baud rate.
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>A transport over a stream. A thread reads ahead, because not every stream's read can be limited in time.</summary>
public sealed class StreamTransport : ITransport
{
    private static readonly TimeSpan s_writeLimit = TimeSpan.FromSeconds(30);

    private readonly Stream _stream;
    private readonly BlockingCollection<byte[]> _arrived = new(boundedCapacity: 4096);
    private readonly CancellationTokenSource _closing = new();
    private string _end = "the other side closed it";
    private byte[] _rest = [];
    private int _restAt;

    /// <summary>Takes over <paramref name="stream"/> and starts to read.</summary>
    public StreamTransport(string name, Stream stream)
    {
        Name = name;
        _stream = stream;
        if (stream.CanTimeout)
        {
            stream.WriteTimeout = (int)s_writeLimit.TotalMilliseconds;
        }

        new Thread(ReadAhead) { IsBackground = true, Name = "reads " + name }.Start();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TimeProvider Time => TimeProvider.System;

    /// <inheritdoc/>
    public int BaudRate => 0;

    /// <inheritdoc/>
    public IModemLines? ModemLines => null;

    /// <summary>Connects to a TCP port.</summary>
    /// <exception cref="FlashException">Nobody listens there.</exception>
    public static StreamTransport ConnectTcp(string host, int port) => Connect($"tcp:{host}:{port}", () =>
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(host, port);
        return socket;
    });

    /// <summary>Connects to a unix socket.</summary>
    /// <exception cref="FlashException">Nobody listens there.</exception>
    public static StreamTransport ConnectUnix(string path) => Connect($"unix:{path}", () =>
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    });

    /// <inheritdoc/>
    public bool TrySetBaudRate(int baudRate) => true;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan limit)
    {
        if (_restAt == _rest.Length)
        {
            if (!_arrived.TryTake(out byte[]? next, limit < TimeSpan.Zero ? TimeSpan.Zero : limit))
            {
                return _arrived.IsCompleted ? throw new LineLostException(Name, _end) : 0;
            }

            (_rest, _restAt) = (next, 0);
        }

        int length = Math.Min(buffer.Length, _rest.Length - _restAt);
        _rest.AsSpan(_restAt, length).CopyTo(buffer);
        _restAt += length;
        return length;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new LineLostException(Name, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void DiscardInput()
    {
        _restAt = _rest.Length;
        while (_arrived.TryTake(out _))
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _stream.Dispose();
    }

    private static StreamTransport Connect(string name, Func<Socket> connect)
    {
        try
        {
            return new StreamTransport(name, new NetworkStream(connect(), ownsSocket: true));
        }
        catch (SocketException e)
        {
            FlashError error = e.SocketErrorCode == SocketError.AccessDenied ? FlashError.PortNotPermitted : FlashError.PortNotFound;
            throw new FlashException(error, $"{name} cannot be opened: {e.Message}.", "Is the machine running, and is this the address of its serial port?", e);
        }
    }

    private void ReadAhead()
    {
        byte[] buffer = new byte[16384];
        try
        {
            int length;
            while ((length = _stream.Read(buffer)) > 0)
            {
                _arrived.Add(buffer[..length], _closing.Token);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            _end = e.Message;
        }
        finally
        {
            _arrived.CompleteAdding();
        }
    }
}
