// The TFTP server: every length arrives, options are granted, lost and doubled packets do no harm, hostile ones get an error or silence.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Lume.Flasher.Errors;
using Lume.Flasher.Servers;
using Xunit;

namespace Lume.Flasher.Tests.Servers;

public sealed class TftpTests
{
    [Fact]
    public void Any_file_arrives_whole_whatever_is_lost_or_doubled() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Gen.Int[8, 700], Gen.Bool, Gen.Int[0, 3].Array[0, 400]).Sample((file, blockBytes, options, fates) =>
        {
            TftpTransfer transfer = new(new TftpReadRequest("f", options ? blockBytes : null, null, options), file);
            MemoryStream received = new();
            long expected = 1;
            int step = 0;
            while (!transfer.IsComplete)
            {
                int fate = step < fates.Length ? fates[step] : 0;
                byte[] packet = transfer.Outstanding();
                Assert.True(step++ < 2000);
                ushort block = (ushort)((packet[2] << 8) | packet[3]);
                bool isData = packet[1] == 3;
                if (isData && block == (ushort)expected && fate != 1)
                {
                    received.Write(packet, 4, packet.Length - 4);
                    expected++;
                }

                byte[] acknowledge = [0, 4, (byte)((isData ? block : 0) >> 8), (byte)(isData ? block : 0)];
                if (fate is 0 or 3)
                {
                    transfer.Take(acknowledge);
                }

                if (fate == 3)
                {
                    // The same again is old by now and must not move anything.
                    long before = transfer.Done;
                    Assert.False(transfer.Take(acknowledge));
                    Assert.Equal(before, transfer.Done);
                }
            }

            Assert.Equal(file, received.ToArray());
            Assert.Equal(file.Length, transfer.Done);
        });

    [Fact]
    public void Block_numbers_wrap()
    {
        byte[] file = new byte[(70_000 * 8) + 5];
        file[^1] = 42;
        TftpTransfer transfer = new(new TftpReadRequest("f", 8, null, false), file);
        transfer.Take([0, 4, 0, 0]);
        for (int block = 1; block <= 70_000; block++)
        {
            Assert.True(transfer.Take([0, 4, (byte)(block >> 8), (byte)block]));
        }

        Assert.Equal(42, transfer.Outstanding()[^1]);
    }

    [Fact]
    public void Any_bytes_are_a_request_or_none_and_never_more() => Gen.OneOf(
        Gen.Byte.Array[0, 600],
        Gen.Select(Gen.String[Gen.Char[(char)0, (char)255], 0, 40].Array[0, 8], Gen.Bool, (words, ended) =>
            (byte[])[0, 1, .. Encoding.Latin1.GetBytes(string.Join('\0', words)), .. ended ? new byte[1] : []])).Sample(packet =>
        {
            TftpReadRequest? request = TftpPacket.ParseRead(packet);
            if (request is not null)
            {
                Assert.InRange(request.BlockBytes ?? 512, 8, TftpPacket.LargestBlockBytes);
                Assert.InRange(TftpPacket.OptionAcknowledge(request, long.MaxValue).Length, 2, 100);
            }
        });

    [Fact]
    public void A_transfer_takes_any_packet_without_harm() => Gen.Byte.Array[0, 20].Array[1, 50].Sample(packets =>
    {
        TftpTransfer transfer = new(new TftpReadRequest("f", null, null, false), new byte[5000]);
        foreach (byte[] packet in packets)
        {
            transfer.Take(packet);
            Assert.InRange(transfer.Done, 0, 5000);
            Assert.InRange(transfer.Outstanding().Length, 4, 516);
        }
    });

    [Fact]
    public void A_client_gets_the_file_over_a_socket_and_the_server_hears_how_far_it_is()
    {
        byte[] file = new byte[100_000];
        new Random(1).NextBytes(file);
        long told = 0;
        using TftpServer server = new([new ServedFile("lume-1", file)], IPAddress.Loopback, 0, (_, done) => told = done);
        Assert.Equal(file, Fetch(server.Port, "lume-1", "blksize\01468\0tsize\00\0"));
        Assert.Equal(file, Fetch(server.Port, "lume-1", string.Empty));
        SpinUntil(() => told == file.Length);
    }

    [Theory]
    [InlineData("\0\u0001../../etc/passwd\0octet\0", 1)]
    [InlineData("\0\u0001/etc/passwd\0octet\0", 1)]
    [InlineData("\0\u0001lume-1\0netascii\0", 4)]
    [InlineData("\0\u0002lume-1\0octet\0", 2)]
    [InlineData("\0\u0009", 4)]
    public void What_is_not_a_read_of_a_served_file_is_answered_with_an_error(string request, int code)
    {
        using TftpServer server = new([new ServedFile("lume-1", new byte[10])], IPAddress.Loopback, 0);
        using UdpClient client = Client();
        client.Send(Encoding.Latin1.GetBytes(request), new IPEndPoint(IPAddress.Loopback, server.Port));
        IPEndPoint from = new(IPAddress.Any, 0);
        byte[] answer = client.Receive(ref from);
        Assert.Equal([0, 5, 0, (byte)code], answer[..4]);
    }

    [Fact]
    public void Noise_and_strangers_do_not_disturb_a_transfer()
    {
        byte[] file = new byte[20_000];
        new Random(2).NextBytes(file);
        using TftpServer server = new([new ServedFile("lume-1", file)], IPAddress.Loopback, 0);
        using UdpClient stranger = Client();
        Random random = new(3);
        for (int i = 0; i < 50; i++) // more would fill the socket, and the read request be lost
        {
            byte[] noise = new byte[random.Next(0, 600)];
            random.NextBytes(noise);
            stranger.Send(noise, new IPEndPoint(IPAddress.Loopback, server.Port));
        }

        Assert.Equal(file, Fetch(server.Port, "lume-1", "blksize\01024\0", onBlock: port => stranger.Send([0, 4, 0, 1], new IPEndPoint(IPAddress.Loopback, port))));
    }

    [Fact]
    public void A_port_that_is_taken_is_an_error_of_its_own()
    {
        using UdpClient holder = new(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)holder.Client.LocalEndPoint!).Port;
        FlashException refused = Assert.Throws<FlashException>(() => new TftpServer([], IPAddress.Loopback, port));
        Assert.Equal(FlashError.ServerFailed, refused.Error);
    }

    private static void SpinUntil(Func<bool> condition) =>
        Assert.True(System.Threading.SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10)));

    private static UdpClient Client()
    {
        UdpClient client = new(new IPEndPoint(IPAddress.Loopback, 0));
        client.Client.ReceiveTimeout = 10_000;
        return client;
    }

    // A client after the letter of RFC 1350 and 2348.
    private static byte[] Fetch(int port, string name, string options, Action<int>? onBlock = null)
    {
        using UdpClient client = Client();
        client.Send(Encoding.Latin1.GetBytes($"\0\u0001{name}\0octet\0{options}"), new IPEndPoint(IPAddress.Loopback, port));
        List<byte> received = [];
        int blockBytes = 512;
        int expected = 1;
        while (true)
        {
            IPEndPoint from = new(IPAddress.Any, 0);
            byte[] packet = client.Receive(ref from);
            if (packet[1] == 6)
            {
                string[] granted = Encoding.Latin1.GetString(packet, 2, packet.Length - 2).Split('\0');
                Assert.Equal("blksize", granted[0]);
                blockBytes = int.Parse(granted[1], System.Globalization.CultureInfo.InvariantCulture);
                client.Send([0, 4, 0, 0], from);
                continue;
            }

            Assert.Equal([0, 3], packet[..2]);
            if (((packet[2] << 8) | packet[3]) == expected)
            {
                received.AddRange(packet[4..]);
                expected++;
            }

            onBlock?.Invoke(from.Port);
            client.Send([0, 4, packet[2], packet[3]], from);
            if (packet.Length - 4 < blockBytes)
            {
                return [.. received];
            }
        }
    }
}
