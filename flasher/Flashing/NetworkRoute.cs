// Flashing over the network: a server inside this tool, U-Boot told over the serial console to fetch, its own checksum as the proof.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols.UBoot;
using Lume.Flasher.Servers;

namespace Lume.Flasher.Flashing;

/// <summary><c>--via tftp</c> and <c>--via http</c>.</summary>
/// <param name="route">Which of the two.</param>
/// <param name="open">Opens the serial port.</param>
/// <param name="random">Where marker words come from.</param>
public sealed class NetworkRoute(FlashRoute route, OpenTransport open, Random? random = null) : IFlashRoute
{
    private const int SlowestBytesPerSecond = 50_000;
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_addressLimit = TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public FlashRoute Route => route;

    private bool IsTftp => route == FlashRoute.Tftp;

    /// <inheritdoc/>
    public IReadOnlyList<string> Plan(FlashRequest request)
    {
        FlashPlacement.Check(request);
        return
        [
            $"serve {string.Join(" and ", FlashPlacement.Files(request).Select(file => $"{file.Name} ({file.Bytes.Length} bytes)"))} by {Name} on port {PortText(request)}",
            $"open {request.Port ?? "the only port"} at {request.BaudRate} baud and reach U-Boot's prompt ({request.Board.Title})",
            "have the board get an address by DHCP unless it has one",
            $"{(IsTftp ? "tftpboot" : "wget")} to {(request.Address is { } address ? $"0x{address:x}" : "kernel_addr_r")}, then compare the board's CRC-32 with {request.Image.Crc32:x8}",
            .. FlashPlacement.Finish(request),
        ];
    }

    /// <inheritdoc/>
    public FlashResult Run(FlashRequest request, IFlashProgress progress, CancellationToken cancel)
    {
        FlashPlacement.Check(request);
        SharedProgress shared = new(progress);
        Dictionary<string, FlashImage> files = FlashPlacement.Files(request).DistinctBy(NameOf).ToDictionary(NameOf);
        void Served(string name, long done) => shared.Report(new BytesMoved($"{files[name].Name} by {Name}", done, files[name].Bytes.Length));
        ServedFile[] list = [.. files.Select(file => new ServedFile(file.Key, file.Value.Bytes))];
        using IFileServer server = IsTftp
            ? new TftpServer(list, IPAddress.Any, request.ServerPort ?? TftpServer.StandardPort, Served)
            : new HttpFileServer(list, request.ServerPort ?? 0, Served);
        return BoardConnection.AtPrompt(request, open, shared, cancel, session => Fetch(session, request, server), random);
    }

    /// <summary>The address of this machine that lies in the same network as the board's, or null.</summary>
    /// <param name="board">The board's address.</param>
    /// <param name="mask">Its network mask.</param>
    /// <param name="own">This machine's addresses.</param>
    internal static IPAddress? InSameNetwork(IPAddress board, IPAddress mask, IEnumerable<IPAddress> own) =>
        own.FirstOrDefault(address => Masked(address, mask) == Masked(board, mask));

    // Made up here, so that no character needs quoting on the board and no old file is taken for this one.
    private static string NameOf(FlashImage file) => string.Create(CultureInfo.InvariantCulture, $"lume-{file.Crc32:x8}");

    private string Name => IsTftp ? "TFTP" : "HTTP";

    private string PortText(FlashRequest request) =>
        (request.ServerPort ?? (IsTftp ? TftpServer.StandardPort : 0)) is > 0 and int port ? $"{port}" : "any free one";

