// A TFTP server for one job: read only, a fixed list of files, one thread per transfer with a port of its own.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Servers;

/// <summary>Serves files by TFTP over IPv4 while it lives.</summary>
public sealed class TftpServer : IFileServer
{
    /// <summary>TFTP's own port.</summary>
    public const int StandardPort = 69;

    private const int MostTransfers = 16;
    private const int Attempts = 8;
    private const int LongestPacket = 2048;
    private static readonly TimeSpan s_resendAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private readonly Socket _listener;
    private readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _files;
    private readonly ServedBytes? _served;
    private readonly ConcurrentDictionary<EndPoint, bool> _clients = new();
    private readonly Thread _thread;
    private volatile bool _ended;

    /// <summary>Starts to serve.</summary>
    /// <param name="files">What is given away; nothing else is.</param>
    /// <param name="address">Which of this machine's addresses, or <see cref="IPAddress.Any"/>.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="served">Hears how far a client is, or null.</param>
    /// <exception cref="FlashException">The port is taken or may not be used.</exception>
    public TftpServer(IEnumerable<ServedFile> files, IPAddress address, int port, ServedBytes? served = null)
    {
        _files = files.ToDictionary(file => file.Name, file => file.Bytes, StringComparer.Ordinal);
        _served = served;
        _listener = Bind(address, port);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _thread = new Thread(Listen) { IsBackground = true, Name = "TFTP server" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public int Port { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended = true;
        _thread.Join();
        _listener.Dispose();
    }

    private static Socket Bind(IPAddress address, int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.ReceiveTimeout = (int)s_tick.TotalMilliseconds;
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new FlashException(
                FlashError.ServerFailed,
                $"The TFTP server cannot listen on port {port}: {e.Message}",
                e.SocketErrorCode == SocketError.AccessDenied
                    ? "Ports below 1024 belong to root: use sudo, or once: sudo sysctl net.ipv4.ip_unprivileged_port_start=69. (--server-port N helps only where U-Boot knows tftpdstp.)"
                    : "Stop the program that has the port, or choose another one with --server-port.",
                e);
        }
    }

    private void Listen()
    {
        byte[] buffer = new byte[LongestPacket];
        while (!_ended)
        {
            if (Receive(_listener, buffer, out EndPoint client) is { } length)
            {
                Answer(buffer.AsSpan(0, length), client);
            }
        }
    }

    private void Answer(ReadOnlySpan<byte> packet, EndPoint client)
    {
        TftpReadRequest? request = TftpPacket.ParseRead(packet);
        if (request is null)
        {
            // An error is never answered: two servers would talk for ever.
            if (TftpPacket.Opcode(packet) is { } opcode and not TftpOpcode.Error)
            {
                Send(_listener, opcode == TftpOpcode.WriteRequest
                    ? TftpPacket.Error(TftpErrorCode.AccessViolation, "this server only reads")
                    : TftpPacket.Error(TftpErrorCode.IllegalOperation, "not an octet read request"), client);
            }
        }
        else if (!_files.TryGetValue(request.Name, out ReadOnlyMemory<byte> file))
        {
            Send(_listener, TftpPacket.Error(TftpErrorCode.FileNotFound, "no such file"), client);
        }
        else if (_clients.Count >= MostTransfers)
        {
            Send(_listener, TftpPacket.Error(TftpErrorCode.Other, "busy"), client);
        }
        else if (_clients.TryAdd(client, true))
        {
            // A client that asks again from the same port has an answer on its way.
            new Thread(() => Serve(request, file, client)) { IsBackground = true, Name = "TFTP transfer" }.Start();
        }
    }

    private void Serve(TftpReadRequest request, ReadOnlyMemory<byte> file, EndPoint client)
    {
        try
        {
            using Socket socket = Bind(((IPEndPoint)_listener.LocalEndPoint!).Address, 0);
            Run(new TftpTransfer(request, file), request, socket, client);
        }
        catch (Exception e) when (e is SocketException or FlashException)
        {
            // The network of this machine went away; the client's own time limit says so on the board.
        }
        finally
        {
            _clients.TryRemove(client, out _);
        }
    }

    private void Run(TftpTransfer transfer, TftpReadRequest request, Socket socket, EndPoint client)
    {
        byte[] buffer = new byte[LongestPacket];
        TimeSpan resendAfter = request.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : s_resendAfter;
        int attempts = 0;
        while (!transfer.IsComplete && !transfer.IsAborted && attempts++ < Attempts && !_ended)
        {
            Send(socket, transfer.Outstanding(), client);
            for (DateTime end = DateTime.UtcNow + resendAfter; DateTime.UtcNow < end && !_ended;)
            {
                if (Receive(socket, buffer, out EndPoint sender) is not { } length)
                {
                    continue;
                }

                if (!sender.Equals(client))
                {
                    Send(socket, TftpPacket.Error(TftpErrorCode.UnknownTransfer, "not your transfer"), sender);
                    continue;
                }

                if (transfer.Take(buffer.AsSpan(0, length)) || transfer.IsComplete || transfer.IsAborted)
                {
                    attempts = 0;
                    _served?.Invoke(request.Name, transfer.Done);
                    break;
                }
            }
        }
    }

    private static int? Receive(Socket socket, byte[] buffer, out EndPoint sender)
    {
        sender = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            return socket.ReceiveFrom(buffer, ref sender);
        }
        catch (SocketException)
        {
            // Nothing came in time, the packet was too long, or an earlier one was refused by the other side.
            return null;
        }
    }

    private static void Send(Socket socket, byte[] packet, EndPoint client)
    {
        try
        {
            socket.SendTo(packet, client);
        }
        catch (SocketException)
        {
            // As good as lost on the way.
        }
    }
}
