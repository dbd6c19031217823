// Writing a card through a real block device: a loop device stands in for the card; only what sysfs says about it is made up.
using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Images;
using Lume.Flasher.Progress;
using Lume.Hil.Host;
using Lume.Hil.Packages;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.UBoot;

public sealed class CardDeviceTests
{
    private const long DeviceBytes = 300L << 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kernel_becomes_a_card_on_a_block_device_and_the_table_fits_the_device()
    {
        string folder = Directory.CreateTempSubdirectory("lume-loop-").FullName;
        string backing = Path.Combine(folder, "disk");
        await using (FileStream disk = File.Create(backing))
        {
            disk.SetLength(DeviceBytes);
        }

        HostResult attached = await HostProcess.RunAsync(HostTools.FindInPath("losetup") ?? "losetup", ["-f", "--show", backing], cancel: Cancel);
        string device = attached.Output.Trim();
        try
        {
            Assert.SkipWhen(attached.ExitCode != 0, $"no loop device to be had (needs root): {attached.Error}");
            BoardFirmware firmware = (await BoardFirmware.EnsureAsync(TestBench.Layout, "visionfive2", Cancel))!;
            SdCardRoute route = new(
                (contents, _) => contents with { Spl = FlashImage.Load(firmware.Spl), UBoot = FlashImage.Load(firmware.UBoot) }, FakeReader(folder, device));
            FlashRequest request = new() { Image = TestCards.TinyKernel(), Board = KnownBoards.VisionFive2, Route = FlashRoute.SdCard, Output = device };
            Assert.NotEmpty(route.Run(request, NoProgress.Instance, Cancel).Proofs);
            HostResult verified = await HostProcess.RunAsync("sgdisk", ["--verify", backing], cancel: Cancel);
            Assert.Contains("No problems found", verified.Output, StringComparison.Ordinal);
            await using FileStream written = File.OpenRead(backing);
            Assert.Equal(DeviceBytes / GptTable.SectorBytes, GptReader.Read(written, DeviceBytes).Table.DiskSectors);
            Assert.Contains("/Image", CardInspector.Inspect(backing, Cancel).Partitions.Last().Files);
        }
        finally
        {
            if (attached.ExitCode == 0)
            {
                await HostProcess.RunAsync("losetup", ["-d", device], cancel: CancellationToken.None);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_disk_this_machine_runs_from_is_refused()
    {
        string? disk = Directory.GetDirectories("/sys/block").Select(Path.GetFileName).FirstOrDefault(
            name => File.Exists($"/dev/{name}") && File.ReadAllText($"/sys/block/{name}/removable").Trim() == "0" && !name!.StartsWith("mmc", StringComparison.Ordinal)
                && !Directory.ResolveLinkTarget($"/sys/block/{name}", true)!.FullName.Contains("/usb", StringComparison.Ordinal));
        Assert.SkipWhen(disk is null, "this machine has no disk that is built in");
        Assert.Equal(FlashError.DeviceNotRemovable, Assert.Throws<FlashException>(() => BlockDevices.OfThisMachine.Prove("/dev/" + disk)).Error);
    }

    private static BlockDevices FakeReader(string folder, string device)
    {
        string disk = Path.Combine(folder, "sys/dev/block/8:16");
        Directory.CreateDirectory(disk);
        File.WriteAllText(Path.Combine(disk, "dev"), "8:16");
        File.WriteAllText(Path.Combine(disk, "removable"), "1");
        File.WriteAllText(Path.Combine(disk, "size"), $"{DeviceBytes / 512}");
        return new BlockDevices(folder, path => path == device ? "8:16" : null);
    }
}
