// XMODEM and YMODEM against lrzsz, which shares nothing with us but the protocol: our sender to its receiver, its sender to ours.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols;
using Lume.Flasher.Transports;
using Lume.SoftwareBoard;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class LrzszTests : IDisposable
{
    private const string FileName = "file.bin";
    private static readonly TimeSpan s_byteTime = TimeSpan.FromSeconds(10.0 / 115200);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("lume-lrzsz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ModemProtocol.YModem, "rb -q -y")]
    [InlineData(ModemProtocol.XModem1K, "rx -q -y -c " + FileName)]
    [InlineData(ModemProtocol.XModem, "rx -q -y -c " + FileName)]
    public void What_we_send_lrzsz_receives(ModemProtocol protocol, string receiver)
    {
        byte[] file = Contents(50_001);
        using Peer peer = Peer.Start(_folder, receiver);
        Assert.True(new ModemSender(new Line(peer.Port, TestContext.Current.CancellationToken), protocol, NoProgress.Instance).Send(FileName, file));
        peer.WaitForEnd();
        AssertSame(protocol, file, File.ReadAllBytes(Path.Combine(_folder, FileName)));
    }

    [Theory]
    [InlineData(ModemProtocol.YModem, "sb -q -k " + FileName)]
    [InlineData(ModemProtocol.YModem, "sb -q " + FileName)]
    [InlineData(ModemProtocol.XModem1K, "sx -q -k " + FileName)]
    [InlineData(ModemProtocol.XModem, "sx -q " + FileName)]
    public void What_lrzsz_sends_our_boards_receiver_takes(ModemProtocol protocol, string sender)
    {
        byte[] file = Contents(5_001);
        File.WriteAllBytes(Path.Combine(_folder, FileName), file);
        Board board = new(new VirtualClock(), new BoardSetup());
        SimulatedLine wire = new(board, FaultPlan.None);
        Task<byte[]?> receiving = new ModemReceiver(board.Uart, protocol == ModemProtocol.YModem, new ReceiverManners()).ReceiveAsync();
        using Peer peer = Peer.Start(_folder, sender);
        Join(wire, peer.Port, receiving);
        peer.WaitForEnd();
        Assert.True(receiving.IsCompletedSuccessfully);
        AssertSame(protocol, file, ResultOf(receiving)!);
    }

    // The board's time passes with each piece that moves or is waited for, so a host that stalls is no silence. A peer that has sent all goes, and the port with it.
    private static void Join(SimulatedLine wire, ITransport port, Task receiving)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan step = TimeSpan.FromMilliseconds(1);
        byte[] buffer = new byte[4096];
        try
        {
            while (clock.Elapsed < s_limit)
            {
                port.Write(buffer.AsSpan(0, wire.Read(buffer, step)));
                int length = port.Read(buffer, step);
                wire.Write(buffer.AsSpan(0, length));
                wire.Pause(length * s_byteTime);
            }
        }
        catch (LineLostException)
        {
            wire.Pause(TimeSpan.FromSeconds(10));
            Assert.True(receiving.IsCompleted, "the peer went in the middle");
        }
    }

    private static void AssertSame(ModemProtocol protocol, byte[] file, byte[] received)
    {
        Assert.Equal(file, received[..Math.Min(file.Length, received.Length)]);
        Assert.All(received.Skip(file.Length), one => Assert.Equal(ModemBlock.Padding, one));
        Assert.True(protocol != ModemProtocol.YModem || received.Length == file.Length);
    }

    private static byte[]? ResultOf(Task<byte[]?> receiving) => receiving.Result;

    private static byte[] Contents(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    // A program of lrzsz on one end of a pseudo-terminal; we have the other.
    private sealed class Peer : IDisposable
    {
        private readonly Process _socat;

        private Peer(Process socat, ITransport port)
        {
            _socat = socat;
            Port = port;
        }

        public ITransport Port { get; }

        public static Peer Start(string folder, string command)
        {
            string? program = ((string[])["/usr/bin", "/usr/local/bin"]).Select(bin => Path.Combine(bin, command.Split(' ')[0])).FirstOrDefault(File.Exists);
            Assert.SkipWhen(program is null, "lrzsz is not installed");
            Assert.SkipUnless(File.Exists("/usr/bin/socat"), "socat is not installed");
            string link = Path.Combine(folder, "port");
            // When the program ends, its last answer stays to be read for so many seconds: this process may wait for its turn.
            Process socat = Process.Start(new ProcessStartInfo("socat", ["-t3", $"PTY,link={link},raw,echo=0,wait-slave", $"EXEC:{command}"]) { WorkingDirectory = folder })!;
            if (!SpinWait.SpinUntil(() => File.Exists(link), s_limit))
            {
                socat.Kill(entireProcessTree: true);
                Assert.Fail("socat made no port");
            }

            return new Peer(socat, SerialTransport.Open(link, 115200));
        }

        public void WaitForEnd()
        {
            Port.Dispose();
            Assert.True(_socat.WaitForExit(s_limit), "lrzsz goes on");
        }

        public void Dispose()
        {
            Port.Dispose();
            if (!_socat.HasExited)
            {
                _socat.Kill(entireProcessTree: true);
            }

            _socat.Dispose();
        }
    }
}
