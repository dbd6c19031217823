// Fastboot and DFU against devices of paper, descriptors against anything, and the whole way through the software board.
using System;
using System.IO;
using CsCheck;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;
using Lume.Flasher.Usb;
using Lume.SoftwareBoard;
using Xunit;

namespace Lume.Flasher.Tests.Usb;

public sealed class UsbTests
{
    private static readonly UsbInterface s_fastboot = new(UsbProtocol.Fastboot, 0, 0x81, 0x01, 0);
    private static readonly UsbInterface s_dfu = new(UsbProtocol.Dfu, 0, 0, 0, 512);

    [Fact]
    public void Any_file_arrives_by_both_protocols() => Gen.Byte.Array[1, 5000].Sample(file =>
    {
        PaperFastboot fastboot = new();
        new Fastboot(fastboot, s_fastboot, NoProgress.Instance).Download("f", file);
        Assert.Equal(file, fastboot.Received.ToArray());
        PaperDfu dfu = new();
        NewDfu(dfu).Download("f", file);
        Assert.Equal(file, dfu.Received.ToArray());
    });

    [Fact]
    public void Whatever_goes_wrong_at_whatever_transfer_is_an_error_and_never_a_false_success() =>
        Gen.Select(Gen.Enum<UsbFault>(), Gen.Int[0, 40], Gen.Bool).Sample((fault, at, isFastboot) =>
        {
            byte[] file = new byte[4000];
            new Random(at).NextBytes(file);
            PaperDevice device = isFastboot ? new PaperFastboot(fault, at) : new PaperDfu(fault, at);
            try
            {
                if (isFastboot)
                {
                    new Fastboot(device, s_fastboot, NoProgress.Instance).Download("f", file);
                }
                else
                {
                    NewDfu(device).Download("f", file);
                }

                Assert.Equal(file, device.Received.ToArray());
            }
            catch (FlashException e)
            {
                Assert.NotEqual(UsbFault.None, fault);
                Assert.Equal(fault == UsbFault.Disconnect, e.Error == FlashError.LineLost);
            }
        });

    [Fact]
    public void Any_answers_of_a_fastboot_device_end_in_a_text_or_an_error() => Gen.String.Array[0, 5].Sample(answers =>
    {
        PaperFastboot device = new();
        device.Answers["getvar:x"] = answers;
        try
        {
            new Fastboot(device, s_fastboot, NoProgress.Instance).Run("getvar:x", TimeSpan.FromSeconds(1));
        }
        catch (FlashException e)
        {
            Assert.Contains(e.Error, (FlashError[])[FlashError.UsbFailed, FlashError.CommandFailed]);
        }
    });

    [Fact]
    public void A_file_that_is_too_big_for_the_device_and_a_refusal_have_errors_of_their_own()
    {
        PaperFastboot small = new();
        small.Answers["getvar:max-download-size"] = ["INFOthinking", "OKAY1000"];
        Assert.Equal(FlashError.ImageTooBig, Download(small).Error);
        PaperFastboot refuses = new();
        refuses.Answers["download:00001000"] = ["FAILno memory"];
        Assert.Contains("no memory", Download(refuses).Message, StringComparison.Ordinal);
        PaperFastboot lies = new();
        lies.Answers["download:00001000"] = ["DATA00000fff"];
        Assert.Equal(FlashError.UsbFailed, Download(lies).Error);

        static FlashException Download(PaperFastboot device) =>
            Assert.Throws<FlashException>(() => new Fastboot(device, s_fastboot, NoProgress.Instance).Download("f", new byte[4096]));
    }

