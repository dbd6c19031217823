// Card images: other tools find nothing wrong with them, and QEMU's board boots from one, from the SPL on to the kernel.
using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Hashing;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Flashing;
using Lume.Flasher.Images;
using Lume.Hil.Host;
using Lume.Hil.Machines;
using Lume.Hil.Packages;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.UBoot;

public sealed class CardTests
{
    private static readonly TimeSpan s_boot = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("visionfive2")]
    [InlineData("qemu-sifive-u")]
    [InlineData("qemu-virt")]
    public async Task Sgdisk_fdisk_and_fsck_find_nothing_wrong_with_a_card(string board)
    {
        string root = TestBench.Scratch("card-root-" + board);
        Directory.CreateDirectory(Path.Combine(root, "etc"));
        await File.WriteAllTextAsync(Path.Combine(root, "etc", "motd"), "from the card\n", Cancel);
        string card = await TestCards.MakeAsync(
            board, "card-" + board, contents => contents with { RootFolder = root, CommandLine = "quiet", Initrd = FlashImage.FromBytes("i", new byte[5000]) }, Cancel);
        try
        {
            Assert.Contains("No problems found", await RunAsync("sgdisk", "--verify", card), StringComparison.Ordinal);
            Assert.Contains("Disklabel type: gpt", await RunAsync("fdisk", "-l", card), StringComparison.Ordinal);
            CardFinding found = CardInspector.Inspect(card, Cancel);
            Assert.True(found.CopyIsValid);
            Assert.Contains("append quiet root=PARTUUID=", found.BootMenu, StringComparison.Ordinal);
            GptPartition boot = found.Partitions[^2].Partition;
            Assert.Equal(["/Image", "/initrd", "/extlinux/extlinux.conf"], found.Partitions[^2].Files);
            await RunAsync("fsck.fat", "-n", await ExtractAsync(card, boot));
            string ext4 = await ExtractAsync(card, found.Partitions[^1].Partition);
            await RunAsync("e2fsck", "-fn", ext4);
            Assert.Equal("from the card\n", await RunAsync("debugfs", "-R", "cat /etc/motd", ext4));
            Assert.True(new FileInfo(card).Length > 64 << 20);
            Assert.InRange(await AllocatedAsync(card), 1, 24 << 20);
        }
        finally
        {
            File.Delete(card);
            File.Delete(card + ".part");
        }
    }

    [Fact]
    public async Task Debians_boot_loader_of_the_VisionFive_2_lies_where_its_ROM_and_SPL_look()
    {
        BoardFirmware firmware = (await BoardFirmware.EnsureAsync(TestBench.Layout, "visionfive2", Cancel))!;
        byte[] spl = await File.ReadAllBytesAsync(firmware.Spl, Cancel);
        // The header that mkimage of U-Boot made is the one that we would make.
        Assert.Equal(spl.AsSpan(0, SplHeader.Bytes).ToArray(), SplHeader.Wrap(SplHeader.Check(spl)).AsSpan(0, SplHeader.Bytes).ToArray());
        string card = await TestCards.MakeAsync("visionfive2", "card-vf2-firmware", contents => contents, Cancel);
        try
        {
            string sgdisk = await RunAsync("sgdisk", "-i", "1", card) + await RunAsync("sgdisk", "-i", "2", card);
            Assert.Matches("2E54B353-1271-4842-806F-E436D6AF6985(?s:.*)First sector: 4096(?s:.*)BC13C2FF-59E6-4262-A352-B275FD6F7172(?s:.*)First sector: 8192 ", sgdisk);
            byte[] disk = await ReadAsync(card, 0, 8 << 20);
            Assert.True(disk.AsSpan(2 << 20, spl.Length).SequenceEqual(spl));
            byte[] uboot = await File.ReadAllBytesAsync(firmware.UBoot, Cancel);
            Assert.True(disk.AsSpan(4 << 20, uboot.Length).SequenceEqual(uboot));
            // The ROM's own check, computed anew from what lies on the card: length at 0x288, CRC-32 at 0x290, code from 0x400 on.
            ReadOnlySpan<byte> onCard = disk.AsSpan(2 << 20);
            int length = BinaryPrimitives.ReadInt32LittleEndian(onCard[0x288..]);
            Assert.Equal(spl.Length - SplHeader.Bytes, length);
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(onCard[0x290..]), Crc32.HashToUInt32(onCard.Slice(SplHeader.Bytes, length)));
            Assert.StartsWith("SPL with JH7110 header", CardInspector.Inspect(card, Cancel).Partitions[0].Holds, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(card);
        }
    }

    [Fact]
    public async Task U_Boots_own_mkimage_reads_the_header_that_we_put_before_a_bare_SPL()
    {
        HostResult types = await HostProcess.RunAsync(HostTools.FindInPath("mkimage") ?? "/nonexistent", ["-T", "list"], cancel: Cancel);
        Assert.SkipUnless((types.Output + types.Error).Contains("sfspl", StringComparison.Ordinal), "this machine's mkimage (u-boot-tools) does not know sfspl; 2023.07 and newer do");
        BoardFirmware firmware = (await BoardFirmware.EnsureAsync(TestBench.Layout, "visionfive2", Cancel))!;
        byte[] bare = (await File.ReadAllBytesAsync(firmware.Spl, Cancel))[SplHeader.Bytes..];
        string card = await TestCards.MakeAsync("visionfive2", "card-vf2-mkimage", contents => contents with { Spl = FlashImage.FromBytes("u-boot-spl.bin", bare) }, Cancel);
        try
        {
            await File.WriteAllBytesAsync(card + ".spl", await ReadAsync(card, 2 << 20, SplHeader.Bytes + bare.Length), Cancel);
            Assert.Contains($"{bare.Length}", await RunAsync("mkimage", "-T", "sfspl", "-l", card + ".spl"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(card);
            File.Delete(card + ".spl");
        }
    }

    [Fact]
    public async Task Sifive_u_boots_a_card_from_the_SPL_on_to_the_kernel()
    {
        await TestBench.RequireSifiveCardAsync();
        string card = await TestCards.MakeAsync("qemu-sifive-u", "card-boot", contents => contents, Cancel);
        try
        {
            MachineOptions options = await UBootMachines.SifiveAsync(TestBench.Layout, card, cancel: Cancel);
            await using QemuMachine machine = QemuMachine.Start(options, Log("sifive"));
            await machine.Console.ExpectAsync(new Regex("U-Boot SPL 20"), s_boot);
            await machine.Console.ExpectTextAsync("Trying to boot from MMC1", s_boot);
            await machine.Console.ExpectTextAsync("Retrieving file: /Image", s_boot);
            await machine.Console.ExpectTextAsync(TestCards.Greeting, s_boot);
        }
        finally
        {
            File.Delete(card);
        }
    }

    [Fact]
    public async Task Virt_boots_a_disk_through_U_Boot_on_to_the_kernel()
    {
        string disk = await TestCards.MakeAsync("qemu-virt", "disk-boot", contents => contents, Cancel);
        try
        {
            MachineOptions options = await UBootMachines.VirtAsync(TestBench.Layout, disk, cancel: Cancel);
            await using QemuMachine machine = QemuMachine.Start(options, Log("virt"));
            await machine.Console.ExpectTextAsync("Retrieving file: /Image", s_boot);
            await machine.Console.ExpectTextAsync(TestCards.Greeting, s_boot);
        }
        finally
        {
            File.Delete(disk);
        }
    }

    private static string Log(string what) => Path.Combine(TestBench.Layout.TestLogs, $"{nameof(CardTests)}.{what}.log");

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        HostResult result = await HostProcess.RunAsync(HostTools.FindInPath(program) ?? program, arguments, cancel: Cancel);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}:\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    private static async Task<byte[]> ReadAsync(string file, long offset, long count)
    {
        await using FileStream stream = File.OpenRead(file);
        stream.Position = offset;
        byte[] bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, Cancel);
        return bytes;
    }

    private static async Task<string> ExtractAsync(string card, GptPartition partition)
    {
        string file = card + ".part";
        await File.WriteAllBytesAsync(file, await ReadAsync(card, partition.Offset, partition.Bytes), Cancel);
        return file;
    }

    private static async Task<long> AllocatedAsync(string file) =>
        long.Parse(await RunAsync("stat", "-c", "%b", file), System.Globalization.CultureInfo.InvariantCulture) * 512;
}
