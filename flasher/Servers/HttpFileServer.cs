// An HTTP server for one job: GET and HEAD of a fixed list of files. The protocol is .NET's own HttpListener.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Servers;

/// <summary>Serves files by HTTP while it lives.</summary>
public sealed class HttpFileServer : IFileServer
{
    private const int PieceBytes = 64 << 10;
    private const int Tries = 20;

    private readonly HttpListener _listener;
    private readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _files;
    private readonly ServedBytes? _served;
    private readonly Task _loop;

    /// <summary>Starts to serve on all of this machine's addresses.</summary>
    /// <param name="files">What is given away; nothing else is.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="served">Hears how far a client is, or null.</param>
    /// <exception cref="FlashException">The port is taken or may not be used.</exception>
    public HttpFileServer(IEnumerable<ServedFile> files, int port, ServedBytes? served = null)
    {
        _files = files.ToDictionary(file => "/" + file.Name, file => file.Bytes, StringComparer.Ordinal);
        _served = served;
        (_listener, Port) = Listen(port);
        _loop = Task.Run(LoopAsync);
    }

    /// <inheritdoc/>
    public int Port { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _loop.GetAwaiter().GetResult();
    }

    private static (HttpListener Listener, int Port) Listen(int wanted)
    {
        for (int attempt = 1; ; attempt++)
        {
            int port = wanted != 0 ? wanted : FreePort();
            HttpListener listener = new();
            listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://+:{port}/"));
            listener.TimeoutManager.IdleConnection = TimeSpan.FromSeconds(30);
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (Exception e) when (e is HttpListenerException or SocketException)
            {
                listener.Close();
                if (wanted != 0 || attempt == Tries)
                {
                    throw new FlashException(FlashError.ServerFailed, $"The HTTP server cannot listen on port {port}: {e.Message}", inner: e);
                }
            }
        }
    }

    // HttpListener takes no port 0. Another program may grab this one in between, which is why it is tried again.
    private static int FreePort()
    {
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using HttpListenerResponse response = context.Response;
            string? path = context.Request.Url?.AbsolutePath;
            bool isHead = context.Request.HttpMethod == "HEAD";
            if (!isHead && context.Request.HttpMethod != "GET")
            {
                response.StatusCode = (int)HttpStatusCode.MethodNotAllowed;
            }
            else if (path is null || !_files.TryGetValue(path, out ReadOnlyMemory<byte> file))
            {
                response.StatusCode = (int)HttpStatusCode.NotFound;
            }
            else
            {
                response.ContentType = "application/octet-stream";
                response.ContentLength64 = file.Length;
                await SendAsync(response, isHead ? default : file, path[1..]).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is HttpListenerException or System.IO.IOException or ObjectDisposedException or InvalidOperationException or ProtocolViolationException)
        {
            // The client is gone, or the server closes; who waits on the board learns it there.
        }
    }

    private async Task SendAsync(HttpListenerResponse response, ReadOnlyMemory<byte> file, string name)
    {
        for (int sent = 0; sent < file.Length;)
        {
            ReadOnlyMemory<byte> piece = file.Slice(sent, Math.Min(PieceBytes, file.Length - sent));
            await response.OutputStream.WriteAsync(piece).ConfigureAwait(false);
            sent += piece.Length;
            _served?.Invoke(name, sent);
        }
    }
}