    [Fact]
    public void A_DFU_device_left_in_an_error_is_brought_back_and_its_own_errors_are_named()
    {
        PaperDfu failed = new() { State = 10, Status = 3 };
        NewDfu(failed).Download("f", new byte[600]);
        Assert.Equal(600, failed.Received.Length);

        PaperDfu application = new() { State = 0 };
        Assert.Contains("not in DFU mode", Assert.Throws<FlashException>(() => NewDfu(application).Download("f", new byte[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptors_name_the_interfaces_and_any_bytes_do_no_harm()
    {
        byte[] good =
        [
            18, 1, 0, 2, 0, 0, 0, 64, 0x34, 0x12, 0x78, 0x56, 0, 1, 1, 2, 3, 1,
            9, 2, 62, 0, 2, 1, 0, 0x80, 50,
            9, 4, 0, 0, 2, 0xff, 0x42, 0x03, 0, 7, 5, 0x81, 2, 0, 2, 0, 7, 5, 0x02, 2, 0, 2, 0,
            9, 4, 1, 0, 0, 0xfe, 1, 2, 0, 9, 4, 1, 1, 0, 0xfe, 1, 2, 0, 9, 0x21, 7, 0, 1, 0, 16, 0x10, 1,
        ];
        Assert.Equal(
            [new UsbInterface(UsbProtocol.Fastboot, 0, 0x81, 0x02, 0), new UsbInterface(UsbProtocol.Dfu, 1, 0, 0, 4096)], UsbDescriptors.Parse(good));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[0, 8].Sample(flips =>
        {
            byte[] bytes = (byte[])good.Clone();
            foreach ((int at, byte value) in flips)
            {
                bytes[at] = value;
            }

            Assert.All(UsbDescriptors.Parse(bytes), one => Assert.True(one.Protocol == UsbProtocol.Fastboot || one.TransferBytes >= 8));
        });
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.InRange(UsbDescriptors.Parse(bytes).Count, 0, 100));
    }

    [Fact]
    public void Boards_are_found_in_sysfs_and_two_of_a_kind_are_not_guessed_between()
    {
        string root = Directory.CreateTempSubdirectory("lume-usb-").FullName;
        try
        {
            Add(root, "1-1", "AAA");
            UsbBoards boards = new(root);
            Assert.Equal("1-1", boards.Require(UsbProtocol.Fastboot, null).Location);
            Assert.Equal(FlashError.UsbDeviceMissing, Assert.Throws<FlashException>(() => boards.Require(UsbProtocol.Dfu, null)).Error);
            Add(root, "1-2", "BBB\x1b[31m");
            Assert.Equal(FlashError.SeveralPorts, Assert.Throws<FlashException>(() => boards.Require(UsbProtocol.Fastboot, null)).Error);
            Assert.Equal("BBB?[31m", boards.Require(UsbProtocol.Fastboot, "1-2").Serial);
            FlashException gone = Assert.ThrowsAny<FlashException>(() => Libusb.Open(boards.Require(UsbProtocol.Fastboot, "1-2")));
            Assert.Equal(FlashError.LineLost, gone.Error);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Theory]
    [InlineData("fastboot", UsbProtocol.Fastboot)]
    [InlineData("dfu", UsbProtocol.Dfu)]
    public void U_Boot_becomes_a_USB_device_and_its_own_checksum_proves_what_came(string command, UsbProtocol protocol)
    {
        Board board = BoardRuns.NewBoard(new BoardSetup { UsbCommand = command });
        FlashRequest request = BoardRuns.Request(BoardRuns.Kernel(100_000)) with { Route = FlashRoute.Usb };
        FlashResult result = Run(board, request, protocol, bytes => board.Ram.Write((long)(board.GadgetAddress!.Value - Board.RamBase), bytes));
        Assert.True(result.Booted);
        Assert.Equal(request.Image.Crc32, Assert.Single(result.Proofs).Crc32);
    }

    [Fact]
    public void A_flipped_bit_on_the_way_is_found_and_a_U_Boot_without_USB_is_named()
    {
        FlashRequest request = BoardRuns.Request(BoardRuns.Kernel(10_000)) with { Route = FlashRoute.Usb };
        Board board = BoardRuns.NewBoard(new BoardSetup { UsbCommand = "fastboot" });
        Assert.Equal(FlashError.ChecksumMismatch, Assert.Throws<FlashException>(() => Run(board, request, UsbProtocol.Fastboot, bytes =>
        {
            bytes[5000] ^= 4;
            board.Ram.Write((long)(board.GadgetAddress!.Value - Board.RamBase), bytes);
        })).Error);
        Board bare = BoardRuns.NewBoard();
        Assert.Equal(FlashError.CommandMissing, Assert.Throws<FlashException>(() => Run(bare, request, UsbProtocol.Fastboot, _ => { })).Error);
        Board absent = BoardRuns.NewBoard(new BoardSetup { UsbCommand = "fastboot" });
        UsbRoute route = new((_, _) => new SimulatedLine(absent, FaultPlan.None), one => new UsbBoards("/nowhere").Require(one, null), Libusb.Open, new Random(1));
        Assert.Equal(FlashError.UsbDeviceMissing, Assert.Throws<FlashException>(
            () => route.Run(request, NoProgress.Instance, TestContext.Current.CancellationToken)).Error);
    }

    private static FlashResult Run(Board board, FlashRequest request, UsbProtocol protocol, Action<byte[]> arrives)
    {
        UsbInterface place = protocol == UsbProtocol.Fastboot ? s_fastboot : s_dfu;
        UsbBoard found = new("1-2", "1234:5678", "paper", "1", "/nowhere", place);
        UsbRoute route = new(
            (_, _) => new SimulatedLine(board, FaultPlan.None),
            one => board.GadgetAddress is not null && one == protocol ? found : throw new FlashException(FlashError.UsbDeviceMissing, "none"),
            _ => protocol == UsbProtocol.Fastboot ? new PaperFastboot { Complete = arrives } : new PaperDfu { Complete = arrives },
            new Random(1));
        return route.Run(request, NoProgress.Instance, TestContext.Current.CancellationToken);
    }

    private static Dfu NewDfu(IUsbDevice device) => new(device, s_dfu, NoProgress.Instance, _ => { });

    private static void Add(string root, string location, string serial)
    {
        string folder = Path.Combine(root, "sys/bus/usb/devices", location);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "descriptors"), [9, 4, 0, 0, 2, 0xff, 0x42, 0x03, 0, 7, 5, 0x81, 2, 0, 2, 0, 7, 5, 0x02, 2, 0, 2, 0]);
        foreach ((string name, string value) in new[] { ("idVendor", "18d1"), ("idProduct", "4ee0"), ("busnum", "1"), ("devnum", location[^1..]), ("serial", serial) })
        {
            File.WriteAllText(Path.Combine(folder, name), value + "\n");
        }
    }
}