    private FlashResult Fetch(UBootSession session, FlashRequest request, IFileServer server)
    {
        IPAddress board = BoardAddress(session);
        IPAddress host = request.ServerAddress ?? HostAddress(session, board);
        session.Progress.Report(new Noted($"the board is {board}, this machine {host}, port {server.Port}"));
        if (IsTftp && server.Port != TftpServer.StandardPort)
        {
            session.Require($"setenv tftpdstp {server.Port}", s_short);
        }

        return FlashPlacement.Bring(session, request, (image, address) =>
        {
            session.Progress.Report(new StepStarted($"the board fetches {image.Name} by {Name}"));
            TimeSpan limit = TimeSpan.FromSeconds(60 + (image.Bytes.Length / SlowestBytesPerSecond));
            session.Require(Command(session, image, address, host, server.Port), limit, FlashError.NetworkFetchFailed);
            string where = string.Create(CultureInfo.InvariantCulture, $"RAM at 0x{address:x}");
            session.RequireCrc32(address, image.Bytes.Length, image.Crc32, where);
            return new FlashProof(where, image.Bytes.Length, image.Crc32);
        });
    }

    private string Command(UBootSession session, FlashImage image, ulong address, IPAddress host, int port)
    {
        if (IsTftp)
        {
            return string.Create(CultureInfo.InvariantCulture, $"tftpboot {address:x} {host}:{NameOf(image)}");
        }

        // U-Boot with lwIP takes a URL; the older stack takes HOST:PATH and its port from a variable.
        bool takesUrl = session.Run("help wget", s_short).Output.Contains("url", StringComparison.OrdinalIgnoreCase);
        return takesUrl
            ? string.Create(CultureInfo.InvariantCulture, $"wget {address:x} http://{host}:{port}/{NameOf(image)}")
            : string.Create(CultureInfo.InvariantCulture, $"setenv httpdstp {port}; wget {address:x} {host}:/{NameOf(image)}");
    }

    private static IPAddress BoardAddress(UBootSession session)
    {
        if (Address(session, "ipaddr") is { } set)
        {
            return set;
        }

        session.Progress.Report(new StepStarted("the board asks for an address (DHCP)"));
        session.Require("setenv autoload no; dhcp", s_addressLimit, FlashError.NetworkFetchFailed);
        return Address(session, "ipaddr") ?? throw new FlashException(
            FlashError.NetworkFetchFailed, "DHCP gave the board no address.", "Give it one at its prompt: setenv ipaddr A.B.C.D; setenv netmask 255.255.255.0");
    }

    private static IPAddress HostAddress(UBootSession session, IPAddress board)
    {
        IPAddress mask = Address(session, "netmask") ?? IPAddress.Parse("255.255.255.0");
        IEnumerable<IPAddress> own = NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus != OperationalStatus.Down)
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .Where(one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one));
        return InSameNetwork(board, mask, own) ?? TowardsTheBoard(board);
    }

    // The address from which this machine would send to the board. Behind QEMU's user network that is any of this machine's own;
    // 10.0.2.2 is not, since QEMU answers TFTP there itself.
    private static IPAddress TowardsTheBoard(IPAddress board)
    {
        try
        {
            using Socket probe = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(board, TftpServer.StandardPort);
            return ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException e)
        {
            throw new FlashException(
                FlashError.NetworkFetchFailed, $"This machine has no way to the board at {board}: {e.Message}", "Say under which address the board reaches it: --server ADDRESS.", e);
        }
    }

    private static IPAddress? Address(UBootSession session, string variable)
    {
        Match match = Regex.Match(session.Run($"printenv {variable}", s_short).Output, $@"^{variable}=(\d{{1,3}}(?:\.\d{{1,3}}){{3}})\s*$", RegexOptions.Multiline);
        return match.Success && IPAddress.TryParse(match.Groups[1].Value, out IPAddress? address) ? address : null;
    }

    private static uint Masked(IPAddress address, IPAddress mask) =>
        BitConverter.ToUInt32(address.GetAddressBytes()) & BitConverter.ToUInt32(mask.GetAddressBytes());

    // The server's threads and the one at the console report at the same time.
    private sealed class SharedProgress(IFlashProgress progress) : IFlashProgress
    {
        private readonly Lock _one = new();

        public void Report(FlashEvent news)
        {
            lock (_one)
            {
                progress.Report(news);
            }
        }
    }
}
