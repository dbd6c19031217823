// The HTTP server: the file arrives, nothing else is given away, broken requests harm nobody.
using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Errors;
using Lume.Flasher.Servers;
using Xunit;

namespace Lume.Flasher.Tests.Servers;

public sealed class HttpFileServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_gets_the_file_and_its_length()
    {
        byte[] file = Content();
        long told = 0;
        using HttpFileServer server = new([new ServedFile("lume-1", file)], 0, (_, done) => told = done);
        using HttpClient client = new();
        Uri address = new($"http://127.0.0.1:{server.Port}/lume-1");
        Assert.Equal(file, await client.GetByteArrayAsync(address, Cancel));
        Assert.Equal(file.Length, told);
        using HttpResponseMessage head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), Cancel);
        Assert.Equal(file.Length, head.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/../../etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("GET", "/%2e%2e/etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/lume-1", HttpStatusCode.MethodNotAllowed)]
    public async Task Nothing_else_is_given_away(string method, string path, HttpStatusCode status)
    {
        using HttpFileServer server = new([new ServedFile("lume-1", Content())], 0);
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"http://127.0.0.1:{server.Port}{path}"), Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Garbage_and_clients_that_leave_do_not_end_the_server()
    {
        byte[] file = Content();
        using HttpFileServer server = new([new ServedFile("lume-1", file)], 0);
        Random random = new(1);
        for (int i = 0; i < 30; i++)
        {
            using TcpClient rude = new();
            await rude.ConnectAsync(IPAddress.Loopback, server.Port, Cancel);
            byte[] noise = i % 2 == 0 ? Encoding.ASCII.GetBytes("GET /lume-1 HTTP/1.1\r\nHost: x\r\n\r\n") : new byte[random.Next(1, 3000)];
            if (i % 2 != 0)
            {
                random.NextBytes(noise);
            }

            await rude.GetStream().WriteAsync(noise, Cancel);
        }

        using HttpClient client = new();
        Assert.Equal(file, await client.GetByteArrayAsync(new Uri($"http://127.0.0.1:{server.Port}/lume-1"), Cancel));
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error_of_its_own()
    {
        using HttpFileServer first = new([], 0);
        Assert.Equal(FlashError.ServerFailed, Assert.Throws<FlashException>(() => new HttpFileServer([], first.Port)).Error);
    }

    private static byte[] Content()
    {
        byte[] file = new byte[1_000_000];
        new Random(7).NextBytes(file);
        return file;
    }
}
