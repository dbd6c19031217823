// The kernel under test, whole, over each wire to the real U-Boot: proved there, started, up to a shell that answers.
using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;
using Lume.Flasher.Servers;
using Lume.Flasher.Transports;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.UBoot;

public sealed class WholeKernelTests
{
    private static readonly TimeSpan s_boot = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static FlashRequest ToVirt => new() { Image = FlashImage.Load(TestBench.Kernel), Board = KnownBoards.QemuVirt, BootLimit = s_boot };

    private static FlashRequest ToSifive => ToVirt with { Board = KnownBoards.QemuSifiveU };

    // QEMU leaves the initramfs in memory and names it in the device tree: on this machine only the kernel travels.
    [Fact]
    public async Task Loady_brings_it_to_virt()
    {
        MachineOptions options = await UBootMachines.VirtAsync(TestBench.Layout, fastSerial: true, cancel: Cancel) with { Initrd = Initramfs("virt") };
        await FlashAndUseAsync(options, ToVirt, new SerialRoute(PortAddress.Open), "virt-loady");
    }

    [Fact]
    public async Task Loady_brings_it_and_an_initramfs_to_sifive_u() => await OnSifiveAsync(
        ToSifive with { Initrd = FlashImage.Load(Initramfs("sifive")) }, new SerialRoute(PortAddress.Open), "sifive-loady");

    [Fact]
    public async Task Tftp_brings_it_and_an_initramfs_to_virt()
    {
        RequirePort69();
        MachineOptions options = await UBootMachines.VirtAsync(TestBench.Layout, network: true, cancel: Cancel);
        FlashRequest request = ToVirt with { Route = FlashRoute.Tftp, Initrd = FlashImage.Load(Initramfs("tftp")) };
        await FlashAndUseAsync(options, request, new NetworkRoute(FlashRoute.Tftp, PortAddress.Open), "virt-tftp");
    }

    [Fact]
    public async Task Tftp_brings_it_and_an_initramfs_to_sifive_u()
    {
        RequirePort69();
        FlashRequest request = ToSifive with { Route = FlashRoute.Tftp, Initrd = FlashImage.Load(Initramfs("tftp-sifive")) };
        await OnSifiveAsync(request, new NetworkRoute(FlashRoute.Tftp, PortAddress.Open), "sifive-tftp");
    }

    private static async Task OnSifiveAsync(FlashRequest request, IFlashRoute route, string name)
    {
        await TestBench.RequireSifiveCardAsync();
        string card = await TestCards.MakeAsync("qemu-sifive-u", "card-" + name, contents => contents, Cancel);
        try
        {
            bool isSerial = route.Route == FlashRoute.Serial;
            MachineOptions options = await UBootMachines.SifiveAsync(TestBench.Layout, card, network: !isSerial, fastSerial: isSerial, cancel: Cancel);
            await FlashAndUseAsync(options with { Extra = [.. options.Extra, .. UBootMachines.CpuOfLume] }, request, route, name);
        }
        finally
        {
            File.Delete(card);
        }
    }

    private static async Task FlashAndUseAsync(MachineOptions options, FlashRequest request, IFlashRoute route, string name)
    {
        string log = Path.Combine(TestBench.Layout.TestLogs, $"{nameof(WholeKernelTests)}.{name}.log");
        (QemuMachine machine, string port) = await QemuMachine.StartWithPortAsync(options, log);
        await using (machine)
        {
            FlashResult result = await Task.Run(() => route.Run(request with { Port = port }, NoProgress.Instance, Cancel), Cancel);
            FlashImage[] files = [.. FlashPlacement.Files(request)];
            Assert.Equal(files.Select(file => (file.Bytes.Length, file.Crc32)), result.Proofs.Select(proof => ((int)proof.Bytes, proof.Crc32)));
            Assert.True(result.Booted);
            await using FileStream terminal = new(port, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            await using SerialConsole console = new(terminal, terminal, null);
            // The flasher may have read the prompt already.
            await console.SendLineAsync(string.Empty);
            Shell shell = new(console);
            await shell.WaitUntilReadyAsync(s_boot);
            Assert.Equal("42\n", (await shell.RunAsync("echo $((6 * 7))", s_boot)).Output);
        }
    }

    // Debian's U-Boot asks at TFTP's own port and no other.
    private static void RequirePort69()
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

    private static string Initramfs(string name)
    {
        string file = TestBench.Scratch($"whole-kernel-{name}.cpio.gz");
        TestBench.NewInitramfs().Save(file);
        return file;
    }
}
