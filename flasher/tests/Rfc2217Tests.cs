// RFC 2217 against a server that the test plays: Telnet undone, answers awaited, notices counted, the end told.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using CsCheck;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class Rfc2217Tests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Fact]
    public void Data_survives_any_split_with_commands_in_between()
    {
        Gen<byte[]> data = Gen.Byte.Array[0, 40];
        Gen<byte[]> command = Gen.OneOf(
            Gen.Select(Gen.Int[251, 254], Gen.Byte).Select(pair => new byte[] { 255, (byte)pair.Item1, pair.Item2 }),
            Gen.Byte.Array[0, 400].Select(content => (byte[])[255, 250, .. Doubled(content), 255, 240]),
            Gen.Const(new byte[] { 255, 241 }));
        Gen.Select(Gen.Select(data, command).Array[0, 6], Gen.Int[1, 50]).Sample(input =>
        {
            (var parts, int split) = input;
            byte[] wire = [.. parts.SelectMany(part => (byte[])[.. Doubled(part.Item1), .. part.Item2])];
            TelnetDecoder decoder = new(new Ignore());
            List<byte> got = [];
            foreach (byte[] chunk in wire.Chunk(split))
            {
                got.AddRange(chunk[..decoder.Decode(chunk)]);
            }

            Assert.Equal(parts.SelectMany(part => part.Item1), got);
        }, iter: 2000);
    }

    [Fact]
    public void Random_bytes_do_no_harm() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        int kept = new TelnetDecoder(new Ignore()).Decode(bytes);
        return kept >= 0 && kept <= bytes.Length;
    }, iter: 5000);

    [Fact]
    public async Task A_line_is_set_up_used_and_lost()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<Rfc2217Transport> connecting = Task.Run(() => Rfc2217Transport.Connect("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, 115200));
        using Socket server = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        Server peer = new(server);
        _ = Task.Run(peer.Serve, TestContext.Current.CancellationToken);
        using Rfc2217Transport line = await connecting;
        Assert.Equal(115200, line.BaudRate);
        Assert.True(line.TrySetBaudRate(1500000));
        Assert.Equal(1500000, peer.Baud);
        Assert.False(line.TrySetBaudRate(12345));
        Assert.Equal(1500000, line.BaudRate);

        line.Write([1, 255, 2]);
        peer.Send([0x41, 255, 255, 0x42, 255, 250, 44, 106, 0x02, 255, 240, 255, 250, 44, 107, 0xB0, 255, 240]);
        byte[] read = new byte[16];
        int length = line.Read(read, s_limit);
        Assert.Equal([0x41, 255, 0x42], read[..length]);
        Assert.True(await SoonAsync(() => peer.Data.SequenceEqual(new byte[] { 1, 255, 2 }) && line.Overruns == 1 && line.ModemState == 0xB0));

        server.Close();
        void ReadOn()
        {
            while (true)
            {
                line.Read(read, s_limit);
            }
        }

        Assert.Throws<LineLostException>(ReadOn);
    }

    [Fact]
    public async Task A_server_that_is_none_is_named()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<FlashException> connecting = Task.Run(() => Assert.Throws<FlashException>(() => Rfc2217Transport.Connect("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, 115200)));
        using Socket server = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await server.SendAsync(Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH\r\n"), TestContext.Current.CancellationToken);
        Assert.Contains("not as an RFC 2217 server", (await connecting).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_there_is_told_at_once() =>
        Assert.Equal(FlashError.PortNotFound, Assert.Throws<FlashException>(() => Rfc2217Transport.Connect("127.0.0.1", 1, 115200)).Error);

    private static byte[] Doubled(byte[] bytes) => [.. bytes.SelectMany(b => b == 255 ? new byte[] { 255, 255 } : [b])];

    private static async Task<bool> SoonAsync(Func<bool> condition)
    {
        for (int i = 0; i < 100 && !condition(); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return condition();
    }

    private sealed class Ignore : ITelnetEvents
    {
        public void Negotiate(byte verb, byte option)
        {
        }

        public void Subnegotiation(ReadOnlySpan<byte> content)
        {
        }
    }

    // The other end: takes all rates but one, answers as ser2net does.
    private sealed class Server(Socket socket) : ITelnetEvents
    {
        private readonly List<byte> _data = [];

        public int Baud { get; private set; }

        public byte[] Data
        {
            get
            {
                lock (_data)
                {
                    return [.. _data];
                }
            }
        }

        public void Serve()
        {
            TelnetDecoder decoder = new(this);
            byte[] buffer = new byte[512];
            try
            {
                int length;
                while ((length = socket.Receive(buffer)) > 0)
                {
                    int data = decoder.Decode(buffer.AsSpan(0, length));
                    lock (_data)
                    {
                        _data.AddRange(buffer[..data]);
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test closed it.
            }
        }

        public void Send(byte[] bytes) => socket.Send(bytes);

        public void Negotiate(byte verb, byte option)
        {
            if (verb == 251)
            {
                Send([255, 253, option]);
            }
        }

        public void Subnegotiation(ReadOnlySpan<byte> content)
        {
            byte[] value = content[2..].ToArray();
            if (content[1] == 1)
            {
                int asked = (value[0] << 24) | (value[1] << 16) | (value[2] << 8) | value[3];
                Baud = asked == 12345 ? Baud : asked;
                value = [(byte)(Baud >> 24), (byte)(Baud >> 16), (byte)(Baud >> 8), (byte)Baud];
            }

            Send([255, 250, 44, (byte)(content[1] + 100), .. Doubled(value), 255, 240]);
        }
    }
}
