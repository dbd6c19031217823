// Flashing over the network, against the real U-Boot on QEMU's user network: our own TFTP server, the board's own checksum.
using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;
using Lume.Flasher.Servers;
using Lume.Flasher.Transports;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.UBoot;

public sealed class NetworkFlashTests
{
    private const int ImageBytes = 3_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tftp_brings_an_image_to_virt_which_proves_and_boots_it()
    {
        RequirePort69();
        MachineOptions options = await UBootMachines.VirtAsync(TestBench.Layout, network: true, cancel: Cancel);
        FlashResult result = await FlashAsync(options, KnownBoards.QemuVirt, "virt");
        Assert.True(result.Booted);
        Assert.Contains(TestCards.Greeting, result.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tftp_brings_an_image_to_sifive_u_which_proves_and_boots_it()
    {
        RequirePort69();
        string card = await TestCards.MakeAsync("qemu-sifive-u", "card-tftp", contents => contents, Cancel);
        try
        {
            MachineOptions options = await UBootMachines.SifiveAsync(TestBench.Layout, card, network: true, cancel: Cancel);
            FlashResult result = await FlashAsync(options, KnownBoards.QemuSifiveU, "sifive");
            Assert.True(result.Booted);
        }
        finally
        {
            File.Delete(card);
        }
    }

    private static async Task<FlashResult> FlashAsync(MachineOptions options, BoardProfile board, string name)
    {
        string log = Path.Combine(TestBench.Layout.TestLogs, $"{nameof(NetworkFlashTests)}.{name}.log");
        (QemuMachine machine, string port) = await QemuMachine.StartWithPortAsync(options, log);
        await using (machine)
        {
            FlashImage image = TestCards.TinyKernel(ImageBytes);
            FlashRequest request = new() { Image = image, Board = board, Route = FlashRoute.Tftp, Port = port };
            FlashResult result = await Task.Run(() => new NetworkRoute(FlashRoute.Tftp, PortAddress.Open).Run(request, NoProgress.Instance, Cancel), Cancel);
            FlashProof proof = Assert.Single(result.Proofs);
            Assert.Equal((image.Bytes.Length, image.Crc32), (proof.Bytes, proof.Crc32));
            return result;
        }
    }

    // Debian's U-Boot asks at TFTP's own port and no other.
    internal static void RequirePort69()
    {
        try
        {
            using TftpServer probe = new([], IPAddress.Any, TftpServer.StandardPort);
        }
        catch (FlashException e)
        {
            Assert.Skip($"{e.Message} {e.Remedy}");
        }
    }
}
