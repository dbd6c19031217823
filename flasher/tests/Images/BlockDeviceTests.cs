// Which disks may be written: a made-up sysfs holds one of each kind, and only the card in the reader passes.
using System;
using System.IO;
using Lume.Flasher.Errors;
using Lume.Flasher.Images;
using Xunit;

namespace Lume.Flasher.Tests.Images;

public sealed class BlockDeviceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lume-sys-").FullName;

    public BlockDeviceTests()
    {
        Disk("8:0", "devices/pci0/ata1/block/sda", removable: false, "976773168");
        Partition("8:0", "8:1", "sda1");
        Disk("8:16", "devices/pci0/usb1/1-2/block/sdb", removable: true, "62333952");
        Partition("8:16", "8:17", "sdb1");
        Disk("179:0", "devices/soc/mmc_host/mmc0/mmc0:0001/block/mmcblk0", removable: false, "30535680", type: "MMC");
        Disk("179:8", "devices/soc/mmc_host/mmc1/mmc1:aaaa/block/mmcblk1", removable: false, "62333952", type: "SD");
        Write("proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda1 rw");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("8:16")]
    [InlineData("179:8")]
    public void A_card_in_a_reader_may_be_written(string number) => Assert.Equal(62333952L * 512, Prove(number).Bytes);

    [Theory]
    [InlineData("8:0", FlashError.DeviceNotRemovable)]
    [InlineData("8:1", FlashError.DeviceNotRemovable)]
    [InlineData("179:0", FlashError.DeviceNotRemovable)]
    [InlineData("8:17", FlashError.DeviceNotRemovable)]
    [InlineData("7:9", FlashError.StorageMissing)]
    [InlineData(null, FlashError.Usage)]
    public void A_built_in_disk_an_eMMC_a_partition_and_no_disk_at_all_are_refused(string? number, FlashError error) =>
        Assert.Equal(error, Refusal(number).Error);

    [Theory]
    [InlineData("proc/self/mountinfo", "30 22 8:17 / /media/card rw - vfat /dev/sdb1 rw", "mounted at /media/card")]
    [InlineData("proc/self/mountinfo", "30 22 0:44 / /media/btrfs rw - btrfs /dev/sdb1 rw", "mounted at /media/btrfs")]
    [InlineData("proc/1/mountinfo", "30 22 8:16 / /outside rw shared:1 - vfat /dev/other rw", "mounted at /outside")]
    [InlineData("proc/swaps", "/dev/sdb1 partition 1024 0 -2", "swap")]
    [InlineData("sys/devices/pci0/usb1/1-2/block/sdb/sdb1/holders/md0", "", "belongs to md0")]
    public void A_card_that_is_used_is_refused_with_the_reason(string file, string content, string reason)
    {
        Write(file, content);
        FlashException refusal = Refusal("8:16");
        Assert.Equal(FlashError.DeviceInUse, refusal.Error);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_reader_and_a_locked_card_are_told_apart()
    {
        Write("sys/devices/pci0/usb1/1-2/block/sdb/size", "0");
        Assert.Equal(FlashError.StorageMissing, Refusal("8:16").Error);
        Write("sys/devices/pci0/usb1/1-2/block/sdb/size", "1000");
        Write("sys/devices/pci0/usb1/1-2/block/sdb/ro", "1");
        Assert.Equal(FlashError.StorageFailed, Refusal("8:16").Error);
    }

    [Fact]
    public void An_ordinary_file_of_this_machine_is_no_block_device() => Assert.False(BlockDevices.OfThisMachine.IsBlockDevice(typeof(BlockDeviceTests).Assembly.Location));

    private BlockDevice Prove(string? number) => new BlockDevices(_root, _ => number).Prove("/dev/thing");

    private FlashException Refusal(string? number) => Assert.Throws<FlashException>(() => Prove(number));

    private void Disk(string number, string folder, bool removable, string sectors, string? type = null)
    {
        string path = "sys/" + folder;
        Write(path + "/dev", number);
        Write(path + "/size", sectors);
        Write(path + "/ro", "0");
        Write(path + "/removable", removable ? "1" : "0");
        if (type is not null)
        {
            Write(path + "/device/type", type);
        }

        Link(number, path);
    }

    private void Partition(string disk, string number, string name)
    {
        string folder = Path.GetRelativePath(_root, new DirectoryInfo(Path.Combine(_root, "sys/dev/block", disk)).ResolveLinkTarget(true)!.FullName);
        Write($"{folder}/{name}/dev", number);
        Write($"{folder}/{name}/partition", "1");
        Link(number, $"{folder}/{name}");
    }

    private void Link(string number, string target)
    {
        Directory.CreateDirectory(Path.Combine(_root, "sys/dev/block"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "sys/dev/block", number), Path.Combine(_root, target));
    }

    private void Write(string file, string content)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content + "\n");
    }
}
