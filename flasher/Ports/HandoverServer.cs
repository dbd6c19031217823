// The console's side of a hand-over: listens beside the lock and says when somebody wants the port.
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;

namespace Lume.Flasher.Ports;

/// <summary>Listens for programs that want the port. One thread of its own; asked and answered by the one that has the port.</summary>
public sealed class HandoverServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;
    private Socket? _asker;

    /// <summary>Listens for a port's sake. Without the right to make the socket, nobody can ask, and nothing else changes.</summary>
    /// <param name="address">The port.</param>
    /// <param name="folder">Where locks are; null for the usual place.</param>
    public HandoverServer(string address, string? folder = null)
    {
        _path = PortHandover.LockOf(address, folder) + ".sock";
        try
        {
            File.Delete(_path); // of one that died: we hold the lock, so it is nobody's
            _listener.Bind(new UnixDomainSocketEndPoint(_path));
            _listener.Listen(1);
            new Thread(Accept) { IsBackground = true, Name = "hand-over" }.Start();
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            _listener.Dispose();
        }
    }

    /// <summary>True while somebody waits for the port.</summary>
    public bool IsWanted => Volatile.Read(ref _asker) is not null;

    /// <summary>Tells the asker that the port is free now, and waits until it is done with it.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public void GiveAndWait(CancellationToken cancel)
    {
        using Socket? asker = Interlocked.Exchange(ref _asker, null);
        try
        {
            asker?.Send("given\n"u8);
            while (asker is not null && !(asker.Poll(100_000, SelectMode.SelectRead) && asker.Available == 0))
            {
                cancel.ThrowIfCancellationRequested();
            }
        }
        catch (SocketException)
        {
            // It died: the port is ours again.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        Interlocked.Exchange(ref _asker, null)?.Dispose();
        File.Delete(_path);
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket peer = _listener.Accept();
                peer.ReceiveTimeout = 1000;
                byte[] request = new byte[5];
                if (Receive(peer, request) && request.AsSpan().SequenceEqual("give\n"u8) && Interlocked.CompareExchange(ref _asker, peer, null) is null)
                {
                    continue;
                }

                peer.Dispose();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private static bool Receive(Socket peer, byte[] buffer)
    {
        try
        {
            return peer.Receive(buffer) == buffer.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
